"""Needs remembered for the next visit: only with separate consent, gone at once when it is taken back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accessibility.assistance.enums import Help
from accessibility.assistance.models import RememberedNeed
from gangcheng_court.core.accounts.models import User
from gangcheng_court.errors import Refused

CONSENT_LINES = (
    "我同意法院记住我勾选的帮助。",
    "用途：下次来法院时提前准备，不用我再说一遍。",
    "谁能看到：只有立案窗口为我服务的工作人员。",
    "不记录：我为什么需要帮助，有没有残疾或者疾病。",
    "怎么收回：在本页点“删除”，马上删掉。",
    "不同意或者收回，都不影响得到帮助。",
)
CONSENT = "\n".join(CONSENT_LINES)
"""个人信息保护法 28–30: what for, who sees it, how to take it back; kept with the row as it was agreed to."""


@transaction.atomic
def remember(person: User, kinds: Iterable[str], *, consents: bool, at: datetime) -> RememberedNeed:
    """Keep these kinds of help, in place of those kept before. Refused without consent (个人信息保护法 29)."""
    chosen = [help for help in Help.values if help in set(kinds) and help != Help.HOME_VISIT]
    if not consents:
        raise Refused("没有勾选同意，法院不会记住。")
    if not chosen:
        raise Refused("请先勾选要记住的帮助。")
    row, _ = RememberedNeed.objects.update_or_create(
        person=person, defaults={"kinds": chosen, "consented_at": at, "consent_words": CONSENT}
    )
    return row


def forget(person: User) -> bool:
    """Take the consent back: the row is deleted at once, and nothing of it is kept. False when there was none."""
    return bool(RememberedNeed.objects.filter(person=person).delete()[0])
