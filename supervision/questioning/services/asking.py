"""开始询问: everybody drawn who has a mobile number gets a link; the others are called."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from gangcheng_court.core.accounts.identity import MOBILE
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.notices import outbox
from gangcheng_court.errors import WrongState
from supervision.questioning import links, numbers, permissions
from supervision.questioning.models import Invitation, Questioning, Start


@transaction.atomic
def start(questioning_id: int, *, by: User, at: datetime) -> Start:
    """Text the links, outside the quiet hours. A second time is refused; so is a draw that was drawn again."""
    permissions.require_inspector(by)
    questioning = Questioning.objects.select_for_update(of=("self",)).get(pk=questioning_id)
    if Start.objects.filter(questioning=questioning).exists():
        raise WrongState("这次询问已经开始。")
    if Questioning.objects.filter(redraws=questioning).exists():
        raise WrongState("这次抽取已经作废，请打开重新抽取的那一次。")
    if at >= questioning.ends_at:
        raise WrongState("回答的期限已经过了，请重新抽取。")
    texts = 0
    for member in questioning.members.filter(place__isnull=False).order_by("place"):
        if MOBILE.fullmatch(member.phone):
            token = numbers.new_token()
            Invitation.objects.create(member=member, token_hash=numbers.token_hash(token), sent_at=at)
            outbox.queue_text(
                "supervision/questioning_invitation",
                phone=member.phone,
                about=questioning.number,
                once=f"questioning:{questioning.number}:{member.place}",
                at=at,
                context={"link": f"{settings.SITE_URL}{links.answer(token)}"},
                confidential=True,
            )
            texts += 1
    return Start.objects.create(questioning=questioning, by=by, at=at, texts=texts)
