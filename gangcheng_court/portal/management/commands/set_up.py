from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from gangcheng_court.core.deadlines.models import Heartbeat


class Command(BaseCommand):
    help = "Bring a home up to date before its processes start: tables, static files, reference data, demo accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        Heartbeat.objects.all().delete()  # signs of life of processes that are gone
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("load_reference", stdout=StringIO())
        if settings.DEMO_PASSWORD:
            call_command("load_demo", stdout=self.stdout)
