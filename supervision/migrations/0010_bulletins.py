"""通报: drafted from the data, approved, published."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("supervision", "0009_breaches")]

    operations = []
