"""What the log holds: every table of supervision that says it only grows, and every history of the house."""

import pytest
from django.apps import apps

from gangcheng_court.core.audit import sealing

GROWING = [model for model in apps.get_app_config("supervision").get_models() if "ppend-only" in (model.__doc__ or "")]
HISTORIES = [model for model in apps.get_models() if hasattr(model, "history_id")]


@pytest.mark.django_db
def test_every_event_of_supervision_and_every_history_is_sealed():
    sealed = {table.name for table in sealing.tables()}

    assert len(GROWING) > 15
    assert {model._meta.db_table for model in [*GROWING, *HISTORIES]} <= sealed
