from django.db import migrations

from gangcheng_court.core.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("filings", "0003_cross_region")]
    operations = [
        append_only("filings_historicalcourt"),
        append_only("filings_historicalcourtkey"),
        append_only("filings_historicaltransfer"),
        append_only("filings_transferletter"),
    ]
