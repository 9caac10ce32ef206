from typing import Any

from django.core.management.base import BaseCommand

from hotline.tickets import services


class Command(BaseCommand):
    help = "Put the routing rules to start with where there are none. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{services.load_rules()} routing rules")
