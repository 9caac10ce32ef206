"""随机询问: random samples of the people served, their answers, honest shares."""

import django.db.models.deletion
import gangcheng_court.core.accounts.sealed
from django.conf import settings
from gangcheng_court.core.audit.append_only import append_only
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('supervision', '0006_inspections'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE questioning_serial", "DROP SEQUENCE questioning_serial"),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stratum', models.CharField(choices=[('filing', '立案'), ('hotline', '12368 热线'), ('hall', '诉讼服务大厅'), ('assistance', '协助服务')], max_length=12, verbose_name='业务')),
                ('reference', models.CharField(max_length=40, verbose_name='事项编号')),
                ('served_at', models.DateTimeField(verbose_name='服务时间')),
                ('phone', gangcheng_court.core.accounts.sealed.SealedTextField(verbose_name='电话')),
                ('place', models.PositiveIntegerField(null=True, verbose_name='抽中的顺序')),
            ],
            options={
                'verbose_name': '询问名单',
                'verbose_name_plural': '询问名单',
                'ordering': ['questioning_id', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('sent_at', models.DateTimeField(verbose_name='发送时间')),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='invitation', to='supervision.member')),
            ],
            options={
                'verbose_name': '询问邀请',
                'verbose_name_plural': '询问邀请',
            },
        ),
        migrations.CreateModel(
            name='CallAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('outcome', models.CharField(choices=[('reached', '接通，愿意回答'), ('refused', '接通，拒绝回答'), ('no_answer', '没有接通')], max_length=10, verbose_name='结果')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='询问人')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='supervision.member')),
            ],
            options={
                'verbose_name': '询问电话',
                'verbose_name_plural': '询问电话',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Questioning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='编号')),
                ('since', models.DateField(verbose_name='服务期间起')),
                ('until', models.DateField(verbose_name='服务期间止')),
                ('wanted', models.PositiveIntegerField(verbose_name='要抽取的人数')),
                ('served', models.PositiveIntegerField(verbose_name='名单人数')),
                ('seed', models.CharField(max_length=32, verbose_name='随机种子')),
                ('list_hash', models.CharField(max_length=64, verbose_name='名单校验值')),
                ('drawn_at', models.DateTimeField(verbose_name='抽取时间')),
                ('ends_at', models.DateTimeField(verbose_name='回答截止')),
                ('reason', models.TextField(blank=True, verbose_name='重新抽取的理由')),
                ('drawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='抽取人')),
                ('redraws', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='redrawn_as', to='supervision.questioning', verbose_name='重新抽取的是')),
            ],
            options={
                'verbose_name': '随机询问',
                'verbose_name_plural': '随机询问',
                'ordering': ['-id'],
            },
        ),
        migrations.AddField(
            model_name='member',
            name='questioning',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='supervision.questioning'),
        ),
        migrations.CreateModel(
            name='QuestionList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(unique=True, verbose_name='版本')),
                ('questions', models.JSONField(verbose_name='问题')),
                ('made_at', models.DateTimeField(verbose_name='时间')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编写人')),
            ],
            options={
                'verbose_name': '询问的问题',
                'verbose_name_plural': '询问的问题',
                'ordering': ['-version'],
            },
        ),
        migrations.AddField(
            model_name='questioning',
            name='questions',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.questionlist', verbose_name='问题'),
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('answered', '已回答'), ('refused', '不愿回答')], max_length=10, verbose_name='回答')),
                ('channel', models.CharField(choices=[('link', '短信链接'), ('call', '电话')], max_length=5, verbose_name='方式')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('words', gangcheng_court.core.accounts.sealed.SealedTextField(blank=True, verbose_name='还想说的')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='询问人')),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reply', to='supervision.member')),
            ],
            options={
                'verbose_name': '询问回答',
                'verbose_name_plural': '询问回答',
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, verbose_name='问题')),
                ('choice', models.PositiveSmallIntegerField(verbose_name='选项')),
                ('reply', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='supervision.reply')),
            ],
            options={
                'verbose_name': '询问答案',
                'verbose_name_plural': '询问答案',
            },
        ),
        migrations.CreateModel(
            name='Start',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='开始时间')),
                ('texts', models.PositiveIntegerField(verbose_name='发出的短信')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='开始人')),
                ('questioning', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='start', to='supervision.questioning')),
            ],
            options={
                'verbose_name': '询问开始',
                'verbose_name_plural': '询问开始',
            },
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.UniqueConstraint(fields=('questioning', 'stratum', 'reference'), name='one_line_per_matter'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.UniqueConstraint(fields=('questioning', 'place'), name='one_member_per_place'),
        ),
        migrations.AddIndex(
            model_name='questioning',
            index=models.Index(fields=['ends_at'], name='questioning_by_end'),
        ),
        migrations.AddConstraint(
            model_name='questioning',
            constraint=models.CheckConstraint(condition=models.Q(('redraws__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_second_draw_has_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='questioning',
            constraint=models.CheckConstraint(condition=models.Q(('since__lte', models.F('until'))), name='a_period_begins_before_it_ends'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('by__isnull', False), ('channel', 'call')), models.Q(('by__isnull', True), ('channel', 'link')), _connector='OR'), name='a_call_has_its_inspector'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('reply', 'code'), name='one_answer_per_question'),
        ),
        append_only("supervision_questionlist"),
        append_only("supervision_questioning"),
        append_only("supervision_member"),
        append_only("supervision_invitation"),
        append_only("supervision_start"),
        append_only("supervision_callattempt"),
        append_only("supervision_reply"),
        append_only("supervision_answer"),
    ]
