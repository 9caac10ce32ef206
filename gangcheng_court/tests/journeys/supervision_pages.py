"""The pages of supervision that are looked at."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from filings.review.models import ReviewLimit
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from supervision.board.enums import JobState
from supervision.board.tests.builders import make_daily_list, make_job, make_month
from supervision.breaches.models import Breach, Cause, Explanation
from supervision.breaches.tests.builders import make_breach, make_explained, make_limit
from supervision.bulletins.enums import Audience
from supervision.bulletins.enums import Status as BulletinStatus
from supervision.bulletins.tests.builders import make_bulletin
from supervision.rectification.enums import Status as OrderStatus
from supervision.rectification.models import Order
from supervision.rectification.tests.builders import make_order


def _breach(clerk: User) -> Breach:
    return make_breach(timezone.now() - timedelta(hours=1), responsible=clerk)


def _report() -> tuple[User, str]:
    clerk = make_user(Role.CLERK, department=make_department())
    now = timezone.now()
    for day in range(1, 40, 3):
        make_limit(now - timedelta(days=day), met_at=now - timedelta(days=day + day % 2), responsible=clerk)
    said = _breach(clerk)
    Explanation.objects.create(breach=said, cause=Cause.WORKLOAD, words="当日收件较多。", by=clerk, at=now)
    return make_user(Role.SUPERVISOR), f"{reverse('supervision:promise-report')}?since=2026-01-01"


def _breaches() -> tuple[User, str]:
    clerk = make_user(Role.CLERK, department=make_department())
    _breach(clerk)
    return clerk, reverse("supervision:breaches")


def _explain() -> tuple[User, str]:
    clerk = make_user(Role.CLERK, department=make_department())
    return clerk, reverse("supervision:breach", args=[_breach(clerk).pk])


def _read() -> tuple[User, str]:
    breach = _breach(make_user(Role.CLERK, department=make_department()))
    return make_user(Role.SUPERVISOR), reverse("supervision:breach", args=[breach.pk])


def _judge() -> tuple[User, str]:
    breach = make_explained(
        timezone.now() - timedelta(days=2), responsible=make_user(Role.CLERK, department=make_department())
    )
    return make_user(Role.SUPERVISOR), reverse("supervision:breach", args=[breach.pk])


def _order(status: OrderStatus = OrderStatus.ORDERED) -> Order:
    owner = make_user(Role.CLERK, department=make_department())
    earlier = make_order(owner, topic="着装", status=OrderStatus.CLOSED, title="窗口人员没有按规定着装")
    return make_order(
        owner,
        topic="着装",
        title="窗口人员没有按规定着装",
        requirement="全部按规定着装，拍照说明。",
        repeats=earlier,
        status=status,
        due_at=timezone.now() + timedelta(days=3),
    )


def _orders() -> tuple[User, str]:
    _order()
    return make_user(Role.SUPERVISOR), reverse("supervision:rectifications")


def _report_order() -> tuple[User, str]:
    order = _order()
    return order.owner, reverse("supervision:rectification", args=[order.number])


def _recheck() -> tuple[User, str]:
    order = _order(OrderStatus.REPORTED)
    return make_user(Role.SUPERVISOR), reverse("supervision:rectification", args=[order.number])


def _bulletins() -> tuple[User, str]:
    make_bulletin(BulletinStatus.PUBLISHED)
    make_bulletin(BulletinStatus.SUBMITTED)
    return make_user(Role.SUPERVISOR), reverse("supervision:bulletins")


def _bulletin(route: str, status: BulletinStatus) -> tuple[User, str]:
    return make_user(Role.SUPERVISOR), reverse(f"supervision:{route}", args=[make_bulletin(status).pk])


def _public_bulletin() -> tuple[None, str]:
    row = make_bulletin(BulletinStatus.PUBLISHED, audience=Audience.PUBLIC)
    return None, reverse("supervision:bulletin-public", args=[row.pk])


def _public_bulletins() -> tuple[None, str]:
    make_bulletin(BulletinStatus.PUBLISHED, audience=Audience.PUBLIC)
    return None, reverse("supervision:bulletins-public")


def _limits() -> tuple[User, list[ReviewLimit]]:
    """Half a year of limits, kept and broken, and some that end today."""
    clerk = make_user(Role.CLERK, department=make_department(), name="孙书记员")
    now = timezone.now()
    for day in range(1, 180, 4):
        due = now - timedelta(days=day)
        make_limit(due, met_at=due - timedelta(hours=5) if day % 3 else due + timedelta(hours=9), responsible=clerk)
    make_breach(now - timedelta(hours=2), responsible=clerk)
    return clerk, [make_limit(now + timedelta(minutes=minutes), responsible=clerk) for minutes in (5, 50)]


def _board() -> tuple[User, str]:
    _limits()
    return make_user(Role.SUPERVISOR), reverse("supervision:board")


def _items() -> tuple[User, str]:
    _limits()
    return make_user(Role.SUPERVISOR), f"{reverse('supervision:items')}?period=year&promise=three_day_review"


def _timeline() -> tuple[User, str]:
    clerk, _ = _limits()
    breach = Breach.objects.get(responsible=clerk)
    Explanation.objects.create(breach=breach, cause=Cause.WORKLOAD, words="当日收件较多。", by=clerk, at=timezone.now())
    return make_user(Role.SUPERVISOR), reverse("supervision:timeline", args=[breach.promise, breach.reference])


def _owed() -> tuple[User, str]:
    clerk, _ = _limits()
    return clerk, reverse("supervision:owed")


def _daily() -> tuple[User, str]:
    _limits()
    reader = make_user(Role.SUPERVISOR)
    make_daily_list(reader)
    return reader, reverse("supervision:daily")


def _monthly() -> tuple[User, str]:
    make_month()
    return make_user(Role.SUPERVISOR), reverse("supervision:monthly-reports")


def _job(state: str) -> tuple[User, str]:
    reader = make_user(Role.SUPERVISOR)
    return reader, reverse("supervision:report-job", args=[make_job(reader, state, percent=40).pk])


def _history() -> tuple[None, str]:
    _limits()
    return None, reverse("portal:promise-history")


SUPERVISION_PAGES: dict[str, Callable[[], tuple[User | None, str]]] = {
    "report": _report,
    "report-errors": lambda: (
        make_user(Role.SUPERVISOR),
        f"{reverse('supervision:promise-report')}?since=2026-11-30&until=2026-11-01",
    ),
    "breaches": _breaches,
    "board": _board,
    "board-errors": lambda: (make_user(Role.SUPERVISOR), f"{reverse('supervision:board')}?period=custom"),
    "board-items": _items,
    "board-timeline": _timeline,
    "board-owed": _owed,
    "board-daily": _daily,
    "board-monthly": _monthly,
    "board-job": lambda: _job(JobState.RUNNING),
    "board-job-done": lambda: _job(JobState.DONE),
    "promise-history": _history,
    "breach-explain": _explain,
    "breach-read": _read,
    "breach-judge": _judge,
    "rectifications": _orders,
    "rectification-new": lambda: (make_user(Role.SUPERVISOR), reverse("supervision:rectification-new")),
    "rectification-report": _report_order,
    "rectification-recheck": _recheck,
    "bulletins": _bulletins,
    "bulletin-new": lambda: (make_user(Role.SUPERVISOR), reverse("supervision:bulletin-new")),
    "bulletin-edit": lambda: _bulletin("bulletin-edit", BulletinStatus.DRAFT),
    "bulletin-approve": lambda: _bulletin("bulletin", BulletinStatus.SUBMITTED),
    "bulletins-public": _public_bulletins,
    "bulletin-public": _public_bulletin,
}
