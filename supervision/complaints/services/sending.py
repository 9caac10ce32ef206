"""A draft becomes a complaint: once, however often it is sent."""

from datetime import datetime
from typing import Any

from django.db import transaction

from gangcheng_court.core.accounts.models import Department
from gangcheng_court.errors import Refused
from supervision.complaints.enums import Mode, Source, Subject
from supervision.complaints.models import ComplaintDraft
from supervision.complaints.rules import way
from supervision.complaints.services import drafting
from supervision.complaints.services.receiving import NewComplaint, Receipt, receive, received_before


@transaction.atomic
def send(code: str, *, key: str, at: datetime) -> Receipt:
    """Receive the draft of this code and destroy it.

    A second sending of the same form (its `key`) gets the first one's receipt. Refused for a draft that is gone
    otherwise, or not complete.
    """
    try:
        draft = drafting.locked(code, at=at)
    except Refused:
        if before := received_before(key, at=at):
            return before
        raise
    answers = drafting.answers_of(draft)
    if way.first_open(answers) != way.CHECK:
        raise Refused("还有没填的内容，请回到前面填写。")
    new = as_complaint(answers, draft)
    return receive(new, by=None, at=at, once=answers[drafting.KEY])


def as_complaint(answers: dict[str, Any], draft: ComplaintDraft) -> NewComplaint:
    """What a locked, complete draft says; its files are taken over."""
    whom, what, contact = answers[way.WHOM], answers[way.WHAT], answers.get(way.CONTACT, {})
    return NewComplaint(
        mode=Mode(answers[way.MODE]["mode"]),
        source=Source.WEB,
        subject=Subject(what["subject"]),
        text=f"时间：{what['when']}\n{what['text']}" if what["when"] else what["text"],
        case_number=what["case_number"] or whom["matter"],
        about_name=whom["about_name"],
        about_department=Department.objects.filter(pk=whom["department"] or None).first(),
        about_promise=whom["promise"],
        name=contact.get("name", ""),
        phone=contact.get("phone", ""),
        address=contact.get("address", ""),
        files=drafting.take_over(draft),
    )
