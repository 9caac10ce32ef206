"""超期: explanations have a limit and are judged."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("supervision", "0008_watch")]

    operations = []
