"""督察台: everything a supervisor looks at first."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from gangcheng_court.core.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("supervision", "0010_bulletins"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MonthlyReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(unique=True, verbose_name='月份')),
                ('made_at', models.DateTimeField(verbose_name='生成时间')),
                ('pdf', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('xlsx', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
            ],
            options={
                'verbose_name': '月度报告',
                'verbose_name_plural': '月度报告',
            },
        ),
        migrations.CreateModel(
            name='DailyList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='日期')),
                ('made_at', models.DateTimeField(verbose_name='生成时间')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '每日清单',
                'verbose_name_plural': '每日清单',
                'constraints': [models.UniqueConstraint(fields=('recipient', 'day'), name='one_daily_list_per_person')],
            },
        ),
        migrations.CreateModel(
            name='ReportJob',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('pdf', '报告（PDF）'), ('xlsx', '超期明细（Excel）')], max_length=10, verbose_name='类型')),
                ('conditions', models.JSONField(verbose_name='条件')),
                ('key', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('queued', '排队中'), ('running', '生成中'), ('done', '已生成'), ('failed', '没有生成')], default='queued', max_length=10, verbose_name='状态')),
                ('percent', models.PositiveSmallIntegerField(default=0, verbose_name='进度')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('asked_at', models.DateTimeField(verbose_name='申请时间')),
                ('started_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField(verbose_name='保留到')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
            ],
            options={
                'verbose_name': '生成的报告',
                'verbose_name_plural': '生成的报告',
                'indexes': [models.Index(condition=models.Q(('state__in', ['queued', 'running'])), fields=['asked_at', 'id'], name='report_under_way'), models.Index(fields=['expires_at'], name='report_by_expiry')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['queued', 'running'])), fields=('asked_by', 'key'), name='one_report_under_way_per_person'), models.CheckConstraint(condition=models.Q(models.Q(('file__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('file__isnull', True)), _connector='OR'), name='a_made_report_has_its_file')],
            },
        ),
        append_only("supervision_dailylist"),
        append_only("supervision_monthlyreport"),
    ]
