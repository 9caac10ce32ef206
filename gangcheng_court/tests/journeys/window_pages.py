"""The window's pages, those of help side by side, and the judge's."""

from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone

from filings.callers.tests.builders import make_check
from filings.intake.tests.builders import make_complete_draft, make_draft
from filings.review.tests.builders import make_chief, make_clerk, make_enforcement, make_inquiry, make_waiting
from filings.window import services
from filings.window.tests.builders import make_assistance, make_visit
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_no_phone, make_user

Look = tuple[User | None, str]


def _person() -> Look:
    clerk, now = make_clerk(), timezone.now()
    visit = services.begin("欧阳玥喆", by=clerk, at=now)
    services.identify(visit.pk, phone=make_user().phone, by=clerk, at=now)
    return clerk, reverse("filings:window-visit", args=[visit.pk])


def _no_phone() -> Look:
    clerk = make_clerk()
    return clerk, reverse("filings:window-no-phone", args=[services.begin("欧阳玥喆", by=clerk, at=timezone.now()).pk])


def _dictating(filer: User | None = None) -> Look:
    clerk, now = make_clerk(), timezone.now()
    visit = make_visit(clerk, filing=make_complete_draft(filer=filer, at=now), at=now)
    services.make_record(visit.pk, by=clerk, at=now)
    return clerk, reverse("filings:window-visit", args=[visit.pk])


def _received() -> Look:
    clerk, now = make_clerk(), timezone.now()
    visit = make_visit(clerk, filing=make_complete_draft(at=now), at=now)
    services.hand_in_on_site(visit.pk, by=clerk, at=now)
    return clerk, reverse("filings:window-visit", args=[visit.pk])


def _book() -> Look:
    clerk, now = make_clerk(), timezone.now()
    for name, reason in (("张玥喆", "只是来咨询管辖，已经告知向济南市莱芜区人民法院提出"), ("李建国", "")):
        visit = services.begin(name, by=clerk, at=now)
        if reason:
            services.end_visit(visit.pk, by=clerk, at=now, reason=reason)
    return make_chief(), reverse("filings:window-book")


def _helping() -> Look:
    operator = make_user(Role.OPERATOR)
    row = make_assistance(operator, filing=make_complete_draft(at=timezone.now()), at=timezone.now())
    return operator, reverse("filings:assistance", args=[row.pk])


def _choosing() -> Look:
    operator = make_user(Role.OPERATOR)
    row = make_assistance(operator, citizen=make_draft().filer, at=timezone.now())
    return operator, reverse("filings:assistance", args=[row.pk])


def _asking() -> Look:
    draft = make_draft()
    make_assistance(make_user(Role.OPERATOR), filing=draft, at=timezone.now())
    return draft.filer, reverse("filings:draft-help", args=[draft.draft_code])


def _inquiry() -> Look:
    clerk = make_clerk()
    inquiry = make_inquiry(make_enforcement(clerk), by=clerk)
    return make_user(Role.JUDGE), reverse("filings:inquiry", args=[inquiry.pk])


def _caller() -> Look:
    operator, now = make_user(Role.OPERATOR), timezone.now()
    return operator, reverse("filings:caller-case", args=[make_check(operator, make_waiting(at=now), at=now).pk])


def _inquiries() -> Look:
    clerk = make_clerk()
    answered = make_inquiry(make_enforcement(clerk), by=clerk)
    make_inquiry(make_enforcement(clerk), by=clerk)
    judge = make_user(Role.JUDGE)
    answered.answered_at, answered.answered_by = timezone.now(), judge
    answered.save()
    return judge, reverse("filings:inquiries")


WINDOW_PAGES: dict[str, Callable[[], Look]] = {
    "window": lambda: (make_clerk(), reverse("filings:window")),
    "window-person": _person,
    "window-no-phone": _no_phone,
    "window-dictating-no-phone": lambda: _dictating(make_no_phone()),
    "window-dictating": _dictating,
    "window-received": _received,
    "window-book": _book,
    "assistances": lambda: (make_user(Role.OPERATOR), reverse("filings:assistances")),
    "assistance-choosing": _choosing,
    "assistance": _helping,
    "draft-help": _asking,
    "caller-check": lambda: (make_user(Role.OPERATOR), reverse("filings:caller-check")),
    "caller-case": _caller,
    "inquiry": _inquiry,
    "inquiries": _inquiries,
}
