"""限期整改: orders, their limits and steps."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
import simple_history.models
from django.conf import settings
from gangcheng_court.core.audit.append_only import append_only
from supervision.migrations._sweeping import pulls_back
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('documents', '0001_initial'),
        ('supervision', '0002_triggers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE rectification_serial", "DROP SEQUENCE rectification_serial"),

        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='编号')),
                ('source', models.CharField(choices=[('breach', '超期'), ('complaint', '投诉'), ('inspection', '检查'), ('alarm', '监测预警'), ('other', '其他')], max_length=20, verbose_name='来源')),
                ('reference', models.CharField(blank=True, max_length=60, verbose_name='来源编号')),
                ('topic', models.CharField(blank=True, max_length=60, verbose_name='问题类别')),
                ('title', models.CharField(max_length=100, verbose_name='问题')),
                ('requirement', models.TextField(verbose_name='整改要求')),
                ('ordered_at', models.DateTimeField(verbose_name='下达时间')),
                ('kept_from', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, editable=False, size=None)),
                ('status', models.CharField(choices=[('ordered', '整改中'), ('reported', '待复查'), ('closed', '已销号')], default='ordered', max_length=10, verbose_name='状态')),
                ('round', models.PositiveSmallIntegerField(default=1, verbose_name='轮次')),
                ('due_at', models.DateTimeField(verbose_name='期限')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='销号时间')),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.department', verbose_name='责任部门')),
                ('ordered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='下达人')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='整改责任人')),
                ('repeats', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repeated_by', to='supervision.order', verbose_name='重复发生于')),
                ('reported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '整改通知',
                'verbose_name_plural': '整改通知',
                'ordering': ['due_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalOrder',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('number', models.CharField(db_index=True, max_length=20, verbose_name='编号')),
                ('source', models.CharField(choices=[('breach', '超期'), ('complaint', '投诉'), ('inspection', '检查'), ('alarm', '监测预警'), ('other', '其他')], max_length=20, verbose_name='来源')),
                ('reference', models.CharField(blank=True, max_length=60, verbose_name='来源编号')),
                ('topic', models.CharField(blank=True, max_length=60, verbose_name='问题类别')),
                ('title', models.CharField(max_length=100, verbose_name='问题')),
                ('requirement', models.TextField(verbose_name='整改要求')),
                ('ordered_at', models.DateTimeField(verbose_name='下达时间')),
                ('kept_from', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, editable=False, size=None)),
                ('status', models.CharField(choices=[('ordered', '整改中'), ('reported', '待复查'), ('closed', '已销号')], default='ordered', max_length=10, verbose_name='状态')),
                ('round', models.PositiveSmallIntegerField(default=1, verbose_name='轮次')),
                ('due_at', models.DateTimeField(verbose_name='期限')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='销号时间')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('department', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounts.department', verbose_name='责任部门')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ordered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='下达人')),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='整改责任人')),
                ('reported_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('repeats', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='supervision.order', verbose_name='重复发生于')),
            ],
            options={
                'verbose_name': 'historical 整改通知',
                'verbose_name_plural': 'historical 整改通知',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='OrderLimit',
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
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.department', verbose_name='责任部门')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='limits', to='supervision.order')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='责任人')),
            ],
            options={
                'verbose_name': '整改期限',
                'verbose_name_plural': '整改期限',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OrderStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ordered', '下达'), ('reported', '报告整改'), ('passed', '复查通过'), ('failed', '复查不通过')], max_length=10, verbose_name='环节')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('words', models.TextField(blank=True, verbose_name='说明')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办人')),
                ('files', models.ManyToManyField(blank=True, related_name='+', to='documents.storedfile', verbose_name='证明材料')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='supervision.order')),
            ],
            options={
                'verbose_name': '整改环节',
                'verbose_name_plural': '整改环节',
                'ordering': ['order_id', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(condition=models.Q(('status', 'closed'), _negated=True), fields=['due_at', 'id'], name='order_open_by_due'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['owner', 'due_at', 'id'], name='order_by_owner'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['department', 'due_at', 'id'], name='order_by_department'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['topic', 'department', '-ordered_at'], name='order_by_topic'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['-ordered_at', '-id'], name='order_by_ordered'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(condition=models.Q(('status', 'closed')), fields=['-closed_at', '-id'], name='order_closed_by_day'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('status', 'closed'), _negated=True), models.Q(('reference', ''), _negated=True)), fields=('source', 'reference', 'topic'), name='one_open_order_per_source_and_topic'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('status', 'closed')), models.Q(models.Q(('status', 'closed'), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='a_closed_order_says_when'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(('kept_from__contains', [models.F('owner')]), _negated=True), name='no_order_owner_is_kept_from_it'),
        ),
        migrations.AddIndex(
            model_name='orderlimit',
            index=models.Index(condition=models.Q(('met_at__isnull', True)), fields=['promise', 'due_at'], name='orderlimit_open_by_due'),
        ),
        migrations.AddIndex(
            model_name='orderlimit',
            index=models.Index(condition=models.Q(('met_at__isnull', True), ('met_at__gte', models.F('due_at')), _connector='OR'), fields=['promise', 'due_at'], name='orderlimit_late_or_open'),
        ),
        migrations.AddIndex(
            model_name='orderlimit',
            index=models.Index(models.F('promise'), django.db.models.functions.comparison.Least('met_at', 'due_at'), name='orderlimit_by_settled'),
        ),
        migrations.AddConstraint(
            model_name='orderlimit',
            constraint=models.UniqueConstraint(fields=('promise', 'reference'), name='one_orderlimit_per_promise_and_reference'),
        ),
        append_only("supervision_historicalorder"),
        append_only("supervision_orderstep"),
        pulls_back("supervision_orderlimit"),
    ]
