"""监测: what the data of the desks reveal of banned conduct; readings of the indicators, and alarms."""

import django.db.models.deletion
import django.db.models.functions.comparison
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from gangcheng_court.core.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("supervision", "0007_questioning"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE alarm_serial", "DROP SEQUENCE alarm_serial"),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('indicator', models.CharField(max_length=40, verbose_name='指标')),
                ('period', models.CharField(max_length=7, verbose_name='期间')),
                ('since', models.DateTimeField(verbose_name='统计起点')),
                ('until', models.DateTimeField(verbose_name='统计终点')),
                ('figures', models.JSONField(verbose_name='数字')),
                ('state', models.CharField(choices=[('within', '在界限内'), ('near', '接近界限'), ('alarm', '预警')], max_length=10, verbose_name='状态')),
                ('computed_at', models.DateTimeField(verbose_name='计算时间')),
                ('computed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='计算人')),
            ],
            options={
                'verbose_name': '监测结果',
                'verbose_name_plural': '监测结果',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalAlarm',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('number', models.CharField(db_index=True, max_length=20, verbose_name='编号')),
                ('indicator', models.CharField(max_length=40, verbose_name='指标')),
                ('period', models.CharField(max_length=7, verbose_name='期间')),
                ('opened_at', models.DateTimeField(verbose_name='预警时间')),
                ('status', models.CharField(choices=[('open', '待说明'), ('answered', '待督察审查'), ('closed', '已办结')], default='open', max_length=10, verbose_name='状态')),
                ('checked', models.CharField(blank=True, choices=[('real', '情况属实'), ('explained', '有正当原因')], max_length=10, verbose_name='核查结果')),
                ('words', models.TextField(blank=True, verbose_name='核查说明')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='说明时间')),
                ('conclusion', models.TextField(blank=True, verbose_name='督察意见')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='办结时间')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('answered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('department', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounts.department', verbose_name='责任部门')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='核查责任人')),
                ('reading', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='supervision.reading', verbose_name='监测结果')),
            ],
            options={
                'verbose_name': 'historical 监测预警',
                'verbose_name_plural': 'historical 监测预警',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Alarm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='编号')),
                ('indicator', models.CharField(max_length=40, verbose_name='指标')),
                ('period', models.CharField(max_length=7, verbose_name='期间')),
                ('opened_at', models.DateTimeField(verbose_name='预警时间')),
                ('status', models.CharField(choices=[('open', '待说明'), ('answered', '待督察审查'), ('closed', '已办结')], default='open', max_length=10, verbose_name='状态')),
                ('checked', models.CharField(blank=True, choices=[('real', '情况属实'), ('explained', '有正当原因')], max_length=10, verbose_name='核查结果')),
                ('words', models.TextField(blank=True, verbose_name='核查说明')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='说明时间')),
                ('conclusion', models.TextField(blank=True, verbose_name='督察意见')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='办结时间')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.department', verbose_name='责任部门')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='核查责任人')),
                ('reading', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.reading', verbose_name='监测结果')),
            ],
            options={
                'verbose_name': '监测预警',
                'verbose_name_plural': '监测预警',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='AlarmLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('promise', models.CharField(max_length=40, verbose_name='承诺')),
                ('reference', models.CharField(max_length=60, verbose_name='对象')),
                ('started_at', models.DateTimeField(verbose_name='起算时间')),
                ('due_at', models.DateTimeField(verbose_name='到期时间')),
                ('met_at', models.DateTimeField(blank=True, null=True, verbose_name='完成时间')),
                ('rule', models.CharField(max_length=60, verbose_name='规则')),
                ('calendar_version', models.CharField(max_length=40, verbose_name='日历版本')),
                ('provisional', models.BooleanField(default=False, verbose_name='暂定')),
                ('alarm', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='limit', to='supervision.alarm')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.department', verbose_name='责任部门')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='责任人')),
            ],
            options={
                'verbose_name': '预警核查期限',
                'verbose_name_plural': '预警核查期限',
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('met_at__isnull', True)), fields=['promise', 'due_at'], name='alarmlimit_open_by_due'), models.Index(condition=models.Q(('met_at__isnull', True), ('met_at__gte', models.F('due_at')), _connector='OR'), fields=['promise', 'due_at'], name='alarmlimit_late_or_open'), models.Index(models.F('promise'), django.db.models.functions.comparison.Least('met_at', 'due_at'), name='alarmlimit_by_settled')],
                'constraints': [models.UniqueConstraint(fields=('promise', 'reference'), name='one_alarmlimit_per_promise_and_reference')],
            },
        ),
        migrations.AddIndex(
            model_name='reading',
            index=models.Index(fields=['indicator', '-period', '-id'], name='reading_by_indicator'),
        ),
        migrations.AddIndex(
            model_name='alarm',
            index=models.Index(condition=models.Q(('status', 'closed'), _negated=True), fields=['-id'], name='alarm_open'),
        ),
        migrations.AddIndex(
            model_name='alarm',
            index=models.Index(fields=['department', '-id'], name='alarm_by_department'),
        ),
        migrations.AddIndex(
            model_name='alarm',
            index=models.Index(fields=['indicator', 'period', '-id'], name='alarm_by_indicator'),
        ),
        migrations.AddConstraint(
            model_name='alarm',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'closed'), _negated=True), fields=('indicator', 'period'), name='one_open_alarm_per_indicator_and_period'),
        ),
        migrations.AddConstraint(
            model_name='alarm',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_by__isnull', True), ('checked', ''), ('status', 'open')), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), models.Q(('status', 'open'), _negated=True), models.Q(('checked', ''), _negated=True)), _connector='OR'), name='an_answered_alarm_says_what_was_found'),
        ),
        migrations.AddConstraint(
            model_name='alarm',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('status', 'closed')), models.Q(models.Q(('status', 'closed'), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='a_closed_alarm_says_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='alarm',
            constraint=models.CheckConstraint(condition=models.Q(('closed_by__isnull', True), models.Q(('closed_by', models.F('answered_by')), _negated=True), _connector='OR'), name='nobody_judges_the_own_explanation'),
        ),
        append_only("supervision_historicalalarm"),
        append_only("supervision_reading"),
    ]
