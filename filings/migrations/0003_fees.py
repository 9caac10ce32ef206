from django.db import migrations

from gangcheng_court.core.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("filings", "0002_append_only")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE fee_serial", "DROP SEQUENCE fee_serial"),
        append_only("filings_payment"),
        append_only("filings_statement"),
        append_only("filings_reliefproof"),
        append_only("filings_feepaper"),
        append_only("filings_historicalcharge"),
        append_only("filings_historicalrelief"),
        append_only("filings_historicalrefund"),
        append_only("filings_historicalstatementline"),
    ]
