"""明察暗访: plans, checklists, visits and findings."""

import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from gangcheng_court.core.audit.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('documents', '0001_initial'),
        ('supervision', '0005_interference'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE inspection_serial", "DROP SEQUENCE inspection_serial"),
        migrations.CreateModel(
            name='Checklist',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(verbose_name='代码')),
                ('edition', models.PositiveIntegerField(verbose_name='版次')),
                ('title', models.CharField(max_length=40, verbose_name='名称')),
                ('made_at', models.DateTimeField(verbose_name='编制时间')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编制人')),
            ],
            options={
                'verbose_name': '检查表',
                'verbose_name_plural': '检查表',
                'ordering': ['code', '-edition'],
            },
        ),
        migrations.CreateModel(
            name='ChecklistItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='次序')),
                ('code', models.SlugField(verbose_name='代码')),
                ('group', models.CharField(max_length=20, verbose_name='类别')),
                ('words', models.CharField(max_length=100, verbose_name='检查内容')),
                ('checklist', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='supervision.checklist')),
            ],
            options={
                'verbose_name': '检查项',
                'verbose_name_plural': '检查项',
                'ordering': ['checklist_id', 'position'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalInspection',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('number', models.CharField(db_index=True, max_length=20, verbose_name='编号')),
                ('kind', models.CharField(choices=[('open', '明察'), ('covert', '暗访')], max_length=10, verbose_name='方式')),
                ('title', models.CharField(max_length=60, verbose_name='名称')),
                ('places', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None, verbose_name='地点')),
                ('planned_on', models.DateField(verbose_name='计划日期')),
                ('status', models.CharField(choices=[('planned', '计划中'), ('under_way', '进行中'), ('done', '已完成'), ('published', '已公布'), ('cancelled', '已取消')], default='planned', max_length=10, verbose_name='状态')),
                ('planned_at', models.DateTimeField(verbose_name='安排时间')),
                ('began_at', models.DateTimeField(blank=True, null=True, verbose_name='开始时间')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='完成时间')),
                ('summary', models.TextField(blank=True, verbose_name='总的情况')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='公布时间')),
                ('cancelled_because', models.CharField(blank=True, max_length=200, verbose_name='取消原因')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('checklist', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='supervision.checklist', verbose_name='检查表')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='检查人')),
                ('planned_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='安排人')),
                ('published_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical 检查',
                'verbose_name_plural': 'historical 检查',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Inspection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='编号')),
                ('kind', models.CharField(choices=[('open', '明察'), ('covert', '暗访')], max_length=10, verbose_name='方式')),
                ('title', models.CharField(max_length=60, verbose_name='名称')),
                ('places', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None, verbose_name='地点')),
                ('planned_on', models.DateField(verbose_name='计划日期')),
                ('status', models.CharField(choices=[('planned', '计划中'), ('under_way', '进行中'), ('done', '已完成'), ('published', '已公布'), ('cancelled', '已取消')], default='planned', max_length=10, verbose_name='状态')),
                ('planned_at', models.DateTimeField(verbose_name='安排时间')),
                ('began_at', models.DateTimeField(blank=True, null=True, verbose_name='开始时间')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='完成时间')),
                ('summary', models.TextField(blank=True, verbose_name='总的情况')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='公布时间')),
                ('cancelled_because', models.CharField(blank=True, max_length=200, verbose_name='取消原因')),
                ('checklist', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.checklist', verbose_name='检查表')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='检查人')),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='安排人')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '检查',
                'verbose_name_plural': '检查',
                'ordering': ['-planned_on', '-number'],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='编号')),
                ('code', models.SlugField(verbose_name='检查项代码')),
                ('place', models.CharField(max_length=20, verbose_name='地点')),
                ('words', models.CharField(max_length=300, verbose_name='情况')),
                ('found_at', models.DateTimeField(verbose_name='发现时间')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.department', verbose_name='部门')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.checklistitem', verbose_name='检查项')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='人员')),
                ('repeats', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.finding', verbose_name='重复')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='supervision.inspection')),
            ],
            options={
                'verbose_name': '检查发现的问题',
                'verbose_name_plural': '检查发现的问题',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='ItemAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('verdict', models.CharField(choices=[('passed', '合格'), ('failed', '不合格'), ('not_applicable', '不适用')], max_length=20, verbose_name='结论')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='情况')),
                ('place', models.CharField(blank=True, max_length=20, verbose_name='地点')),
                ('said_at', models.DateTimeField(verbose_name='填写时间')),
                ('received_at', models.DateTimeField(verbose_name='收到时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='检查人')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.department', verbose_name='部门')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='supervision.inspection')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.checklistitem')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='人员')),
            ],
            options={
                'verbose_name': '检查记录',
                'verbose_name_plural': '检查记录',
                'ordering': ['inspection_id', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ItemPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('added_at', models.DateTimeField()),
                ('dropped_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='supervision.inspection')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.checklistitem')),
            ],
            options={
                'verbose_name': '检查照片',
                'verbose_name_plural': '检查照片',
                'ordering': ['inspection_id', 'id'],
            },
        ),
        migrations.AddConstraint(
            model_name='checklist',
            constraint=models.UniqueConstraint(fields=('code', 'edition'), name='one_checklist_per_code_and_edition'),
        ),
        migrations.AddConstraint(
            model_name='checklistitem',
            constraint=models.UniqueConstraint(fields=('checklist', 'code'), name='one_item_per_checklist_and_code'),
        ),
        migrations.AddConstraint(
            model_name='checklistitem',
            constraint=models.UniqueConstraint(fields=('checklist', 'position'), name='one_item_per_checklist_and_position'),
        ),
        migrations.AddIndex(
            model_name='inspection',
            index=models.Index(fields=['status', 'planned_on', 'number'], name='inspection_by_status'),
        ),
        migrations.AddIndex(
            model_name='inspection',
            index=models.Index(fields=['owner', 'planned_on', 'number'], name='inspection_by_owner'),
        ),
        migrations.AddIndex(
            model_name='inspection',
            index=models.Index(condition=models.Q(('status', 'published')), fields=['published_at'], name='inspection_by_published'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('status', 'published')), models.Q(models.Q(('status', 'published'), _negated=True), ('published_at__isnull', True)), _connector='OR'), name='a_published_inspection_says_when'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'cancelled'), ('cancelled_because', ''), _connector='XOR'), name='a_cancelled_inspection_says_why'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('places', []), _negated=True), name='an_inspection_has_a_place'),
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(fields=['code', '-found_at'], name='finding_by_code'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(fields=('inspection', 'item'), name='one_finding_per_inspection_and_item'),
        ),
        migrations.AddIndex(
            model_name='itemanswer',
            index=models.Index(fields=['inspection', 'item', '-said_at', '-id'], name='itemanswer_latest'),
        ),
        migrations.AddConstraint(
            model_name='itemanswer',
            constraint=models.CheckConstraint(condition=models.Q(('said_at__lte', models.F('received_at'))), name='nothing_is_said_after_it_came'),
        ),
        append_only("supervision_checklist"),
        append_only("supervision_checklistitem"),
        append_only("supervision_itemanswer"),
    ]
