from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('filings', '0004_late_limits'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='reviewlimit',
            name='reviewlimit_open_by_due',
        ),
        migrations.AddIndex(
            model_name='reviewlimit',
            index=models.Index(condition=models.Q(('met_at__isnull', True)), fields=['promise', 'due_at'], name='reviewlimit_open_by_due'),
        ),
    ]
