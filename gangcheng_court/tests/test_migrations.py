"""The migrations say what the models say."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

pytestmark = pytest.mark.django_db


def test_no_model_has_changed_without_its_migration():
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_each_app_has_one_last_migration():
    assert not MigrationLoader(connection).detect_conflicts()
