from typing import Any

from django.apps import AppConfig
from django.core import checks


class PortalConfig(AppConfig):
    name = "gangcheng_court.portal"
    label = "portal"
    verbose_name = "门户"

    def ready(self) -> None:
        """A rest too short for slow readers stops the portal from starting, not each of them from reading."""
        from gangcheng_court.portal.sign_in.idle import hasty_settings

        def check_rest(app_configs: Any, **options: Any) -> list[checks.CheckMessage]:
            return [checks.Error(f"{name} is below twenty minutes.", id="portal.E001") for name in hasty_settings()]

        checks.register(check_rest)
