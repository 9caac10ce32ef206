import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Least

FILL = """
UPDATE filings_correctionnotice notice
SET reference = filing.number || '/' || round.number, responsible_id = filing.filer_id
FROM filings_reviewround round JOIN filings_filing filing ON filing.id = round.filing_id
WHERE round.id = notice.round_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("filings", "0005_open_limits"),
    ]

    operations = [
        migrations.RemoveIndex("correctionnotice", "correction_open_by_due"),
        migrations.RenameField("correctionnotice", "issued_at", "started_at"),
        migrations.RenameField("correctionnotice", "answered_at", "met_at"),
        migrations.AddField(
            "correctionnotice",
            "promise",
            models.CharField(max_length=40, verbose_name="承诺", default="correction_period"),
            preserve_default=False,
        ),
        migrations.AddField(
            "correctionnotice",
            "reference",
            models.CharField(max_length=60, verbose_name="对象", default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "correctionnotice",
            "rule",
            models.CharField(max_length=60, verbose_name="规则", default="7d 登记立案规定第七条"),
            preserve_default=False,
        ),
        migrations.AddField(
            "correctionnotice",
            "calendar_version",
            models.CharField(max_length=40, verbose_name="日历版本", default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "correctionnotice", "provisional", models.BooleanField(default=False, verbose_name="暂定")
        ),
        migrations.AddField(
            "correctionnotice",
            "responsible",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="责任人",
            ),
        ),
        migrations.AddField(
            "correctionnotice",
            "department",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.department",
                verbose_name="责任部门",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='correctionnotice',
            name='due_at',
            field=models.DateTimeField(verbose_name='到期时间'),
        ),
        migrations.AlterField(
            model_name='correctionnotice',
            name='met_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='完成时间'),
        ),
        migrations.AlterField(
            model_name='correctionnotice',
            name='started_at',
            field=models.DateTimeField(verbose_name='起算时间'),
        ),
        migrations.AlterField(
            model_name='historicalreviewround',
            name='outcome',
            field=models.CharField(blank=True, choices=[('accepted', '准予立案'), ('correction', '一次性补正'), ('wrong_court', '不属本院'), ('rejected', '不予立案'), ('withdrawn', '申请人撤回')], max_length=20, verbose_name='结果'),
        ),
        migrations.AlterField(
            model_name='reviewround',
            name='outcome',
            field=models.CharField(blank=True, choices=[('accepted', '准予立案'), ('correction', '一次性补正'), ('wrong_court', '不属本院'), ('rejected', '不予立案'), ('withdrawn', '申请人撤回')], max_length=20, verbose_name='结果'),
        ),
        migrations.AddIndex(
            model_name='correctionnotice',
            index=models.Index(condition=Q(('met_at__isnull', True)), fields=['promise', 'due_at'], name='correctionnotice_open_by_due'),
        ),
        migrations.AddIndex(
            model_name='correctionnotice',
            index=models.Index(condition=Q(('met_at__isnull', True), ('met_at__gte', F('due_at')), _connector='OR'), fields=['promise', 'due_at'], name='correctionnotice_late_or_open'),
        ),
        migrations.AddIndex(
            model_name='correctionnotice',
            index=models.Index(F('promise'), Least('met_at', 'due_at'), name='correctionnotice_by_settled'),
        ),
        migrations.AddConstraint(
            model_name='correctionnotice',
            constraint=models.UniqueConstraint(fields=('promise', 'reference'), name='one_correctionnotice_per_promise_and_reference'),
        ),
    ]
