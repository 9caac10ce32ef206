from typing import Any

from django.core.management.base import BaseCommand

from filings.intake.services import load_courts


class Command(BaseCommand):
    help = "Load or correct the directory of courts; addresses and phones that were put right stay. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_courts()} courts")
