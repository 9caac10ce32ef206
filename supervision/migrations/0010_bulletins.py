"""通报: drafted from the data, approved, published."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from gangcheng_court.core.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("supervision", "0009_breaches"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalBulletin',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='年份')),
                ('serial', models.PositiveIntegerField(blank=True, null=True, verbose_name='序号')),
                ('title', models.CharField(max_length=100, verbose_name='标题')),
                ('audience', models.CharField(choices=[('inside', '院内'), ('public', '公开')], max_length=10, verbose_name='范围')),
                ('since', models.DateField(verbose_name='从')),
                ('until', models.DateField(verbose_name='到')),
                ('figures', models.JSONField(verbose_name='数字')),
                ('read_at', models.DateTimeField(verbose_name='读取数字的时间')),
                ('sections', models.JSONField(verbose_name='正文')),
                ('version', models.PositiveIntegerField(default=1)),
                ('status', models.CharField(choices=[('draft', '起草中'), ('submitted', '待审批'), ('approved', '待发布'), ('published', '已发布'), ('withdrawn', '已撤回')], default='draft', max_length=10, verbose_name='状态')),
                ('drafted_at', models.DateTimeField(verbose_name='起草时间')),
                ('edited_at', models.DateTimeField(verbose_name='最后修改时间')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='审批时间')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='发布时间')),
                ('withdrawn_because', models.CharField(blank=True, max_length=200, verbose_name='撤回原因')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('approved_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='审批人')),
                ('drafted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='起草人')),
                ('edited_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='最后修改人')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical 通报',
                'verbose_name_plural': 'historical 通报',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Bulletin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='年份')),
                ('serial', models.PositiveIntegerField(blank=True, null=True, verbose_name='序号')),
                ('title', models.CharField(max_length=100, verbose_name='标题')),
                ('audience', models.CharField(choices=[('inside', '院内'), ('public', '公开')], max_length=10, verbose_name='范围')),
                ('since', models.DateField(verbose_name='从')),
                ('until', models.DateField(verbose_name='到')),
                ('figures', models.JSONField(verbose_name='数字')),
                ('read_at', models.DateTimeField(verbose_name='读取数字的时间')),
                ('sections', models.JSONField(verbose_name='正文')),
                ('version', models.PositiveIntegerField(default=1)),
                ('status', models.CharField(choices=[('draft', '起草中'), ('submitted', '待审批'), ('approved', '待发布'), ('published', '已发布'), ('withdrawn', '已撤回')], default='draft', max_length=10, verbose_name='状态')),
                ('drafted_at', models.DateTimeField(verbose_name='起草时间')),
                ('edited_at', models.DateTimeField(verbose_name='最后修改时间')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='审批时间')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='发布时间')),
                ('withdrawn_because', models.CharField(blank=True, max_length=200, verbose_name='撤回原因')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='审批人')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='起草人')),
                ('edited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='最后修改人')),
            ],
            options={
                'verbose_name': '通报',
                'verbose_name_plural': '通报',
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('status', 'published')), fields=['audience', '-id'], name='bulletin_published')],
                'constraints': [models.UniqueConstraint(fields=('year', 'serial'), name='one_bulletin_per_year_and_serial'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), models.Q(('published_at__isnull', False), ('serial__isnull', False)), _connector='OR'), name='a_published_bulletin_has_its_number'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['approved', 'published']), _negated=True), models.Q(('approved_by__isnull', False), models.Q(('approved_by', models.F('drafted_by')), _negated=True)), _connector='OR'), name='a_bulletin_is_approved_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), models.Q(('withdrawn_because', ''), _negated=True), _connector='OR'), name='a_withdrawn_bulletin_says_why')],
            },
        ),
        append_only("supervision_historicalbulletin"),
    ]
