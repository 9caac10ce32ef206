"""Numbers at rest: unreadable, unmovable, unsearchable, still readable after a key is replaced."""

import base64
from itertools import pairwise

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import FieldError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from gangcheng_court.core.accounts.enums import IdentityKind, Role
from gangcheng_court.core.accounts.models import StaffRelative, User
from gangcheng_court.core.accounts.queries import is_related
from gangcheng_court.core.accounts.sealed import blind_index, scattered, seal, unseal
from gangcheng_court.core.accounts.tests.builders import make_resident_number, make_user

NUMBER = "370117199001010014"
OLD, NEW = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))


def raw(table: str, user: User, column: str = "id_number") -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s", [user.pk])
        return cursor.fetchone()[0]


def test_a_changed_character_is_noticed():
    sealed = seal(NUMBER, "accounts_user.id_number")
    broken = bytearray(base64.b64decode(sealed))
    broken[-1] ^= 1
    with pytest.raises(InvalidTag):
        unseal(base64.b64encode(broken).decode(), "accounts_user.id_number")


def test_a_value_moved_to_another_column_is_noticed():
    with pytest.raises(InvalidTag):
        unseal(seal(NUMBER, "accounts_user.id_number"), "accounts_user.license_number")


def test_neighbouring_serials_are_scattered_and_never_meet():
    drawn = [scattered("number", serial) for serial in range(5000)]
    assert len(set(drawn)) == 5000
    assert all(0 <= number < 1_000_000 for number in drawn)
    assert not any(abs(one - next_) == 1 for one, next_ in pairwise(drawn[:50]))
    assert drawn[:5] != [scattered("another number", serial) for serial in range(5)]


def test_the_same_number_is_never_sealed_alike():
    assert seal(NUMBER, "x") != seal(NUMBER, "x")


def test_an_old_key_still_opens_and_the_new_one_seals(settings):
    settings.FIELD_KEYS = [OLD]
    before = seal(NUMBER, "x")
    settings.FIELD_KEYS = [NEW, OLD]
    assert unseal(before, "x") == NUMBER
    after = seal(NUMBER, "x")
    settings.FIELD_KEYS = [NEW]
    assert unseal(after, "x") == NUMBER
    with pytest.raises(InvalidTag):
        unseal(before, "x")


@pytest.mark.django_db
def test_the_database_and_the_history_hold_no_plain_number_and_read_back():
    user = make_user(id_kind=IdentityKind.RESIDENT, id_number=NUMBER, id_number_hash=blind_index("resident", NUMBER))
    for table in ("accounts_user", "accounts_historicaluser"):
        assert NUMBER not in raw(table, user)
        assert NUMBER[:6] not in raw(table, user)
    assert User.objects.get(pk=user.pk).id_number == NUMBER
    assert user.history.get().id_number == NUMBER


@pytest.mark.django_db
def test_an_empty_number_stays_empty():
    user = make_user("clerk")
    assert raw("accounts_user", user) == ""
    assert User.objects.get(pk=user.pk).id_number == ""


@pytest.mark.django_db
def test_tampering_in_the_database_is_noticed_when_read():
    user = make_user()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET license_number = id_number WHERE id = %s", [user.pk])
    with pytest.raises(InvalidTag):
        User.objects.get(pk=user.pk)


@pytest.mark.parametrize("lookup", ["id_number", "id_number__contains", "id_number__in", "license_number__startswith"])
def test_looking_up_a_sealed_number_is_an_error_not_an_empty_answer(lookup):
    with pytest.raises(FieldError, match="sealed"):
        User.objects.filter(**{lookup: NUMBER})


def test_hashes_are_keyed_and_told_apart_by_kind(settings):
    one = blind_index("resident", NUMBER)
    assert len(one) == 64
    assert one == blind_index("resident", NUMBER)
    assert one != blind_index("passport", NUMBER)
    assert blind_index("resident", "") == ""
    settings.INDEX_KEY = "another"
    assert one != blind_index("resident", NUMBER)


@pytest.mark.django_db
def test_the_database_refuses_a_second_account_with_the_same_number():
    user = make_user()
    with pytest.raises(IntegrityError, match="one_account_per_identity_number"), transaction.atomic():
        make_user(id_kind=user.id_kind, id_number=user.id_number, id_number_hash=user.id_number_hash)
    lawyer = make_user("lawyer")
    with pytest.raises(IntegrityError, match="one_account_per_lawyer_licence"), transaction.atomic():
        make_user("lawyer", license_number=lawyer.license_number, license_number_hash=lawyer.license_number_hash)


@pytest.mark.django_db
def test_whether_somebody_is_related_is_a_yes_or_a_no_and_the_table_says_nothing():
    judge, number = make_user(Role.JUDGE), make_resident_number()
    StaffRelative.objects.create(
        staff=judge, name="阿依古丽·买买提", relation="配偶", id_number_hash=blind_index("resident", number)
    )

    assert is_related(judge, names=["王五", "别的姓名"], id_numbers=["", number])
    assert is_related(judge, names=["阿依古丽・买买提 "], id_numbers=[""])
    assert not is_related(judge, names=["阿依古丽·买买提"], id_numbers=[make_resident_number()])
    assert not is_related(judge, names=[""], id_numbers=[""])
    assert not is_related(make_user(Role.JUDGE), names=["阿依古丽·买买提"], id_numbers=[""])
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_staffrelative::text FROM accounts_staffrelative")
        row = cursor.fetchone()[0]
    assert "阿依古丽" not in row
    assert "配偶" not in row
    judge.relatives.update(withdrawn_at=timezone.now())
    assert not is_related(judge, names=["阿依古丽·买买提"], id_numbers=[""])
