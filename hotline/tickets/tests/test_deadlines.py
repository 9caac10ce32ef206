"""Either side of each line, with the weekday: the day itself, nights, rest days, make-up days, the turn of the year."""

from datetime import timedelta

import pytest
from django.conf import settings

from gangcheng_court.core.deadlines import calendar, obligations
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.promises import (
    FILING_COMPLAINT_ANSWER,
    FIRST_REPLY,
    PETITION_ACKNOWLEDGEMENT,
    PETITION_CLOSING,
    TICKET_CLOSING,
)
from hotline.tickets import deadlines
from hotline.tickets.enums import Subject, TicketType
from hotline.tickets.tests.builders import make_ticket

pytestmark = [pytest.mark.django_db, pytest.mark.promise("3")]


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-06-17 00:00", "2026-06-18 00:00"),  # Wednesday, its first second
        ("2026-06-17 10:00", "2026-06-18 00:00"),
        ("2026-06-17 23:59:59", "2026-06-18 00:00"),
        ("2026-06-18 00:00", "2026-06-19 00:00"),  # Thursday; the next day is a holiday
        ("2026-06-19 09:00", "2026-06-20 00:00"),  # Friday, a holiday: the day itself all the same
        ("2026-09-20 15:00", "2026-09-21 00:00"),  # Sunday, a make-up workday
        ("2026-11-28 22:00", "2026-11-29 00:00"),  # Saturday
        ("2026-12-31 23:30", "2027-01-01 00:00"),  # Thursday
    ],
)
def test_a_ticket_is_handed_over_by_midnight_of_the_day_it_came(received, due):
    period = deadlines.handoff(court_time(received), calendar.load())

    assert period.due_at == court_time(due)


def test_the_stored_limit_of_the_same_day_explains_itself():
    handoff = make_ticket(at=court_time("2026-06-19 09:00")).handoffs.get()

    words = "".join(obligations.explain(handoff))
    assert "当日" in words
    assert "不顺延" in words
    assert "2026年6月19日（周五）24:00" in words


def due(type, received, subject=""):
    found = deadlines.limits(type, subject, court_time(received), calendar.load(), settings.TICKET_LIMITS)
    return {promise: period.due_at for promise, period in found.items()}


@pytest.mark.parametrize(
    ("type", "received", "reply", "close"),
    [
        (TicketType.CONSULTATION, "2026-06-15 16:59", "2026-06-18 00:00", "2026-06-18 00:00"),  # Monday
        (TicketType.CONSULTATION, "2026-06-18 09:00", "2026-06-24 00:00", "2026-06-24 00:00"),  # Thursday, holidays
        (TicketType.CONTACT_JUDGE, "2026-11-27 17:30", "2026-12-02 00:00", "2026-12-03 00:00"),  # Friday
        (TicketType.CONTACT_JUDGE, "2026-09-18 09:00", "2026-09-22 00:00", "2026-09-23 00:00"),  # Friday; Sunday works
        (TicketType.SUGGESTION, "2026-11-23 09:00", "2026-12-01 00:00", "2026-12-09 00:00"),  # Monday
        (TicketType.COMPLAINT, "2026-11-23 09:00", "2026-11-26 00:00", "2026-12-09 00:00"),
    ],
)
def test_reply_and_closing_by_type(type, received, reply, close):
    assert due(type, received) == {FIRST_REPLY: court_time(reply), TICKET_CLOSING: court_time(close)}


def test_a_complaint_about_filing_has_the_laws_fifteen_days():
    found = due(TicketType.COMPLAINT, "2026-11-23 09:00", Subject.FILING)

    assert found[FILING_COMPLAINT_ANSWER] == court_time("2026-12-09 00:00")
    assert TICKET_CLOSING not in found


def test_a_petition_has_the_laws_fifteen_and_sixty_days():
    assert due(TicketType.PETITION, "2026-06-17 09:00") == {
        PETITION_ACKNOWLEDGEMENT: court_time("2026-07-03 00:00"),
        PETITION_CLOSING: court_time("2026-08-18 00:00"),  # 16 August is a Sunday
    }


@pytest.mark.parametrize(
    ("missed", "due_at"),
    [
        ("2026-06-17 07:00", "2026-06-18 00:00"),  # Wednesday before it opens
        ("2026-06-17 12:30", "2026-06-18 00:00"),  # the noon break
        ("2026-06-17 17:29:59", "2026-06-18 00:00"),
        ("2026-06-17 17:30", "2026-06-19 00:00"),  # the close
        ("2026-06-18 20:00", "2026-06-23 00:00"),  # Thursday night before the holidays
        ("2026-06-20 10:00", "2026-06-23 00:00"),  # Saturday, a holiday
    ],
)
def test_a_missed_call_is_called_back_the_same_day_or_after_the_close_on_the_next_working_day(missed, due_at):
    assert deadlines.missed_call_back(court_time(missed), calendar.load()).due_at == court_time(due_at)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-06-17 08:29:59", False),
        ("2026-06-17 08:30", True),
        ("2026-06-17 12:30", True),
        ("2026-06-17 17:29:59", True),
        ("2026-06-17 17:30", False),
        ("2026-06-20 10:00", False),  # Saturday
        ("2026-09-20 10:00", True),  # make-up Sunday
    ],
)
def test_the_desk_hands_over_by_hand_from_its_opening_to_its_close(moment, is_open):
    assert deadlines.desk_is_open(court_time(moment), calendar.load()) is is_open


@pytest.mark.parametrize("wrong", ["", "2", "2y", "w2", "-1d"])
def test_a_limit_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError, match="not a limit"):
        deadlines.term(wrong, court_time("2026-06-17"), calendar.load())


def test_the_hours_of_calling_back_are_those_of_the_hotline():
    hours = deadlines.callback_hours(court_time("2026-06-17").date(), calendar.load())

    assert [f"{hour:%H:%M}" for hour in hours] == [
        "08:30",
        "09:30",
        "10:30",
        "11:30",
        "13:30",
        "14:30",
        "15:30",
        "16:30",
    ]
    assert not deadlines.callback_hours(court_time("2026-06-20").date(), calendar.load())
    assert hours[1] - hours[0] == timedelta(hours=1)
