from typing import Any

from django.core.management.base import BaseCommand

from accessibility.queue import services


class Command(BaseCommand):
    help = "Put the hall's matters and windows to start with where there are none. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{services.load_hall()} matters of the hall")
