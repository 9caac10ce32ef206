import pytest
from django.contrib.auth.models import AnonymousUser

from gangcheng_court.core.accounts import permissions
from gangcheng_court.core.accounts.enums import STAFF_ROLES, Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.errors import NotYours


@pytest.mark.parametrize("role", Role.values)
def test_a_role_opens_only_what_names_it(role):
    permissions.require_role(User(role=role), role)
    others = [other for other in Role.values if other != role]
    with pytest.raises(NotYours):
        permissions.require_role(User(role=role), *others)


@pytest.mark.parametrize("role", Role.values)
def test_without_a_name_any_staff_role_will_do(role):
    assert permissions.has_role(User(role=role)) is (role in STAFF_ROLES)


def test_nobody_and_the_disabled_have_no_role():
    assert not permissions.has_role(AnonymousUser(), *Role.values)
    assert not permissions.has_role(User(role=Role.CLERK, is_active=False), Role.CLERK)
