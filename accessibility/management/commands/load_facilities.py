from typing import Any

from django.core.management.base import BaseCommand

from accessibility.amenities import data, services


class Command(BaseCommand):
    help = "Add the hall's facilities and the things it lends; what the court changed stays. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        added = services.load_facilities(data.facilities()), services.load_items(data.items())
        self.stdout.write(f"{added[0]} facilities, {added[1]} things to lend")
