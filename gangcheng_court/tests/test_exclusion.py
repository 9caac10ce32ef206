"""Whoever a complaint is about reads on every page of the portal exactly what would stand there without it.

Every address that needs no row is walked, those to come included; what has a row answers as if there were none.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_department, sign_in
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.portal.demo.services import load_departments
from gangcheng_court.promises import COMPLAINT_ACKNOWLEDGEMENT, COMPLAINT_ANSWER, RECTIFICATION
from gangcheng_court.tests.test_complaints_about_staff import TOKENS, read, sweep
from hotline.tickets.tests.builders import make_member, make_operator
from supervision.breaches.models import Breach
from supervision.complaints.enums import Finding, Mode, Source, Subject
from supervision.complaints.models import Complaint, Custodian
from supervision.complaints.services import NewComplaint, add_message, handling, identity, pulling, receive
from supervision.complaints.tests.builders import make_president, make_supervisor
from supervision.rectification.models import Order

pytestmark = [pytest.mark.django_db, pytest.mark.promise("3")]
CAME, NOW = court_time("2026-11-25 15:00"), court_time("2026-12-22 10:00")  # a Wednesday, and a Tuesday
SECRET = "中午无人值班而且说话难听"
SUMS = frozenset(["portal:home", "portal:promises", "portal:promise-history", "portal:promise-data", "api:promises"])
"""What everybody reads: sums over the whole court, in which one complaint is not to be told from another."""
LEADS_AWAY = frozenset(["account_logout", "admin:logout"])
NEVER_THE_SAME = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Keys that a form draws anew."""
PERIOD = "since=2026-11-01&until=2026-12-22"


def routes() -> Iterator[tuple[str, URLPattern]]:
    """Every route of the portal by its full name."""

    def walk(patterns: list[Any], spaces: tuple[str, ...]) -> Iterator[tuple[str, URLPattern]]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inside = (*spaces, pattern.namespace) if pattern.namespace else spaces
                yield from walk(pattern.url_patterns, inside)
            elif pattern.name:
                yield ":".join((*spaces, pattern.name)), pattern

    yield from walk(get_resolver().url_patterns, ())


def addresses(name: str, *, public: frozenset[str] = frozenset()) -> list[str]:
    """Every address that needs no row, but for those of `public`; supervision's also searched and for a period."""
    found = {}
    for route, _ in routes():
        if route in SUMS | LEADS_AWAY:
            continue
        try:
            found[reverse(route)] = route.startswith("supervision:") and not route.endswith("pdf")
        except NoReverseMatch:
            continue
    searched = [f"{address}?q={name}&tab=all&{PERIOD}" for address, searches in found.items() if searches]
    report = reverse("supervision:promise-report")
    promises = [COMPLAINT_ACKNOWLEDGEMENT, COMPLAINT_ANSWER, RECTIFICATION]
    asked = [*searched, *(f"{report}?promise={promise.code}&{PERIOD}" for promise in promises)]
    return [address for address in [*found, *asked] if address.partition("?")[0] not in public]


def open_to_everybody() -> frozenset[str]:
    """What needs no account is the same for every account but for its header: one person's walk is enough."""
    return frozenset(address for address in addresses("") if Client().get(address).status_code == 200)


def seen(user: User, public: frozenset[str]) -> dict[str, Any]:
    """What the person reads at each address; nothing of the reading stays."""
    client, said = sign_in(Client(), user), {}
    for address in addresses(user.name, public=public):
        cache.clear()
        with transaction.atomic():
            answer = read(client, address)
            lines = [NEVER_THE_SAME.sub("", line) if isinstance(line, str) else line for line in answer]
            # The administration's choices come in no order.
            said[address] = sorted(lines, key=str) if address.startswith("/admin/") else lines
            transaction.set_rollback(True)
    return said


@pytest.fixture
def about() -> dict[str, User]:
    """One of each office: by account, by name, and by department."""
    load_departments()
    return {
        "a supervisor": make_supervisor(name="欧阳甲"),
        "the head of the department": make_member(Role.CHIEF, "filing", name="欧阳乙"),
        "a clerk": make_member(Role.CLERK, "trial", name="欧阳丙"),
        "an operator": make_operator(name="欧阳丁"),
        "the administrator": make_member(Role.ADMINISTRATOR, "hotline", name="欧阳戊"),
        "the head of the president's office": make_president(name="欧阳己"),
    }


def days_pass(time_machine: Any, complaint: Complaint | None, desk: User, keeper: User, owner: User) -> None:
    """What beat runs, each limit passing; and all that can happen to a complaint, each step late."""
    time_machine.move_to(CAME, tick=False)
    for moment in ("2026-11-27 10:00", "2026-11-27 16:30", "2026-11-30 09:00", "2026-12-07 09:00"):
        if complaint and moment == "2026-12-07 09:00":
            _worked_on(complaint, desk, keeper, owner)
        sweep(moment)
    for moment in ("2026-12-10 10:00", "2026-12-10 16:00", "2026-12-14 09:00"):
        sweep(moment)
    pulling.pull(at=court_time("2026-12-14 10:00"))
    if complaint:
        at = court_time("2026-12-15 09:00")
        handling.answer(
            complaint.pk, by=desk, at=at, finding=Finding.JUSTIFIED, words=f"查明{SECRET}。", measure="已经批评教育。"
        )
    sweep("2026-12-21 09:00")
    time_machine.move_to(NOW, tick=False)


def _worked_on(complaint: Complaint, desk: User, keeper: User, owner: User) -> None:
    at = court_time("2026-12-01 09:00")
    handling.acknowledge(complaint.pk, by=desk, at=at)
    handling.write(complaint.pk, by=desk, at=at, words="请补充当天的时间")
    add_message(complaint.pk, text="中午十二点半", at=at)
    request = identity.ask(complaint.pk, by=desk, at=at, reason="需要向本人核对")
    identity.decide(request.pk, by=keeper, at=at, granted=True)
    handling.rectify(
        complaint.pk,
        by=desk,
        at=at,
        title="中午无人值班",
        requirement="安排值班",
        owner=owner,
        until=date(2026, 12, 4),
    )


def test_every_page_is_the_same_with_the_complaint_as_without(about, time_machine, client):
    others = make_supervisor(), make_supervisor(), make_member(Role.CHIEF, "enforcement", "执行局")
    desk, keeper, _ = others
    Custodian.objects.create(user=keeper)
    days_pass(time_machine, None, *others)
    for user in about.values():
        sign_in(Client(), user)
    public = open_to_everybody()
    walked = {who: frozenset() if who == "a supervisor" else public for who in about}
    without = {who: seen(user, walked[who]) for who, user in about.items()}

    time_machine.move_to(CAME, tick=False)
    new = NewComplaint(
        mode=Mode.CONFIDENTIAL,
        source=Source.WEB,
        subject=Subject.CONDUCT,
        text=SECRET,
        about=about["a supervisor"],
        about_name="、".join(user.name for user in about.values()),
        about_department=make_department("filing"),
        name="褚某",
        phone="13900004444",
    )
    complaint = receive(new, by=None, at=CAME, once="form:exclusion").complaint
    days_pass(time_machine, complaint, *others)

    order, breaches = Order.objects.get(), Breach.objects.all()
    # Acknowledged, answered, put right: each too late.
    assert {row.reference.partition("/")[0] for row in breaches} == {complaint.number, order.number}
    assert Notice.objects.filter(recipient=desk, about=complaint.number).exists()
    for who, user in about.items():
        for address, said in seen(user, walked[who]).items():
            assert said == without[who][address], f"{who}: {address}"
        _finds_no_row(client, user, [complaint.number, order.number], breaches)
        assert not Notice.objects.filter(recipient=user, about__in=[complaint.number, order.number]).exists()
    for route in SUMS:
        page = sign_in(client, about["a supervisor"]).get(reverse(route)).content.decode()
        assert not any(word in page for word in (complaint.number, order.number, SECRET, "褚某"))


def _finds_no_row(client: Client, user: User, numbers: list[str], breaches: Any) -> None:
    """Every page of supervision that is addressed by a number answers as for a number that nobody has given."""
    sign_in(client, user)
    for route, pattern in routes():
        if route.startswith("supervision:") and set(pattern.pattern.regex.groupindex) == {"number"}:
            for number in numbers:
                nobodys = f"{number[:11]}-999999"
                got, unknown = (_page(client, reverse(route, args=[each])) for each in (number, nobodys))
                assert got.replace(number, nobodys) == unknown, route
    for row in breaches:
        assert client.get(reverse("supervision:breach", args=[row.pk])).status_code == 404
    for number in numbers:
        assert client.post(reverse("supervision:complaint-act", args=[number, "note"]), {}).status_code == 404


def _page(client: Client, address: str) -> str:
    answer = client.get(address)
    return f"{answer.status_code} {TOKENS.sub('', answer.content.decode())}"
