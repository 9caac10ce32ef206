import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from gangcheng_court.core.audit.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0002_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='DailyDigest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('seals', models.PositiveBigIntegerField()),
                ('head', models.CharField(blank=True, max_length=64)),
                ('signature', models.CharField(blank=True, max_length=88)),
                ('signed_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': '每日摘要',
                'verbose_name_plural': '每日摘要',
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=63)),
                ('columns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=63), size=None)),
                ('count', models.PositiveIntegerField()),
                ('root', models.CharField(max_length=64)),
                ('previous', models.CharField(blank=True, max_length=64)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('sealed_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': '封存批次',
                'verbose_name_plural': '封存批次',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('previous',), name='seals_form_one_chain')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=63)),
                ('row', models.BigIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('seal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='audit.seal')),
            ],
            options={
                'verbose_name': '封存记录',
                'verbose_name_plural': '封存记录',
                'constraints': [models.UniqueConstraint(fields=('table', 'row'), name='one_link_per_row')],
            },
        ),
        append_only("audit_seal"),
        append_only("audit_link"),
        append_only("audit_dailydigest"),
    ]
