"""三个规定: the register of interference and contacts, and who confirmed which month."""

import django.contrib.postgres.fields
import django.db.models.deletion
import gangcheng_court.core.accounts.sealed
from django.conf import settings
from gangcheng_court.core.audit.append_only import append_only
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
        ('supervision', '0004_complaints'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE interference_serial", "DROP SEQUENCE interference_serial"),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='编号')),
                ('once', models.CharField(editable=False, max_length=80, null=True, unique=True)),
                ('kind', models.CharField(choices=[('leader', '领导干部干预插手'), ('insider', '司法机关内部人员过问'), ('contact', '不当接触交往')], max_length=10, verbose_name='类别')),
                ('happened_on', models.DateField(verbose_name='发生日期')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时间')),
                ('first_recorded_at', models.DateTimeField(verbose_name='首次记录时间')),
                ('due_at', models.DateTimeField(verbose_name='应当记录的期限')),
                ('form', models.CharField(blank=True, choices=[('official_letter', '函文'), ('letter', '书信'), ('phone', '电话'), ('sms', '短信'), ('wechat', '微信'), ('mail', '邮件'), ('spoken', '口头'), ('through_others', '托人'), ('other', '其他')], max_length=20, verbose_name='方式')),
                ('counterpart', models.CharField(blank=True, choices=[('party', '当事人'), ('lawyer', '律师'), ('special', '特殊关系人'), ('agency', '中介组织')], max_length=10, verbose_name='接触对象')),
                ('acts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('secrets', '泄露司法机关办案工作秘密或者其他依法不得泄露的情况'), ('recommending', '为当事人推荐、介绍诉讼代理人、辩护人，或者为律师、中介组织介绍案件'), ('treats', '接受当事人、律师、特殊关系人、中介组织请客送礼或者其他利益'), ('borrowing', '向当事人、律师、特殊关系人、中介组织借款、租借房屋，借用交通工具、通讯工具或者其他物品'), ('trading', '在委托评估、拍卖等活动中徇私舞弊，与相关中介组织和人员恶意串通、弄虚作假、违规操作'), ('other', '其他不正当接触交往行为')], max_length=20), blank=True, default=list, size=None, verbose_name='禁止行为')),
                ('is_lawful', models.BooleanField(default=False, verbose_name='属于依法履职')),
                ('time', gangcheng_court.core.accounts.sealed.SealedTextField(blank=True, verbose_name='时间')),
                ('place', gangcheng_court.core.accounts.sealed.SealedTextField(blank=True, verbose_name='地点')),
                ('person_name', gangcheng_court.core.accounts.sealed.SealedTextField(verbose_name='姓名')),
                ('person_unit', gangcheng_court.core.accounts.sealed.SealedTextField(blank=True, verbose_name='单位')),
                ('person_post', gangcheng_court.core.accounts.sealed.SealedTextField(blank=True, verbose_name='职务')),
                ('relation', gangcheng_court.core.accounts.sealed.SealedTextField(blank=True, verbose_name='与当事人的关系')),
                ('case_number', gangcheng_court.core.accounts.sealed.SealedTextField(blank=True, verbose_name='案号')),
                ('case_name', gangcheng_court.core.accounts.sealed.SealedTextField(blank=True, verbose_name='案件名称')),
                ('reference', gangcheng_court.core.accounts.sealed.SealedTextField(blank=True, verbose_name='相关编号')),
                ('content', gangcheng_court.core.accounts.sealed.SealedTextField(verbose_name='内容')),
                ('present', gangcheng_court.core.accounts.sealed.SealedTextField(blank=True, verbose_name='在场人员')),
                ('handling', gangcheng_court.core.accounts.sealed.SealedTextField(verbose_name='处理情况')),
                ('correction', gangcheng_court.core.accounts.sealed.SealedTextField(blank=True, verbose_name='更正原因')),
                ('named', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), default=list, editable=False, size=None)),
                ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='supervision.entry', verbose_name='更正的记录')),
                ('recorder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='记录人')),
            ],
            options={
                'verbose_name': '三个规定记录',
                'verbose_name_plural': '三个规定记录',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='EntryFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='supervision.entry')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
            ],
            options={
                'verbose_name': '三个规定附件',
                'verbose_name_plural': '三个规定附件',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='月份')),
                ('count', models.PositiveSmallIntegerField(verbose_name='记录数')),
                ('confirmed_at', models.DateTimeField(verbose_name='确认时间')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='工作人员')),
            ],
            options={
                'verbose_name': '三个规定月度确认',
                'verbose_name_plural': '三个规定月度确认',
                'ordering': ['-month'],
                'indexes': [models.Index(fields=['month'], name='confirmation_by_month')],
                'constraints': [models.UniqueConstraint(fields=('staff', 'month'), name='one_confirmation_per_person_and_month'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='a_month_is_its_first_day')],
            },
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['recorder', '-id'], name='entry_by_recorder'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['kind', '-id'], name='entry_by_kind'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['first_recorded_at'], name='entry_by_recorded'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('form', ''), ('kind', 'contact'), models.Q(('counterpart', ''), _negated=True)), models.Q(('acts', []), ('counterpart', ''), ('kind__in', ('leader', 'insider')), models.Q(('form', ''), _negated=True)), _connector='OR'), name='an_entry_is_a_question_or_a_contact'),
        ),
        append_only("supervision_entry"),
        append_only("supervision_entryfile"),
        append_only("supervision_confirmation"),
    ]
