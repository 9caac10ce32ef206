from django.db import migrations

from gangcheng_court.core.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial")]

    operations = [append_only("deadlines_duedatechange")]
