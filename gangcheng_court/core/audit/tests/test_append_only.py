"""What was recorded cannot be changed or removed, whoever asks the database."""

from datetime import datetime

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.audit import append_only, reads, trail
from gangcheng_court.core.audit.models import ReadLog

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 17, 17, 30, tzinfo=timezone.get_default_timezone())


def refused(sql: str) -> None:
    with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_reading_is_recorded_with_who_what_when_why_and_where():
    reader = make_user("clerk")
    reads.log(reader=reader, what="材料", reference="WS20260617A", at=AT, reason="核对身份", address="10.0.0.8")
    entry = ReadLog.objects.get()
    assert (entry.reader, entry.what, entry.reference, entry.read_at) == (reader, "材料", "WS20260617A", AT)
    assert (entry.reason, entry.address) == ("核对身份", "10.0.0.8")


@pytest.mark.parametrize("change", ["UPDATE {} SET {} = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize(("table", "column"), [("audit_readlog", "what"), ("accounts_historicaluser", "name")])
def test_the_database_refuses_to_change_or_remove_a_record(table, column, change):
    reads.log(reader=make_user(), what="材料", reference="x", at=AT)
    refused(change.format(table, column))


@pytest.mark.parametrize("table", ["audit_readlog", "accounts_historicaluser"])
def test_the_database_refuses_to_empty_a_record_table(table):
    refused(f"TRUNCATE {table} CASCADE")


def test_the_orm_is_refused_too():
    entry = reads.log(reader=None, what="材料", reference="x", at=AT)
    with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
        ReadLog.objects.update(reason="改")
    with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
        entry.delete()


def test_history_is_told_newest_first_with_who_and_why():
    clerk, user = make_user("clerk"), make_user()
    user.name = "改名"
    trail.save(user, by=clerk, because="更正姓名", at=AT, fields=["name"])
    newest, oldest = trail.history(user)
    assert (newest.name, newest.history_user, newest.history_change_reason) == ("改名", clerk, "更正姓名")
    assert newest.history_date == AT
    assert oldest.history_type == "+"


@pytest.mark.parametrize(
    ("proxies", "headers", "address"),
    [
        (0, {"REMOTE_ADDR": "10.0.0.8", "HTTP_X_FORWARDED_FOR": "1.1.1.1"}, "10.0.0.8"),
        (1, {"REMOTE_ADDR": "", "HTTP_X_FORWARDED_FOR": "1.1.1.1, 10.0.0.9"}, "10.0.0.9"),
        (2, {"REMOTE_ADDR": "", "HTTP_X_FORWARDED_FOR": "1.1.1.1, 2001:db8::1, 10.0.0.9"}, "2001:db8::1"),
        (1, {"REMOTE_ADDR": "127.0.0.1"}, None),
        (1, {"REMOTE_ADDR": "", "HTTP_X_FORWARDED_FOR": "<script>"}, None),
        (2, {"REMOTE_ADDR": "", "HTTP_X_FORWARDED_FOR": "10.0.0.9"}, None),
    ],
)
def test_the_address_is_what_our_own_proxies_say(rf, settings, proxies, headers, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert reads.address_of(rf.get("/", **headers)) == address


def test_outside_a_test_database_nobody_may_empty_a_record_table():
    assert "starts_with(current_database(), 'test_')" in append_only.FUNCTION
