"""A limit that is written late is looked at all the same: a migration operation for the tables of obligations."""

from django.db.migrations.operations import RunSQL

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
