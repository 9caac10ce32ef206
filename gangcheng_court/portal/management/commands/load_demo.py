from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gangcheng_court.core.deadlines import calendar
from gangcheng_court.errors import Refused
from gangcheng_court.portal.demo.appointments import load_appointments
from gangcheng_court.portal.demo.assistance import load_assistance
from gangcheng_court.portal.demo.board import load_board
from gangcheng_court.portal.demo.complaints import load_complaints
from gangcheng_court.portal.demo.data import PEOPLE
from gangcheng_court.portal.demo.filings import load_filings
from gangcheng_court.portal.demo.hall import load_devices, load_facilities, load_line
from gangcheng_court.portal.demo.hotline import load_hotline
from gangcheng_court.portal.demo.inspections import load_inspections
from gangcheng_court.portal.demo.interference import load_interference
from gangcheng_court.portal.demo.questioning import load_questioning
from gangcheng_court.portal.demo.services import load_people
from gangcheng_court.portal.demo.supervision import load_supervision
from gangcheng_court.portal.demo.watch import load_watch


class Command(BaseCommand):
    help = "Load made-up people and a day of each desk, once, and say who the people are. Refused in production."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            load_people(at=timezone.now())
            load_filings(at=timezone.now(), calendar=calendar.load())
            load_hotline(at=timezone.now(), calendar=calendar.load())
            load_complaints(at=timezone.now(), calendar=calendar.load())
            load_devices()
            load_line(at=timezone.now(), calendar=calendar.load())
            load_facilities(at=timezone.now(), calendar=calendar.load())
            load_assistance(at=timezone.now(), calendar=calendar.load())
            load_appointments(at=timezone.now())
            load_interference(at=timezone.now(), calendar=calendar.load())
            load_watch(at=timezone.now())
            load_inspections(at=timezone.now(), calendar=calendar.load())
            load_supervision(at=timezone.now(), calendar=calendar.load())
            load_questioning(at=timezone.now())
            load_board(at=timezone.now())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"演示账号（密码都是 {settings.DEMO_PASSWORD}）：")
        for person in PEOPLE:
            self.stdout.write(f"  {person.phone}  {person.name}  {person.role.label}")
