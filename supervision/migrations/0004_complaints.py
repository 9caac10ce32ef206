"""投诉: complaints, who brings them, what happened to them, their limits."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import gangcheng_court.core.accounts.sealed
import simple_history.models
from django.conf import settings
from gangcheng_court.core.audit.append_only import append_only
from supervision.migrations._sweeping import pulls_back
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('documents', '0001_initial'),
        ('supervision', '0003_rectification'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE complaint_serial", "DROP SEQUENCE complaint_serial"),
        migrations.CreateModel(
            name='Complaint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='编号')),
                ('code_hash', models.CharField(editable=False, max_length=64, null=True, unique=True)),
                ('once', models.CharField(editable=False, max_length=80, null=True, unique=True)),
                ('ticket', models.CharField(blank=True, max_length=20, null=True, unique=True, verbose_name='12368 工单')),
                ('mode', models.CharField(choices=[('named', '实名'), ('confidential', '实名，请为我保密'), ('anonymous', '匿名')], max_length=20, verbose_name='署名方式')),
                ('source', models.CharField(choices=[('web', '网上'), ('hotline', '12368 转办'), ('phone', '监督电话'), ('letter', '来信'), ('visit', '来访')], max_length=20, verbose_name='来源')),
                ('subject', models.CharField(choices=[('filing', '立案（不立案、拖延、限制立案）'), ('conduct', '工作作风（态度、纪律、着装、迟到）'), ('integrity', '廉洁（请客送礼、索要好处）'), ('service', '服务（窗口、设施、12368）'), ('petition', '信访（反映情况、提出请求）'), ('merits', '对判决、裁定或者执行不服'), ('other', '其他')], max_length=20, verbose_name='投诉事项')),
                ('text', gangcheng_court.core.accounts.sealed.SealedTextField(verbose_name='内容')),
                ('case_number', models.CharField(blank=True, max_length=60, verbose_name='相关案号')),
                ('about_name', models.CharField(blank=True, max_length=50, verbose_name='投诉的是谁')),
                ('about_promise', models.CharField(blank=True, max_length=40, verbose_name='相关承诺')),
                ('kept_from', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, editable=False, size=None)),
                ('level', models.CharField(choices=[('ordinary', '一般'), ('serious', '重要'), ('urgent', '紧急')], default='ordinary', max_length=10, verbose_name='等级')),
                ('status', models.CharField(choices=[('received', '待受理'), ('in_hand', '办理中'), ('answered', '已答复'), ('closed', '已办结')], default='received', max_length=10, verbose_name='状态')),
                ('received_at', models.DateTimeField(verbose_name='收到时间')),
                ('content_hash', models.CharField(max_length=64, verbose_name='内容校验值')),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True, verbose_name='受理告知时间')),
                ('finding', models.CharField(blank=True, choices=[('justified', '属实'), ('partly', '部分属实'), ('unfounded', '不属实'), ('remedy', '应走诉讼程序，已告知途径和期限'), ('elsewhere', '另行办理（见 12368 工单）')], max_length=10, verbose_name='结论')),
                ('answer', gangcheng_court.core.accounts.sealed.SealedTextField(blank=True, verbose_name='答复')),
                ('measure', gangcheng_court.core.accounts.sealed.SealedTextField(blank=True, verbose_name='采取的措施')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='答复时间')),
                ('score', models.CharField(blank=True, choices=[('satisfied', '满意'), ('fair', '基本满意'), ('dissatisfied', '不满意')], max_length=20, verbose_name='评价')),
                ('reviews', models.PositiveSmallIntegerField(default=0, verbose_name='复查次数')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='办结时间')),
                ('due_at', models.DateTimeField(blank=True, null=True, verbose_name='最近的期限')),
                ('about', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='被投诉人')),
                ('about_department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.department', verbose_name='被投诉部门')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='承办人')),
                ('received_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
            ],
            options={
                'verbose_name': '投诉',
                'verbose_name_plural': '投诉',
                'ordering': ['-received_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Complainant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', gangcheng_court.core.accounts.sealed.SealedTextField(blank=True, verbose_name='姓名')),
                ('phone', gangcheng_court.core.accounts.sealed.SealedTextField(blank=True, verbose_name='联系电话')),
                ('address', gangcheng_court.core.accounts.sealed.SealedTextField(blank=True, verbose_name='通信地址')),
                ('complaint', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='complainant', to='supervision.complaint')),
            ],
            options={
                'verbose_name': '投诉人身份',
                'verbose_name_plural': '投诉人身份',
            },
        ),
        migrations.CreateModel(
            name='ComplaintFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='supervision.complaint')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
            ],
            options={
                'verbose_name': '投诉材料',
                'verbose_name_plural': '投诉材料',
                'ordering': ['complaint_id', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ComplaintLimit',
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
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='limits', to='supervision.complaint')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.department', verbose_name='责任部门')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='责任人')),
            ],
            options={
                'verbose_name': '投诉期限',
                'verbose_name_plural': '投诉期限',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ComplaintStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('received', '收到'), ('acknowledged', '受理告知'), ('assigned', '交办'), ('noted', '办理'), ('extended', '延长期限'), ('answered', '答复'), ('rated', '评价'), ('review_asked', '申请复查'), ('rectified', '下达整改'), ('opened', '查看投诉人身份'), ('closed', '办结')], max_length=20, verbose_name='环节')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('words', gangcheng_court.core.accounts.sealed.SealedTextField(blank=True, verbose_name='说明')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办人')),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='supervision.complaint')),
            ],
            options={
                'verbose_name': '投诉环节',
                'verbose_name_plural': '投诉环节',
                'ordering': ['complaint_id', 'id'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalComplaint',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('number', models.CharField(db_index=True, max_length=20, verbose_name='编号')),
                ('code_hash', models.CharField(db_index=True, editable=False, max_length=64, null=True)),
                ('once', models.CharField(db_index=True, editable=False, max_length=80, null=True)),
                ('ticket', models.CharField(blank=True, db_index=True, max_length=20, null=True, verbose_name='12368 工单')),
                ('mode', models.CharField(choices=[('named', '实名'), ('confidential', '实名，请为我保密'), ('anonymous', '匿名')], max_length=20, verbose_name='署名方式')),
                ('source', models.CharField(choices=[('web', '网上'), ('hotline', '12368 转办'), ('phone', '监督电话'), ('letter', '来信'), ('visit', '来访')], max_length=20, verbose_name='来源')),
                ('subject', models.CharField(choices=[('filing', '立案（不立案、拖延、限制立案）'), ('conduct', '工作作风（态度、纪律、着装、迟到）'), ('integrity', '廉洁（请客送礼、索要好处）'), ('service', '服务（窗口、设施、12368）'), ('petition', '信访（反映情况、提出请求）'), ('merits', '对判决、裁定或者执行不服'), ('other', '其他')], max_length=20, verbose_name='投诉事项')),
                ('text', gangcheng_court.core.accounts.sealed.SealedTextField(verbose_name='内容')),
                ('case_number', models.CharField(blank=True, max_length=60, verbose_name='相关案号')),
                ('about_name', models.CharField(blank=True, max_length=50, verbose_name='投诉的是谁')),
                ('about_promise', models.CharField(blank=True, max_length=40, verbose_name='相关承诺')),
                ('kept_from', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, editable=False, size=None)),
                ('level', models.CharField(choices=[('ordinary', '一般'), ('serious', '重要'), ('urgent', '紧急')], default='ordinary', max_length=10, verbose_name='等级')),
                ('status', models.CharField(choices=[('received', '待受理'), ('in_hand', '办理中'), ('answered', '已答复'), ('closed', '已办结')], default='received', max_length=10, verbose_name='状态')),
                ('received_at', models.DateTimeField(verbose_name='收到时间')),
                ('content_hash', models.CharField(max_length=64, verbose_name='内容校验值')),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True, verbose_name='受理告知时间')),
                ('finding', models.CharField(blank=True, choices=[('justified', '属实'), ('partly', '部分属实'), ('unfounded', '不属实'), ('remedy', '应走诉讼程序，已告知途径和期限'), ('elsewhere', '另行办理（见 12368 工单）')], max_length=10, verbose_name='结论')),
                ('answer', gangcheng_court.core.accounts.sealed.SealedTextField(blank=True, verbose_name='答复')),
                ('measure', gangcheng_court.core.accounts.sealed.SealedTextField(blank=True, verbose_name='采取的措施')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='答复时间')),
                ('score', models.CharField(blank=True, choices=[('satisfied', '满意'), ('fair', '基本满意'), ('dissatisfied', '不满意')], max_length=20, verbose_name='评价')),
                ('reviews', models.PositiveSmallIntegerField(default=0, verbose_name='复查次数')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='办结时间')),
                ('due_at', models.DateTimeField(blank=True, null=True, verbose_name='最近的期限')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('about', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='被投诉人')),
                ('about_department', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounts.department', verbose_name='被投诉部门')),
                ('answered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='承办人')),
                ('received_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
            ],
            options={
                'verbose_name': 'historical 投诉',
                'verbose_name_plural': 'historical 投诉',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='IdentityRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(verbose_name='理由')),
                ('asked_at', models.DateTimeField(verbose_name='申请时间')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='决定时间')),
                ('granted', models.BooleanField(null=True, verbose_name='同意')),
                ('words', models.TextField(blank=True, verbose_name='决定理由')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='申请人')),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='identity_requests', to='supervision.complaint')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='保管人')),
            ],
            options={
                'verbose_name': '查看身份申请',
                'verbose_name_plural': '查看身份申请',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('text', gangcheng_court.core.accounts.sealed.SealedTextField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='supervision.complaint')),
            ],
            options={
                'verbose_name': '投诉往来',
                'verbose_name_plural': '投诉往来',
                'ordering': ['complaint_id', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(condition=models.Q(('status', 'closed'), _negated=True), fields=['due_at', 'id'], name='complaint_open_by_due'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(condition=models.Q(('status', 'closed'), _negated=True), fields=['owner', 'due_at', 'id'], name='complaint_by_owner'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['-received_at', '-id'], name='complaint_by_received'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['about', '-received_at'], name='complaint_by_about'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['subject', '-received_at'], name='complaint_by_subject'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=django.contrib.postgres.indexes.GinIndex(fields=['kept_from'], name='complaint_by_kept_from'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('status', 'closed')), models.Q(models.Q(('status', 'closed'), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='a_closed_complaint_says_when'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['answered', 'closed']), _negated=True), models.Q(models.Q(('finding', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='an_answered_complaint_has_its_finding'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('about__isnull', True), ('kept_from__contains', [models.F('about')]), _connector='OR'), name='complaint_kept_from_whom_it_is_about'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('owner__isnull', True), models.Q(('kept_from__contains', [models.F('owner')]), _negated=True), _connector='OR'), name='no_owner_is_kept_from_the_complaint'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('code_hash__isnull', True), ('source', 'web'), _connector='OR'), name='only_the_web_has_codes'),
        ),
        migrations.AddIndex(
            model_name='complaintlimit',
            index=models.Index(condition=models.Q(('met_at__isnull', True)), fields=['promise', 'due_at'], name='complaintlimit_open_by_due'),
        ),
        migrations.AddIndex(
            model_name='complaintlimit',
            index=models.Index(condition=models.Q(('met_at__isnull', True), ('met_at__gte', models.F('due_at')), _connector='OR'), fields=['promise', 'due_at'], name='complaintlimit_late_or_open'),
        ),
        migrations.AddIndex(
            model_name='complaintlimit',
            index=models.Index(models.F('promise'), django.db.models.functions.comparison.Least('met_at', 'due_at'), name='complaintlimit_by_settled'),
        ),
        migrations.AddConstraint(
            model_name='complaintlimit',
            constraint=models.UniqueConstraint(fields=('promise', 'reference'), name='one_complaintlimit_per_promise_and_reference'),
        ),
        migrations.AddConstraint(
            model_name='identityrequest',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='two_persons_open_an_identity'),
        ),
        migrations.AddConstraint(
            model_name='identityrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('decided_at__isnull', True)), fields=('complaint', 'asked_by'), name='one_waiting_request_per_person'),
        ),
        migrations.CreateModel(
            name='ComplaintDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code_hash', models.CharField(max_length=64, unique=True)),
                ('answers', gangcheng_court.core.accounts.sealed.SealedTextField()),
                ('uploads', models.PositiveSmallIntegerField(default=0, verbose_name='上传次数')),
                ('begun_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'verbose_name': '投诉草稿',
                'verbose_name_plural': '投诉草稿',
            },
        ),
        migrations.CreateModel(
            name='DraftFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='supervision.complaintdraft')),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
            ],
            options={
                'verbose_name': '投诉草稿材料',
                'verbose_name_plural': '投诉草稿材料',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Custodian',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='身份保管人')),
            ],
            options={
                'verbose_name': '投诉人身份保管人',
                'verbose_name_plural': '投诉人身份保管人',
            },
        ),
        migrations.CreateModel(
            name='HistoricalCustodian',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='身份保管人')),
            ],
            options={
                'verbose_name': 'historical 投诉人身份保管人',
                'verbose_name_plural': 'historical 投诉人身份保管人',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        append_only("supervision_complaintstep"),
        append_only("supervision_message"),
        append_only("supervision_historicalcomplaint"),
        append_only("supervision_historicalcustodian"),
        append_only("supervision_complaintfile"),
        pulls_back("supervision_complaintlimit"),
    ]
