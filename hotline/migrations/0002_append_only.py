from django.db import migrations

from gangcheng_court.core.audit.append_only import append_only

NEAREST_DUE = """
CREATE FUNCTION hotline_nearest_due() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE nearest timestamptz;
BEGIN
  PERFORM 1 FROM hotline_ticket WHERE id = NEW.ticket_id FOR UPDATE;
  SELECT min(due_at) INTO nearest FROM (
    SELECT due_at FROM hotline_handoff WHERE ticket_id = NEW.ticket_id AND met_at IS NULL
    UNION ALL SELECT due_at FROM hotline_ticketlimit WHERE ticket_id = NEW.ticket_id AND met_at IS NULL
  ) AS open;
  UPDATE hotline_ticket SET due_at = nearest WHERE id = NEW.ticket_id AND due_at IS DISTINCT FROM nearest;
  RETURN NULL;
END $$;
CREATE TRIGGER hotline_handoff_moves_due AFTER INSERT OR UPDATE OF due_at, met_at ON hotline_handoff
  FOR EACH ROW EXECUTE FUNCTION hotline_nearest_due();
CREATE TRIGGER hotline_ticketlimit_moves_due AFTER INSERT OR UPDATE OF due_at, met_at ON hotline_ticketlimit
  FOR EACH ROW EXECUTE FUNCTION hotline_nearest_due();
"""
"""A ticket carries what is due on it next, for the desk's lists, and can say nothing else than its limits."""


class Migration(migrations.Migration):
    dependencies = [("hotline", "0001_initial"), ("audit", "0002_append_only")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE ticket_serial", "DROP SEQUENCE ticket_serial"),
        migrations.RunSQL(
            NEAREST_DUE,
            "DROP TRIGGER hotline_handoff_moves_due ON hotline_handoff; "
            "DROP TRIGGER hotline_ticketlimit_moves_due ON hotline_ticketlimit; DROP FUNCTION hotline_nearest_due",
        ),
        append_only("hotline_articleversion"),
        append_only("hotline_callevent"),
        append_only("hotline_callbackattempt"),
        append_only("hotline_historicalarticle"),
        append_only("hotline_historicalroutingrule"),
        append_only("hotline_historicalticket"),
        append_only("hotline_rating"),
        append_only("hotline_reminder"),
        append_only("hotline_step"),
    ]
