from argparse import ArgumentParser
from datetime import UTC
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gangcheng_court.core.deadlines.clock import COURT_ZONE
from hotline.calls.services import import_cdr


class Command(BaseCommand):
    help = "Read CDR files of Asterisk (Master.csv) or FreeSWITCH (CSV, JSON). Safe to run again. Exits 1 on bad lines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--utc", action="store_true", help="moments are in UTC (cdr.conf usegmtime=yes)")

    def handle(self, *args: Any, **options: Any) -> None:
        bad = 0
        for file in options["files"]:
            try:
                content = file.read_bytes()
            except OSError as error:
                raise CommandError(f"读不了 {file}：{error.strerror}") from error
            read = import_cdr(content, at=timezone.now(), zone=UTC if options["utc"] else COURT_ZONE)
            for line in read.troubles:
                self.stderr.write(f"{file}:{line.number}：{line.trouble}")
            self.stdout.write(
                f"{file}：{read.lines} 行，新事件 {read.new} 个，"
                f"其他通话 {read.others} 行，读不了 {len(read.troubles)} 行"
            )
            bad += len(read.troubles)
        if bad:
            raise CommandError(f"有 {bad} 行读不了，其余已经导入；修正后可以再导入一次。")
