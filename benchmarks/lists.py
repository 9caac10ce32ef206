"""The review queue and 我的立案 over 100,000 filings, 12368's desk and a department's inbox over as many tickets,
beside a page that renders only base.html.

Run: `.venv/bin/python benchmarks/lists.py [how many]` (100,000 unless said). Every page goes through the whole stack
(middleware, session, template) in this process, for the same person as the bare page, in turn.
"""

import random
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from itertools import islice

import measure

FILINGS = 100_000
OPEN_SHARE = 10  # one in ten is still under way
PROPOSED_SHARE = 20  # one in twenty of those waits for the chief
FILERS = 500
HEAVY_FILER = 5_000  # filings of one lawyer's office
REQUESTS = 100
DEEP = 100
TARGET, STATEMENTS = 4, 12
BARE = "/bench/base/"
NUMBERS = "WS20261123-"
DESK, INBOX = "/hotline/desk/", "/hotline/inbox/"
TICKET_TABS = {
    DESK: ("desk", ("received", "call_back", "away", "answered", "closed", "all"), ("all", "away", "received")),
    INBOX: ("inbox", ("to_sign", "mine", "department", "today", "late", "closed"), ("closed", "department")),
}
"""Address → title, tabs, and those of which deep pages and searches are asked for."""
TICKET_NUMBERS = "RX20261123-"
CALL_BACK_SHARE = 50  # of the open tickets one in fifty is to be called back
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英文华玉兰志新建国海燕"


def main(filings: int) -> None:
    measure.own_database("court_bench_lists")
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from gangcheng_court.core.accounts.enums import Role
    from gangcheng_court.core.accounts.tests.builders import make_user, sign_in

    now = timezone.now()
    random.seed(1)
    clerk, lawyer = make_user(Role.CLERK), make_user(Role.LAWYER)
    fill(filings, clerk, lawyer, now)
    operator, chief, judge, supervisor = staff = [
        make_user(role) for role in (Role.OPERATOR, Role.CHIEF, Role.JUDGE, Role.SUPERVISOR)
    ]
    fill_tickets(filings, staff, now)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    import_module("served")

    print(f"{now:%Y-%m-%d}, {measure.machine()}, {filings:,} rows; {REQUESTS} requests each, p50 and p95")
    readers = [(clerk, "/review/"), (lawyer, "/my/filings/"), (operator, DESK)]
    for person, path in readers + [(member, INBOX) for member in (chief, judge, supervisor)]:
        client = sign_in(Client(), person)
        bare = measure_page(client, lambda: BARE)
        report(f"base.html alone, {person.get_role_display()}", bare, bare)
        for title, address in pages(client, path, filings).items():
            report(title, measure_page(client, address, beside=BARE), bare)


def pages(client: object, path: str, filings: int) -> dict[str, Callable[[], str]]:
    """Title → what gives the next address to ask for."""
    if path == "/my/filings/":
        deep = walk(client, path)
        return {"我的立案, first page": lambda: path, f"我的立案, pages 1–{len(deep)}": lambda: random.choice(deep)}
    if path in TICKET_TABS:
        return ticket_pages(client, path)
    tabs = {tab: f"{path}?tab={tab}" for tab in ("unclaimed", "mine", "approval", "today", "late", "all")}
    found = {f"queue, {tab}": (lambda address=address: address) for tab, address in tabs.items()}
    for tab in ("unclaimed", "all"):
        deep = walk(client, tabs[tab])
        found[f"queue, {tab}, pages 1–{len(deep)}"] = lambda deep=deep: random.choice(deep)
    found["queue, all, a name"] = lambda: f"{path}?tab=all&q={name()}"
    found["queue, unclaimed, a name"] = lambda: f"{path}?tab=unclaimed&q={name()}"
    found["queue, all, a name nobody has"] = lambda: f"{path}?tab=all&q=欧阳{random.choice(GIVEN)}"
    found["queue, all, how a number begins"] = lambda: (
        f"{path}?tab=all&q={NUMBERS}{random.randrange(filings // 1000):03}"
    )
    return found


def ticket_pages(client: object, path: str) -> dict[str, Callable[[], str]]:
    """The same for the desk's list, or a department's."""
    title, tabs, deep_tabs = TICKET_TABS[path]
    found = {f"{title}, {tab}": (lambda tab=tab: f"{path}?tab={tab}") for tab in tabs}
    for tab in deep_tabs:
        deep = walk(client, f"{path}?tab={tab}")
        found[f"{title}, {tab}, pages 1–{len(deep)}"] = lambda deep=deep: random.choice(deep)
    for tab in deep_tabs:
        found[f"{title}, {tab}, a name"] = lambda tab=tab: f"{path}?tab={tab}&q={name()}"
        found[f"{title}, {tab}, a name nobody has"] = lambda tab=tab: f"{path}?tab={tab}&q=欧阳{random.choice(GIVEN)}"
    found[f"{title}, {deep_tabs[0]}, a number"] = lambda: (
        f"{path}?tab={deep_tabs[0]}&q={TICKET_NUMBERS}{random.randrange(10_000):06}"
    )
    return found


def walk(client: object, address: str) -> list[str]:
    """The addresses of the first hundred pages, found by following the link to the next."""
    found, root = [], address.partition("?")[0]
    while address and len(found) < DEEP:
        found.append(address)
        response = client.get(address)
        older = next_page(response)
        address = older if older.startswith("/") or not older else root + older
    return found


def next_page(response: object) -> str:
    """The address behind 下一页, or ''."""
    text = response.content.decode()
    before = text.partition('rel="next"')[0]
    if before == text:
        return ""
    return before.rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")


def measure_page(client: object, address: Callable[[], str], beside: str = "") -> tuple[list, list, set]:
    """Times of the page, times of the bare page asked for in turn, and the statement counts seen."""
    times, others, counts = [], [], set()
    for warm_up in (True, False):
        for _ in range(10 if warm_up else REQUESTS):
            url = address()
            with measure.counted() as statements:
                times.append(measure.timed(lambda url=url: ok(client.get(url))))
            counts.add(statements.count)
            if beside:
                others.append(measure.timed(lambda: ok(client.get(beside))))
        if warm_up:
            times, others, counts = [], [], set()
    return times, others or times, counts


def ok(response: object) -> None:
    assert response.status_code == 200, response.status_code


def report(title: str, page: tuple[list, list, set], bare: tuple[list, list, set]) -> None:
    times, others, counts = page
    middle, most = (1000 * measure.percentile(times, share) for share in (0.5, 0.95))
    half, ratio = (measure.percentile(times, share) / measure.percentile(others, share) for share in (0.5, 0.95))
    seen = f"{min(counts)}" if len(counts) == 1 else f"{min(counts)}–{max(counts)}"
    verdict = "" if page is bare else f"   ratio of p50 {half:.1f}, of p95 {ratio:.1f} (target ≤ {TARGET})"
    print(f"  {title:<36} p50 {middle:5.1f}  p95 {most:5.1f} ms, {seen} statements (target ≤ {STATEMENTS}){verdict}")


def name() -> str:
    return random.choice(SURNAMES) + random.choice(GIVEN) + random.choice(["", random.choice(GIVEN)])


def fill(filings: int, clerk: object, lawyer: object, now: datetime) -> None:
    """Filings of two years, one in ten under way: half of those taken, some late, due today or before the chief."""
    from filings.intake.enums import PartyKind, Side, Status
    from filings.intake.models import Filing, Party
    from filings.review.enums import Outcome, ProposalKind
    from filings.review.models import Proposal, ReviewLimit, ReviewRound
    from gangcheng_court.core.accounts.models import User
    from gangcheng_court.core.accounts.tests.builders import make_department
    from gangcheng_court.promises import SEVEN_DAY_DECISION, THREE_DAY_REVIEW

    department = make_department()
    filers = User.objects.bulk_create(User(phone=f"139{n:08}", name=name(), password="!") for n in range(FILERS))
    reviewers = [clerk, *filers[:9]]

    def filing(n: int) -> Filing:
        is_open = n % OPEN_SHARE == 0
        at = now - timedelta(minutes=random.randrange(5 * 24 * 60)) if is_open else now - timedelta(days=5 + n % 700)
        taken = is_open and n % (2 * OPEN_SHARE) == 0
        proposed = is_open and n % (PROPOSED_SHARE * OPEN_SHARE) == 0
        waiting = Status.AWAITING_APPROVAL if proposed else Status.UNDER_REVIEW if taken else Status.SUBMITTED
        return Filing(
            draft_code=f"B{n:09}",
            number=f"{NUMBERS}{n:06}",
            kind="civil_complaint",
            status=waiting if is_open else Status.ACCEPTED,
            filer=lawyer if n < HEAVY_FILER else filers[n % FILERS],
            created_at=at,
            saved_at=at,
            submitted_at=at,
            decided_at=None if is_open else at + timedelta(days=2),
            verify_code=f"V{n:011}",
            cause_name="民间借贷纠纷",
            case_number=None if is_open else f"（2026）鲁0117民初{n}号",
        )

    numbers = iter(range(1, filings + 1))
    while batch := [filing(n) for n in islice(numbers, 5_000)]:
        Filing.objects.bulk_create(batch)
        Party.objects.bulk_create(
            Party(filing=row, side=side, kind=PartyKind.NATURAL, name=name())
            for row in batch
            for side in (Side.PLAINTIFF, Side.DEFENDANT)
        )
        rounds = ReviewRound.objects.bulk_create(
            ReviewRound(
                filing=row,
                number=1,
                opened_at=row.submitted_at,
                closed_at=row.decided_at,
                outcome="" if row.decided_at is None else Outcome.ACCEPTED,
                reviewer=None if row.status == Status.SUBMITTED else random.choice(reviewers),
            )
            for row in batch
        )
        ReviewLimit.objects.bulk_create(
            ReviewLimit(
                round=row,
                promise=promise.code,
                reference=f"{row.filing.number}/1",
                started_at=row.opened_at,
                due_at=row.opened_at + timedelta(days=days),
                met_at=row.closed_at,
                responsible=row.reviewer,
                department=department,
                rule="3d",
                calendar_version="bench",
            )
            for row in rounds
            for promise, days in ((THREE_DAY_REVIEW, 4), (SEVEN_DAY_DECISION, 8))
        )
        Proposal.objects.bulk_create(
            Proposal(round=row, kind=ProposalKind.REJECTION, proposed_by=row.reviewer, proposed_at=row.opened_at)
            for row in rounds
            if row.filing.status == Status.AWAITING_APPROVAL
        )


def fill_tickets(tickets: int, staff: list, now: datetime) -> None:
    """Tickets of two years, one in ten open, over the desk, three departments and supervision; of the complaints half
    name somebody. `due_at` as the database copies it from the limits."""
    from gangcheng_court.core.accounts.tests.builders import make_department
    from hotline.tickets.enums import CONFIDENTIAL, Source, Status, TicketType
    from hotline.tickets.models import Callback, Ticket

    codes = ("hotline", "trial", "enforcement", "filing", "supervision")
    desk, trial, *others = (make_department(code, code) for code in codes)
    for member, department in zip(staff, (desk, trial, trial, others[-1]), strict=True):
        member.department = department
        member.save(update_fields=["department"])
    under_way = [Status.RECEIVED, Status.HANDED_OVER, Status.IN_HAND, Status.IN_HAND, Status.ANSWERED]

    def ticket(n: int) -> Ticket:
        is_open = n % OPEN_SHARE == 0
        at = now - timedelta(minutes=random.randrange(5 * 24 * 60)) if is_open else now - timedelta(days=5 + n % 700)
        status, type_ = random.choice(under_way) if is_open else Status.CLOSED, random.choice(TicketType.values)
        away = [others[-1]] if type_ in CONFIDENTIAL else [trial, *others[:-1]]
        handled = status in (Status.IN_HAND, Status.ANSWERED)
        names = type_ == TicketType.COMPLAINT and n % 2
        return Ticket(
            number=f"{TICKET_NUMBERS}{n:06}",
            receipt_hash=f"{n:064}",
            type=type_,
            source=Source.CALL,
            title="希望尽快联系承办法官",
            text="上次开庭以后一直没有消息。" * 10,
            name=name(),
            phone=f"137{n:08}",
            complained_name=f"窗口的{name()}" if names else "",
            department=desk if status == Status.RECEIVED else random.choice(away),
            handler=random.choice([staff[2], None]) if handled else None,
            received_at=at,
            status=status,
            answered_at=at if status in (Status.ANSWERED, Status.CLOSED) else None,
            closed_at=None if is_open else at + timedelta(days=2),
            due_at=now + timedelta(hours=random.randrange(-12, 120)) if is_open else None,
        )

    numbers = iter(range(1, tickets + 1))
    while batch := [ticket(n) for n in islice(numbers, 5_000)]:
        rows = Ticket.objects.bulk_create(batch)
        Callback.objects.bulk_create(
            Callback(ticket=row, planned_at=now + timedelta(hours=random.randrange(48)))
            for row in rows
            if row.status != Status.CLOSED and row.pk % CALL_BACK_SHARE == 0
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FILINGS)
