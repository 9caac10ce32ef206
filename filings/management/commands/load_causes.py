from typing import Any

from django.core.management.base import BaseCommand

from filings.intake.services import load_causes


class Command(BaseCommand):
    help = "Load or correct the causes of action of every edition; safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_causes()} causes")
