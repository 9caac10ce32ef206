"""三个规定: the register of interference and contacts, and staff's relatives."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("supervision", "0004_complaints")]

    operations = []
