from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from supervision.inspections import data, services


class Command(BaseCommand):
    help = "Add the checklists that inspections begin with; what the court changed stays. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{services.load_checklists(data.checklists(), at=timezone.now())} checklists")
