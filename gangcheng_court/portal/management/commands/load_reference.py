from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from gangcheng_court.portal.demo.services import load_departments


class Command(BaseCommand):
    help = "Load what the portal needs at first: departments, causes, courts, rules, articles, the hall. Safe again."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_departments()} departments")
        call_command("load_causes", stdout=self.stdout)
        call_command("load_courts", stdout=self.stdout)
        call_command("load_routing_rules", stdout=self.stdout)
        call_command("load_articles", stdout=self.stdout)
        call_command("load_hall", stdout=self.stdout)
        call_command("load_facilities", stdout=self.stdout)
        call_command("load_checklists", stdout=self.stdout)
