from django.db import migrations

from gangcheng_court.core.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("accounts", "0001_initial")]
    operations = [append_only("audit_readlog"), append_only("accounts_historicaluser")]
