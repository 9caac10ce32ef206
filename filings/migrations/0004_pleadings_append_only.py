from django.db import migrations

from gangcheng_court.core.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("filings", "0003_pleadings")]
    operations = [append_only("filings_historicalpleading")]
