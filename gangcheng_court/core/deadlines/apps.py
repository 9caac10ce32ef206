from typing import Any

from django.apps import AppConfig
from django.core import checks


class DeadlinesConfig(AppConfig):
    name = "gangcheng_court.core.deadlines"
    label = "deadlines"
    verbose_name = "期间与日历"

    def ready(self) -> None:
        """Hours that cannot be read stop the portal from starting, not each call from being counted."""
        from gangcheng_court.core.deadlines.hours import unreadable_settings

        def check_hours(app_configs: Any, **options: Any) -> list[checks.CheckMessage]:
            return [checks.Error(words, id="deadlines.E001") for words in unreadable_settings()]

        checks.register(check_hours)
