"""The schedule of Celery beat, as reviewed code. Each entry says why it runs and why this often.

Every task named here may run twice, late or side by side without harm (see each task's first lines).
"""

from datetime import timedelta
from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, Any]] = {
    "heartbeat": {
        # `/health/` is red a minute after the last one: four chances before it is.
        "task": "gangcheng_court.portal.health.tasks.heartbeat",
        "schedule": timedelta(seconds=15),
        "options": {"expires": 15},
    },
    "deliver notices": {
        # Each commit wakes the worker by itself; this finds what that lost (broker down), what is due to be tried
        # again, and what waited for the morning. Half a minute keeps a lost sign-in code useful.
        "task": "notices.deliver",
        "schedule": timedelta(seconds=30),
    },
    "print pleadings": {
        # Each asking wakes the worker by itself; this finds what that lost (broker down, worker killed). Whoever
        # waits before the page has it within half a minute all the same.
        "task": "pleadings.print",
        "schedule": timedelta(seconds=30),
    },
    "warn of decisions": {
        # Limits in days and the warnings three hours before one in hours both bear ten minutes; each goes out once.
        "task": "filings.review.tasks.warn_of_decisions",
        "schedule": timedelta(minutes=10),
    },
    "remind of corrections": {
        # Counted in days as well; each reminder goes out once.
        "task": "filings.review.tasks.remind_of_corrections",
        "schedule": timedelta(minutes=10),
    },
    "expire mediations": {
        # What nobody extended is given back to registration half an hour ahead of the end: six tries.
        "task": "filings.mediation.tasks.expire_mediations",
        "schedule": timedelta(minutes=5),
    },
    "exchange with other courts": {
        # Each hand-over wakes the worker by itself; this finds what that lost, what is due to be tried again, and
        # whose answer is due to be asked for. A person may be waiting at the window.
        "task": "cross_region.exchange",
        "schedule": timedelta(minutes=1),
    },
    "remind of payments": {
        # Counted in days; each reminder goes out once.
        "task": "filings.fees.tasks.remind_of_payments",
        "schedule": timedelta(minutes=10),
    },
    "hand over tickets": {
        # At the close of business what is left is handed over within a minute, hours ahead of midnight.
        "task": "hotline.tickets.tasks.hand_over_rest",
        "schedule": timedelta(minutes=1),
    },
    "urge late tickets": {
        # Limits in days bear ten minutes; each stage of each limit is told once.
        "task": "hotline.tickets.tasks.urge",
        "schedule": timedelta(minutes=10),
    },
    "call back who was missed": {
        # The event that says a call was missed opens its call-back at once; this finds the calls of which the exchange
        # told the end alone, a minute later.
        "task": "calls.open_call_backs",
        "schedule": timedelta(minutes=1),
    },
    "remind of articles to review": {
        # Review dates are days; in the morning whoever must look again is at work. Each reminder goes out once.
        "task": "hotline.knowledge.tasks.remind_of_reviews",
        "schedule": crontab(hour=9, minute=5),
    },
    "tell who is nearly called": {
        # Whoever waits outside needs the minutes it takes to walk back.
        "task": "accessibility.queue.tasks.tell_who_is_near",
        "schedule": timedelta(seconds=20),
    },
    "tell of long waits": {
        # The chief opens another window while whoever waits is still there; each number is told of once.
        "task": "accessibility.queue.tasks.tell_of_long_waits",
        "schedule": timedelta(minutes=1),
    },
    "end the hall's days": {
        # Numbers end with their day; five minutes after midnight nobody stands at a window.
        "task": "accessibility.queue.tasks.end_days",
        "schedule": crontab(hour=0, minute=5),
    },
    "remind of appointments": {
        # A reminder on the working day before bears a quarter of an hour; each goes out once.
        "task": "accessibility.queue.tasks.remind_of_appointments",
        "schedule": timedelta(minutes=15),
    },
    "remind of loans": {
        # The reminder goes out half an hour before the hall closes: five minutes late leave time to bring it back.
        "task": "accessibility.amenities.tasks.remind_of_loans",
        "schedule": timedelta(minutes=5),
    },
    "remind of the round": {
        # From the setting's hour to the close of business; ten minutes late is still the same morning. Told once a day.
        "task": "accessibility.amenities.tasks.remind_of_round",
        "schedule": timedelta(minutes=10),
    },
    "remind of assistance": {
        # The shortest reminder goes out an hour ahead, to people on their way: five minutes late is early enough.
        "task": "accessibility.assistance.tasks.remind",
        "schedule": timedelta(minutes=5),
    },
    "take in complaints from 12368": {
        # 当日转办 ends at midnight, and whoever opens a ticket's complaint sooner pulls it at once: a minute is enough.
        "task": "supervision.complaints.tasks.pull",
        "schedule": timedelta(minutes=1),
    },
    "remind of inspections": {
        # On the planned day, from eight on; ten minutes after an outage is still early. Each visit is told of once.
        "task": "supervision.inspections.tasks.remind_of_visits",
        "schedule": crontab(minute="*/10", hour="8-17"),
    },
    "destroy unsent complaints": {
        # They are promised to be gone after a day; a quarter of an hour more does no harm.
        "task": "supervision.complaints.tasks.destroy_unsent",
        "schedule": timedelta(minutes=15),
    },
    "record breaches": {
        # A broken promise is on record within a minute of its limit; a run that finds nothing costs milliseconds.
        "task": "supervision.breaches.tasks.record_breaches",
        "schedule": timedelta(minutes=1),
    },
    "look back sixty days": {
        # The sweep behind the sweep: whatever the minute's run could have missed is found the same night.
        "task": "supervision.breaches.tasks.look_back",
        "schedule": crontab(hour=3, minute=10),
    },
    "remind of limits": {
        # Reminders are counted in service hours, so ten minutes late is early enough; each goes out once.
        "task": "supervision.breaches.tasks.remind",
        "schedule": timedelta(minutes=10),
    },
    "seal the log": {
        # What is sealed can no longer be changed unseen: nobody has more than a minute.
        "task": "portal.seal_log",
        "schedule": timedelta(minutes=1),
    },
    "verify the log": {
        # It reads every sealed row, so it runs when nobody waits; a change is known the next morning.
        "task": "portal.verify_log",
        "schedule": crontab(hour=4, minute=10),
    },
    "remind of 三个规定 months": {
        # A month's answer is a matter of days: told in the morning, each stage of each month once to each person.
        "task": "supervision.interference.tasks.remind_of_months",
        "schedule": crontab(hour=9, minute=15),
    },
    "work the indicators out": {
        # Once a night, over whole days; after midnight no desk writes, and the month's last day is over.
        "task": "supervision.watch.tasks.compute",
        "schedule": crontab(hour=1, minute=30),
    },
    "urge alarms": {
        # Limits in working days bear an hour; each person is told once ahead and once after.
        "task": "supervision.watch.tasks.urge",
        "schedule": crontab(minute=20),
    },
    "urge explanations": {
        # Limits of a working day, urged in service hours: ten minutes late is early enough; each stage is told once.
        "task": "supervision.breaches.tasks.urge_explanations",
        "schedule": timedelta(minutes=10),
    },
    "make reports": {
        # Each asking wakes the worker by itself; this finds what that lost, and forgets what expired.
        "task": "board.make_reports",
        "schedule": timedelta(minutes=1),
    },
    "send daily lists": {
        # From the setting's hour (8:00) on; five minutes late the president still reads it before work. Once a day.
        "task": "board.send_daily_lists",
        "schedule": timedelta(minutes=5),
    },
    "report of the month": {
        # From the first working day on; an hour is early enough for a month. Made once.
        "task": "board.make_monthly_report",
        "schedule": timedelta(hours=1),
    },
    "ask for the year's calendar": {
        # The State Council publishes once a year, in the last quarter; whoever must enter it is asked once a week.
        "task": "portal.check_calendar_year",
        "schedule": crontab(hour=9, minute=0),
    },
    "forget what ended": {
        # Nobody can use them any more; the night keeps the tables small.
        "task": "portal.forget_what_ended",
        "schedule": crontab(hour=3, minute=40),
    },
}
