from django.db import migrations

from gangcheng_court.core.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_notices_and_changes")]

    operations = [append_only("deadlines_duedatechange")]
