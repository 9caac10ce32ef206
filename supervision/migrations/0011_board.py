"""督察台: everything a supervisor looks at first."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("supervision", "0010_bulletins")]

    operations = []
