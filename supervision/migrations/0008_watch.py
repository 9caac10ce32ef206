"""监测: what the data of the desks reveal of banned conduct."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("supervision", "0007_questioning")]

    operations = []
