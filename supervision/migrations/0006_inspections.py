"""明察暗访: plans, checklists, visits and findings."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("supervision", "0005_interference")]

    operations = []
