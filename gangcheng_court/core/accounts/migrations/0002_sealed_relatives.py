"""Relatives of staff go under seal: names and relations that stood in clear are sealed here, and get their hash."""

from django.db import migrations, models

from gangcheng_court.core.accounts.sealed import SealedTextField, name_index, seal, unseal

COLUMNS = ("name", "relation")
TABLE = "accounts_staffrelative"


def put_under_seal(apps, schema_editor):
    for row in apps.get_model("accounts", "StaffRelative").objects.all():
        row.name_hash = name_index(row.name)
        for column in COLUMNS:
            setattr(row, column, seal(getattr(row, column), f"{TABLE}.{column}"))
        row.save()


def open_again(apps, schema_editor):
    for row in apps.get_model("accounts", "StaffRelative").objects.all():
        for column in COLUMNS:
            setattr(row, column, unseal(getattr(row, column), f"{TABLE}.{column}"))
        row.save()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField("staffrelative", "name_hash", models.CharField(max_length=64, editable=False, default="")),
        migrations.AlterField("staffrelative", "name_hash", models.CharField(max_length=64, editable=False)),
        migrations.AddField(
            "staffrelative", "declared_at", models.DateTimeField(null=True, verbose_name="申报时间")
        ),
        migrations.AddField(
            "staffrelative", "withdrawn_at", models.DateTimeField(null=True, verbose_name="撤回时间")
        ),
        migrations.AlterField("staffrelative", "name", models.TextField(verbose_name="亲属姓名")),
        migrations.AlterField("staffrelative", "relation", models.TextField(verbose_name="关系")),
        migrations.RunPython(put_under_seal, open_again),
        migrations.AlterField("staffrelative", "name", SealedTextField(verbose_name="亲属姓名")),
        migrations.AlterField("staffrelative", "relation", SealedTextField(verbose_name="关系")),
        migrations.AddIndex(
            "staffrelative", models.Index(fields=["staff", "-id"], name="relative_by_staff")
        ),
    ]
