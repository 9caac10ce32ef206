from threading import Event
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hotline.calls.services import listen


class Command(BaseCommand):
    help = "Listen to Asterisk's manager interface until stopped; after a break the CDR file is read again."

    def handle(self, *args: Any, **options: Any) -> None:
        missing = [
            name
            for name in ("HOTLINE_AMI_ADDRESS", "HOTLINE_AMI_USER", "HOTLINE_AMI_SECRET")
            if not getattr(settings, name)
        ]
        if missing:
            raise CommandError(f"请先设置 {'、'.join(missing)}（docs/telephone-exchange.md）。")
        if not settings.HOTLINE_AMI_ADDRESS.rpartition(":")[2].isdecimal():
            raise CommandError("HOTLINE_AMI_ADDRESS 应当写成 主机:端口。")
        listen(clock=timezone.now, stopped=Event())
