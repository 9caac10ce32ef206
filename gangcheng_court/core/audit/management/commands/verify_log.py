"""`manage.py verify_log`: whether anything that was recorded has been changed, removed, inserted or back-dated."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gangcheng_court.core.audit import verification
from gangcheng_court.core.audit.models import DailyDigest, Link


class Command(BaseCommand):
    help = "核对防篡改日志：逐行比对封存时的校验值，并核对封存链条和每日摘要的签名。发现问题时退出码为 1。"

    def handle(self, *args: Any, **options: Any) -> None:
        found = verification.troubles()
        for trouble in found:
            self.stderr.write(str(trouble))
        if found:
            raise CommandError(f"发现 {len(found)} 处问题，见上文。")
        rows, days = Link.objects.count(), DailyDigest.objects.count()
        self.stdout.write(f"日志完整：{rows} 条记录、{days} 份每日摘要，全部相符。")
