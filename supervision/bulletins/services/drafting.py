"""起草通报: the figures of a period are read once and written into sections that a person goes on with."""

from datetime import date, datetime

from django.db import transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.errors import Refused
from supervision.bulletins import permissions
from supervision.bulletins.enums import Audience
from supervision.bulletins.models import Bulletin
from supervision.bulletins.services import sources


@transaction.atomic
def draft(*, title: str, audience: Audience, since: date, until: date, by: User, at: datetime) -> Bulletin:
    """A draft with the figures of the period as they stand at `at`.

    Raises NotYours for others than supervisors, Refused for a period that has not begun or that ends before it begins.
    """
    permissions.require_drafter(by)
    if until < since or since > court_date(at):
        raise Refused("通报的期间不对：要已经开始，结束日期不能早于开始日期。")
    span = sources.Span(since, until, at)
    row = Bulletin(
        title=title,
        audience=audience,
        since=since,
        until=until,
        figures=sources.figures(span),
        sections=sources.sections(span),
        read_at=at,
        drafted_by=by,
        drafted_at=at,
        edited_by=by,
        edited_at=at,
    )
    trail.save(row, by=by, because="起草通报", at=at)
    return row
