from django.db import migrations

from gangcheng_court.core.audit.append_only import append_only

COPY_DUE = """
CREATE FUNCTION filings_copy_due() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE runs_until timestamptz := CASE WHEN NEW.met_at IS NULL THEN NEW.due_at END;
BEGIN
  IF NEW.promise = 'three_day_review' THEN
    UPDATE filings_reviewround SET due_at = runs_until
      WHERE id = NEW.round_id AND due_at IS DISTINCT FROM runs_until;
  ELSE
    UPDATE filings_reviewround SET legal_due_at = runs_until
      WHERE id = NEW.round_id AND legal_due_at IS DISTINCT FROM runs_until;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER filings_reviewlimit_copies_due AFTER INSERT OR UPDATE OF due_at, met_at ON filings_reviewlimit
  FOR EACH ROW EXECUTE FUNCTION filings_copy_due();
"""
"""A round carries what is due on it, for the desk's lists, and can say nothing else than its limits."""


class Migration(migrations.Migration):
    dependencies = [("filings", "0001_initial")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE filing_serial", "DROP SEQUENCE filing_serial"),
        migrations.RunSQL(
            COPY_DUE, "DROP TRIGGER filings_reviewlimit_copies_due ON filings_reviewlimit; DROP FUNCTION filings_copy_due"
        ),
        append_only("filings_consent"),
        append_only("filings_identitycheck"),
        append_only("filings_historicalfiling"),
        append_only("filings_historicalparty"),
        append_only("filings_historicalagent"),
        append_only("filings_historicalreviewround"),
        append_only("filings_partyword"),
        append_only("filings_historicalmediation"),
        append_only("filings_historicalcourt"),
        append_only("filings_historicalcourtkey"),
        append_only("filings_historicaltransfer"),
        append_only("filings_transferletter"),
        append_only("filings_historicalpleading"),
        migrations.RunSQL("CREATE SEQUENCE fee_serial", "DROP SEQUENCE fee_serial"),
        append_only("filings_payment"),
        append_only("filings_statement"),
        append_only("filings_reliefproof"),
        append_only("filings_feepaper"),
        append_only("filings_historicalcharge"),
        append_only("filings_historicalrelief"),
        append_only("filings_historicalrefund"),
        append_only("filings_historicalstatementline"),
        append_only("filings_historicaleffectcheck"),
        append_only("filings_historicalservicerecord"),
        append_only("filings_historicalassistance"),
        append_only("filings_historicalvisit"),
        append_only("filings_historicaloralrecord"),
    ]
