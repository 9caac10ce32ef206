from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Least


class Migration(migrations.Migration):

    dependencies = [
        ('filings', '0003_review_desk'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='reviewlimit',
            name='reviewlimit_by_promise',
        ),
        migrations.AddIndex(
            model_name='reviewlimit',
            index=models.Index(condition=models.Q(('met_at__isnull', True), ('met_at__gte', models.F('due_at')), _connector='OR'), fields=['promise', 'due_at'], name='reviewlimit_late_or_open'),
        ),
        migrations.AddIndex(
            model_name='reviewlimit',
            index=models.Index(F('promise'), Least('met_at', 'due_at'), name='reviewlimit_by_settled'),
        ),
    ]
