from django.db import migrations

from gangcheng_court.core.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("accessibility", "0001_initial"), ("audit", "0002_append_only")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE assistance_serial", "DROP SEQUENCE assistance_serial"),
        migrations.RunSQL("CREATE SEQUENCE repair_serial", "DROP SEQUENCE repair_serial"),
        append_only("accessibility_assistancestep"),
        append_only("accessibility_facilitycheck"),
        append_only("accessibility_shiftnote"),
    ]
