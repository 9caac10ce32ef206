"""What was recorded stays as it was; and a limit that is written late is looked at all the same."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from gangcheng_court.core.audit.append_only import append_only

PULL_BACK = """
CREATE OR REPLACE FUNCTION supervision_pull_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE supervision_sweep SET until = NEW.due_at WHERE promise = NEW.promise AND until > NEW.due_at;
  RETURN NULL;
END $$;
"""


def pulls_back(table: str) -> RunSQL:
    """Migration operation: a limit written or moved into the time already swept makes the next sweep look there again."""
    return RunSQL(
        f"""{PULL_BACK}
        CREATE TRIGGER {table}_pulls_back AFTER INSERT OR UPDATE OF due_at ON {table}
          FOR EACH ROW WHEN (NEW.met_at IS NULL OR NEW.met_at >= NEW.due_at) EXECUTE FUNCTION supervision_pull_back();""",
        f"DROP TRIGGER {table}_pulls_back ON {table};",
    )


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
