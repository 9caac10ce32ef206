"""Django's own permissions stay unmade in tests: rights follow the role, and after every test with real transactions
each would be made anew."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def no_permissions_are_made() -> None:
    from django.db.models.signals import post_migrate

    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
