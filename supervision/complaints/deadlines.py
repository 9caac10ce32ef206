"""The limits of a complaint: pure arithmetic, everything given.

登记立案规定 13 (a complaint about filing: 15 days); 信访工作条例 23, 34 (petitions: told in 15 days, ended in 60, once
extended by at most 30). Complaints about conduct keep the settings' terms, 15 days by default.
"""

from collections.abc import Mapping
from datetime import datetime

from gangcheng_court.core.deadlines import periods
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.deadlines.periods import Period
from gangcheng_court.promises import COMPLAINT_ACKNOWLEDGEMENT, COMPLAINT_ANSWER, Promise
from supervision.complaints.enums import Subject

FILING_BASIS, PETITION_TOLD_BASIS, PETITION_BASIS = (
    "登记立案规定第十三条",
    "信访工作条例第二十三条",
    "信访工作条例第三十四条",
)
OWN_BASIS = "本院投诉办理规则"
FILING_DAYS, PETITION_TOLD_DAYS, PETITION_DAYS, EXTENSION_DAYS = 15, 15, 60, 30


def limits(
    subject: str, received: datetime, calendar: Calendar, own: Mapping[str, int]
) -> dict[Promise, tuple[Period, str]]:
    """For each limit its period and the article behind it. `own` is the setting COMPLAINT_TERMS."""
    day = court_date(received)
    if subject == Subject.PETITION:
        return {
            COMPLAINT_ACKNOWLEDGEMENT: (periods.due_days(day, PETITION_TOLD_DAYS, calendar), PETITION_TOLD_BASIS),
            COMPLAINT_ANSWER: (periods.due_days(day, PETITION_DAYS, calendar), PETITION_BASIS),
        }
    is_filing = subject == Subject.FILING
    days = FILING_DAYS if is_filing else own["answer_days"]
    return {
        COMPLAINT_ACKNOWLEDGEMENT: (periods.due_workdays(day, own["acknowledge_workdays"], calendar), OWN_BASIS),
        COMPLAINT_ANSWER: (periods.due_days(day, days, calendar), FILING_BASIS if is_filing else OWN_BASIS),
    }


def extension(ended: datetime, days: int, calendar: Calendar) -> Period:
    """What a petition has more, from the last moment of the limit before (信访工作条例 34)."""
    return periods.due_days(court_date(ended), days, calendar)
