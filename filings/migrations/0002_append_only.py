from django.db import migrations

from gangcheng_court.core.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("filings", "0001_initial")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE filing_serial", "DROP SEQUENCE filing_serial"),
        append_only("filings_consent"),
        append_only("filings_historicalfiling"),
        append_only("filings_historicalparty"),
        append_only("filings_historicalagent"),
        append_only("filings_historicalreviewround"),
    ]
