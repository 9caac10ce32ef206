"""What was recorded stays as it was; and a limit that is written late is looked at all the same."""

from django.db import migrations

from gangcheng_court.core.audit.append_only import append_only
from supervision.migrations._sweeping import pulls_back


class Migration(migrations.Migration):
    dependencies = [
        ("supervision", "0001_initial"),
        ("filings", "0001_initial"),
        ("hotline", "0001_initial"),
    ]

    operations = [
        append_only("supervision_breach"),
        append_only("supervision_explanation"),
        append_only("supervision_reminder"),
        pulls_back("filings_reviewlimit"),
        pulls_back("hotline_handoff"),
        pulls_back("hotline_ticketlimit"),
    ]
