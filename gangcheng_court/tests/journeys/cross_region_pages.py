"""The pages about filing for another court: the directory, what a filer sees, the window's desk."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from filings.cross_region import services
from filings.cross_region.enums import State
from filings.cross_region.models import Transfer
from filings.cross_region.tests.builders import (
    make_asked,
    make_key,
    make_preparing,
    make_queued,
    make_ready,
    their_package,
)
from filings.intake.enums import Channel
from filings.intake.services import load_courts
from filings.intake.tests.builders import make_cause
from filings.review import services as review
from filings.review.tests.builders import NOW, make_clerk
from filings.window.models import Visit
from filings.window.tests.builders import make_assistance, make_visit
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user

Look = tuple[User | None, str]
DISPUTE = "?matter=civil&cause=买卖合同&amount=80000&defendant=济南市莱芜区凤城街道&performance=济南市钢城区艾山街道"


def _directory(name: str, query: str = "") -> Callable[[], Look]:
    def look() -> Look:
        load_courts()
        make_cause(name="买卖合同纠纷")
        return None, reverse(f"filings:{name}") + query

    return look


def _start() -> Look:
    make_key()
    return make_user(), reverse("filings:transfer-start")


def _mine(made: Callable[[], Transfer]) -> Callable[[], Look]:
    def look() -> Look:
        filing = made().filing
        return filing.filer, reverse("filings:transfer", args=[filing.draft_code])

    return look


def _sent() -> Transfer:
    return make_queued(make_clerk(), state=State.SENT, sent_at=NOW)


def _asked() -> Transfer:
    clerk = make_clerk()
    return make_asked(clerk, "slot:identity", "task:facts")


def _correction() -> Look:
    filing = _asked().filing
    return filing.filer, reverse("filings:transfer-correct", args=[filing.draft_code])


def _window_start() -> Look:
    make_key()
    return make_clerk(), reverse("filings:transfer-window")


def _visitor(page: str) -> Callable[[], Look]:
    """A visit about a complete draft for another court: its page, the desk's, or the choice of a court."""

    def look() -> Look:
        clerk, now = make_clerk(), timezone.now()
        make_key()
        if page == "transfer-window":
            assistance = make_assistance(clerk, citizen=make_user(), channel=Channel.ON_SITE, at=now)
            visit = Visit.objects.create(name="张玥喆", clerk=clerk, began_at=now, assistance=assistance)
            return clerk, f"{reverse('filings:transfer-window')}?visit={visit.pk}"
        filing = make_ready(clerk).filing
        visit = make_visit(clerk, filing=filing, at=now)
        return clerk, reverse(f"filings:{page}", args=[visit.pk if page == "window-visit" else filing.draft_code])

    return look


def _desk(made: Callable[[User], Transfer]) -> Callable[[], Look]:
    def look() -> Look:
        clerk = make_clerk()
        return clerk, reverse("filings:transfer-desk", args=[made(clerk).filing.draft_code])

    return look


def _unsent(clerk: User) -> Transfer:
    return make_queued(clerk, state=State.FAILED, attempts=6, last_answer="对方没有应答")


def _list() -> Look:
    clerk = make_clerk()
    make_ready(clerk, filer=make_user())
    make_queued(clerk)
    _unsent(clerk)
    return clerk, reverse("filings:transfers")


def _responses(role: Role) -> Callable[[], Look]:
    """What has come in: responded to in time, waiting, and late."""

    def look() -> Look:
        clerk, now = make_clerk(), timezone.now()
        key = make_key()
        for number, days in enumerate((0, 3, 3)):
            content = their_package(package_id=UUID(int=100 + number))
            transfer, _ = services.receive(content, key=key, at=now - timedelta(days=days))
            if number == 1:
                review.take(transfer.filing_id, by=clerk, at=now - timedelta(days=2))
        return clerk if role == Role.CLERK else make_user(role), reverse("filings:transfers") + "?tab=in"

    return look


CROSS_REGION_PAGES: dict[str, Callable[[], Look]] = {
    "courts": _directory("courts"),
    "courts-none": _directory("courts", "?q=没有这样的法院"),
    "right-court": _directory("right-court"),
    "right-court-answer": _directory("right-court", DISPUTE),
    "transfer-start": _start,
    "transfer-preparing": _mine(make_preparing),
    "transfer-sent": _mine(_sent),
    "transfer-asked": _mine(_asked),
    "transfer-correct": _correction,
}
CROSS_REGION_DESK: dict[str, Callable[[], Look]] = {
    "transfers": _list,
    "transfers-in": _responses(Role.CLERK),
    "transfers-in-supervisor": _responses(Role.SUPERVISOR),
    "transfer-window": _window_start,
    "transfer-window-visit": _visitor("transfer-window"),
    "transfer-visit": _visitor("window-visit"),
    "transfer-visit-desk": _visitor("transfer-desk"),
    "transfer-desk": _desk(make_ready),
    "transfer-unsent": _desk(_unsent),
    "transfer-desk-asked": _desk(make_asked),
}
