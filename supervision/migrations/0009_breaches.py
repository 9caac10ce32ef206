"""超期: explanations have a limit and are judged."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

from gangcheng_court.core.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("supervision", "0008_watch"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ExplanationLimit',
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
                ('round', models.PositiveSmallIntegerField(default=1, verbose_name='轮次')),
                ('status', models.CharField(choices=[('asked', '待说明'), ('explained', '待认定'), ('accepted', '理由成立'), ('rejected', '理由不成立'), ('returned', '重新说明')], default='asked', max_length=10, verbose_name='状态')),
                ('breach', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='supervision.breach')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.department', verbose_name='责任部门')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='责任人')),
            ],
            options={
                'verbose_name': '超期说明期限',
                'verbose_name_plural': '超期说明期限',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Judgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('accepted', '理由成立'), ('returned', '理由不成立，重新说明'), ('rejected', '理由不成立，不再说明（可以下达整改）')], max_length=10, verbose_name='认定')),
                ('words', models.TextField(verbose_name='认定意见')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='认定人')),
                ('limit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='judgement', to='supervision.explanationlimit')),
            ],
            options={
                'verbose_name': '超期认定',
                'verbose_name_plural': '超期认定',
            },
        ),
        migrations.AddIndex(
            model_name='explanationlimit',
            index=models.Index(condition=models.Q(('met_at__isnull', True)), fields=['promise', 'due_at'], name='explanationlimit_open_by_due'),
        ),
        migrations.AddIndex(
            model_name='explanationlimit',
            index=models.Index(condition=models.Q(('met_at__isnull', True), ('met_at__gte', models.F('due_at')), _connector='OR'), fields=['promise', 'due_at'], name='explanationlimit_late_or_open'),
        ),
        migrations.AddIndex(
            model_name='explanationlimit',
            index=models.Index(models.F('promise'), django.db.models.functions.comparison.Least('met_at', 'due_at'), name='explanationlimit_by_settled'),
        ),
        migrations.AddIndex(
            model_name='explanationlimit',
            index=models.Index(condition=models.Q(('status', 'asked')), fields=['due_at', 'id'], name='breach_to_explain'),
        ),
        migrations.AddIndex(
            model_name='explanationlimit',
            index=models.Index(condition=models.Q(('status', 'explained')), fields=['met_at', 'id'], name='breach_to_judge'),
        ),
        migrations.AddIndex(
            model_name='explanationlimit',
            index=models.Index(condition=models.Q(('status__in', ['accepted', 'rejected'])), fields=['-id'], name='breach_judged'),
        ),
        migrations.AddConstraint(
            model_name='explanationlimit',
            constraint=models.UniqueConstraint(fields=('promise', 'reference'), name='one_explanationlimit_per_promise_and_reference'),
        ),
        migrations.AddConstraint(
            model_name='explanationlimit',
            constraint=models.UniqueConstraint(fields=('breach', 'round'), name='one_limit_per_breach_and_round'),
        ),
        migrations.AddConstraint(
            model_name='explanationlimit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('met_at__isnull', True), ('status', 'asked')), models.Q(models.Q(('status', 'asked'), _negated=True), ('met_at__isnull', False)), _connector='OR'), name='an_explained_round_says_when'),
        ),
        append_only("supervision_judgement"),
    ]
