"""Every page that is looked at by `test_pages_look_right.py`: one line each, added by whoever builds the page.

A line is a name and a function that makes what the page needs and answers who looks (None: not signed in) and where.
"""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.audit import reads, sealing
from gangcheng_court.tests.journeys.amenity_pages import AMENITY_DESK, AMENITY_PAGES
from gangcheng_court.tests.journeys.appointment_pages import APPOINTMENT_DESK, APPOINTMENT_PAGES
from gangcheng_court.tests.journeys.assistance_pages import ASSISTANCE_DESK, ASSISTANCE_PAGES
from gangcheng_court.tests.journeys.call_pages import CALL_DESK
from gangcheng_court.tests.journeys.complain_pages import COMPLAIN_PAGES
from gangcheng_court.tests.journeys.complaint_desk_pages import COMPLAINT_DESK
from gangcheng_court.tests.journeys.counter_pages import COUNTER_PAGES
from gangcheng_court.tests.journeys.cross_region_pages import CROSS_REGION_DESK, CROSS_REGION_PAGES
from gangcheng_court.tests.journeys.fee_pages import FEE_PAGES
from gangcheng_court.tests.journeys.filing_pages import FILING_PAGES
from gangcheng_court.tests.journeys.hall_figure_pages import FIGURE_PAGES
from gangcheng_court.tests.journeys.hall_pages import KIOSK_PAGES
from gangcheng_court.tests.journeys.inspection_pages import INSPECTION_PAGES
from gangcheng_court.tests.journeys.interference_pages import INTERFERENCE_PAGES
from gangcheng_court.tests.journeys.knowledge_pages import KNOWLEDGE_DESK, KNOWLEDGE_PAGES
from gangcheng_court.tests.journeys.mediation_pages import MEDIATION_DESK, MEDIATION_PAGES
from gangcheng_court.tests.journeys.pleading_pages import PLEADING_PAGES
from gangcheng_court.tests.journeys.questioning_pages import QUESTIONING_DESK, QUESTIONING_PAGES
from gangcheng_court.tests.journeys.review_pages import REVIEW_PAGES
from gangcheng_court.tests.journeys.screen_pages import SCREEN_PAGES
from gangcheng_court.tests.journeys.supervision_pages import SUPERVISION_PAGES
from gangcheng_court.tests.journeys.ticket_pages import TICKET_DESK, TICKET_PAGES
from gangcheng_court.tests.journeys.watch_pages import WATCH_PAGES
from gangcheng_court.tests.journeys.window_pages import WINDOW_PAGES

Look = tuple[User | None, str]


def _log_digests() -> Look:
    now = timezone.now()
    reads.log(reader=None, what="材料", reference="WS1", at=now - timedelta(days=3))
    for days in (2, 0):
        sealing.seal(at=now - timedelta(days=days))
    return None, reverse("portal:log-digests")


OWN_PAGES: dict[str, Callable[[], Look]] = {
    "home": lambda: (None, reverse("portal:home")),
    "services": lambda: (None, reverse("portal:services")),
    "guide": lambda: (None, reverse("portal:guide", args=["preservation"])),
    "verify": lambda: (None, reverse("portal:verify")),
    "verify-errors": lambda: (None, reverse("portal:verify") + "?code=不是核验码"),
    "accessibility": lambda: (None, reverse("portal:accessibility")),
    "not-found": lambda: (None, "/no-such-page/"),
    "calculator": lambda: (None, reverse("deadlines:calculator")),
    "sign-in": lambda: (None, reverse("account_login")),
    "register": lambda: (None, reverse("account_signup")),
    "register-lawyer": lambda: (None, reverse("account_signup_lawyer")),
    "sign-in-by-code": lambda: (None, reverse("account_request_login_code")),
    "forgotten-password": lambda: (None, reverse("account_reset_password")),
    "promises": lambda: (None, reverse("portal:promises")),
    "log-digests": _log_digests,
    "profile": lambda: (make_user(), reverse("people:profile")),
    "change-password": lambda: (make_user(), reverse("account_change_password")),
    "inbox-empty": lambda: (make_user(), reverse("notices:inbox")),
    "review-queue-empty": lambda: (make_user(Role.CHIEF), reverse("filings:review-queue")),
    "report-empty": lambda: (make_user(Role.SUPERVISOR), reverse("supervision:promise-report")),
}
LISTS = (
    OWN_PAGES,
    AMENITY_DESK,
    AMENITY_PAGES,
    APPOINTMENT_DESK,
    APPOINTMENT_PAGES,
    ASSISTANCE_DESK,
    ASSISTANCE_PAGES,
    CALL_DESK,
    COMPLAIN_PAGES,
    COMPLAINT_DESK,
    COUNTER_PAGES,
    CROSS_REGION_DESK,
    CROSS_REGION_PAGES,
    FEE_PAGES,
    FIGURE_PAGES,
    FILING_PAGES,
    INTERFERENCE_PAGES,
    INSPECTION_PAGES,
    KIOSK_PAGES,
    KNOWLEDGE_DESK,
    KNOWLEDGE_PAGES,
    MEDIATION_DESK,
    MEDIATION_PAGES,
    PLEADING_PAGES,
    QUESTIONING_DESK,
    QUESTIONING_PAGES,
    REVIEW_PAGES,
    SCREEN_PAGES,
    SUPERVISION_PAGES,
    TICKET_DESK,
    TICKET_PAGES,
    WATCH_PAGES,
    WINDOW_PAGES,
)
PAGES = {name: look for pages in LISTS for name, look in pages.items()}
assert len(PAGES) == sum(map(len, LISTS)), "two pages have one name"
