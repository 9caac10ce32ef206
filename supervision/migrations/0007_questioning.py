"""随机询问: random samples of the people served, their answers, honest shares."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("supervision", "0006_inspections")]

    operations = []
