from typing import Any

from django.apps import AppConfig
from django.core import checks


class FilingsConfig(AppConfig):
    name = "filings"
    label = "filings"
    verbose_name = "立案"

    def ready(self) -> None:
        """A fee setting outside the law's range stops the portal from starting, not a citizen from being told."""
        from filings.fees.queries.figures import unlawful_settings

        def check_fees(app_configs: Any, **options: Any) -> list[checks.CheckMessage]:
            return [checks.Error(words, id="filings.E001") for words in unlawful_settings()]

        checks.register(check_fees)
