"""回答: one reply a person, by the link or on the telephone; a second is refused, and so is one too late."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.errors import NotYours, Refused, WrongState
from supervision.questioning import numbers, permissions
from supervision.questioning.enums import Channel, Outcome, ReplyKind
from supervision.questioning.models import Answer, CallAttempt, Invitation, Member, Reply, Start


@transaction.atomic
def answer(token: str, answers: Mapping[str, int], *, at: datetime, words: str = "") -> Reply:
    """What the holder of the link says: for each question's code the place of the choice.

    Raises NotYours for an unknown link, WrongState for a second reply or one too late, Refused for an answer that was
    not on the list or a question left out.
    """
    return _reply(_invited(token), ReplyKind.ANSWERED, Channel.LINK, at=at, answers=answers, words=words)


@transaction.atomic
def refuse(token: str, *, at: datetime) -> Reply:
    """The holder of the link would rather not say; nobody asks again."""
    return _reply(_invited(token), ReplyKind.REFUSED, Channel.LINK, at=at)


@transaction.atomic
def called(
    member_id: int,
    outcome: Outcome,
    *,
    by: User,
    at: datetime,
    answers: Mapping[str, int] | None = None,
    words: str = "",
) -> CallAttempt:
    """An inspector's call: not reached, refused, or answered question by question. As `answer` refuses."""
    permissions.require_inspector(by)
    member = _locked(member_id)
    if member.place is None or not Start.objects.filter(questioning=member.questioning_id).exists():
        raise WrongState("这次询问还没有开始。")
    if member.calls.count() >= settings.QUESTIONING_CALLS:
        raise WrongState("这位群众已经拨打过几次，不再打扰。")
    attempt = CallAttempt.objects.create(member=member, by=by, at=at, outcome=outcome)
    if outcome == Outcome.NO_ANSWER:
        _require_open(member, at)
    elif outcome == Outcome.REFUSED:
        _reply(member, ReplyKind.REFUSED, Channel.CALL, at=at, by=by)
    else:
        _reply(member, ReplyKind.ANSWERED, Channel.CALL, at=at, by=by, answers=answers or {}, words=words)
    return attempt


def _invited(token: str) -> Member:
    found = Invitation.objects.filter(token_hash=numbers.token_hash(token)).values_list("member", flat=True).first()
    if found is None:
        raise NotYours
    return _locked(found)


def _locked(member_id: int) -> Member:
    return Member.objects.select_for_update(of=("self",)).select_related("questioning__questions").get(pk=member_id)


def _require_open(member: Member, at: datetime) -> None:
    if Reply.objects.filter(member=member).exists():
        raise WrongState("已经收到回答，不能再改。谢谢。")
    if at >= member.questioning.ends_at:
        raise WrongState("回答的期限已经过了。谢谢。")


def _reply(
    member: Member,
    kind: ReplyKind,
    channel: Channel,
    *,
    at: datetime,
    by: User | None = None,
    answers: Mapping[str, int] | None = None,
    words: str = "",
) -> Reply:
    _require_open(member, at)
    asked = {question["code"]: len(question["choices"]) for question in member.questioning.questions.questions}
    given = dict(answers or {})
    if kind == ReplyKind.ANSWERED and (
        given.keys() != asked.keys() or any(not 0 <= choice < asked[code] for code, choice in given.items())
    ):
        raise Refused("请把每个问题都回答一下，再提交。")
    reply = Reply.objects.create(member=member, kind=kind, channel=channel, at=at, by=by, words=words)
    Answer.objects.bulk_create([Answer(reply=reply, code=code, choice=choice) for code, choice in given.items()])
    return reply
