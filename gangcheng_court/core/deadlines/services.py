"""What an administrator decides about the calendar."""

from datetime import datetime

from django.db import transaction

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import require_role
from gangcheng_court.core.deadlines import calendar as legal_calendar
from gangcheng_court.core.deadlines import recalculation
from gangcheng_court.core.deadlines.gazette import Gazette
from gangcheng_court.core.deadlines.models import CalendarNotice, CalendarOverride
from gangcheng_court.errors import Refused


def enter_notice(year: int, *, gazette: Gazette, source: str, by: User, at: datetime) -> int:
    """Enter the State Council's notice for `year` and move the running limits it changes; returns how many moved.

    Only an administrator. A year that is published already is refused: single days are corrected one by one.
    """
    require_role(by, Role.ADMINISTRATOR)
    _write_notice(year, gazette, source, by, at)
    return recalculation.recalculate(by=by, at=at, because=f"录入{year}年放假安排（{source}）")


@transaction.atomic
def _write_notice(year: int, gazette: Gazette, source: str, by: User, at: datetime) -> None:
    _, is_new = CalendarNotice.objects.get_or_create(
        year=year, defaults={"source": source, "entered_by": by, "entered_at": at}
    )
    if not is_new or legal_calendar.FIRST_YEAR <= year <= legal_calendar.LAST_YEAR:
        raise Refused(f"{year}年的放假安排已经有了。个别日期有变化的，请在“日历调整”中逐日修改。")
    for override in gazette.overrides(source):
        CalendarOverride.objects.update_or_create(
            date=override.date, defaults={"is_workday": override.is_workday, "source": override.source}
        )
