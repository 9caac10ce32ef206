"""Indexes by which supervision counts filings and rounds by the month; the history of mediators only grows, as all do."""

from django.conf import settings
from django.db import migrations, models

from gangcheng_court.core.audit.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
        ('filings', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(condition=models.Q(('submitted_at__isnull', False)), fields=['submitted_at'], include=('status',), name='filing_by_submitted'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(condition=models.Q(('decided_at__isnull', False)), fields=['decided_at'], include=('status',), name='filing_by_decided'),
        ),
        migrations.AddIndex(
            model_name='reviewround',
            index=models.Index(condition=models.Q(('closed_at__isnull', False)), fields=['closed_at'], name='round_by_closed'),
        ),
        append_only("filings_historicalmediator"),
    ]
