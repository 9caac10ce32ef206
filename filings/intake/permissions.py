"""Who sees a filing, who may change its draft, and which of the staff must stay away from it.

A draft is changed by its filer, and by staff with whom the filer works on it just now.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from filings.intake.enums import Status
from filings.intake.models import Agent, Assistance, Filing, Party
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.queries import is_related
from gangcheng_court.errors import NotYours, WrongState

READERS_OF_ALL = frozenset({Role.CLERK, Role.CHIEF, Role.SUPERVISOR})
"""Staff who see every filing once it has been submitted."""
HELPERS = frozenset({Role.CLERK, Role.CHIEF, Role.OPERATOR})
"""Staff who may help a citizen fill in a draft, once the citizen has opened it to them."""


def visible_to(user: User) -> QuerySet[Filing]:
    """The filings this person may read: one's own, and for the filing and supervision staff all that were submitted."""
    if not user.is_authenticated:
        return Filing.objects.none()
    if user.role in READERS_OF_ALL:
        return Filing.objects.to_file().filter(Q(number__isnull=False) | Q(filer=user))
    return Filing.objects.to_file().filter(filer=user)


def own_filings(user: User) -> QuerySet[Filing]:
    """What this person has filed or is filing, and the 答辩状 being written, without discarded drafts."""
    return Filing.objects.filter(filer_id=user.pk).exclude(status=Status.WITHDRAWN, number__isnull=True)


def drafts_of(user: User) -> QuerySet[Filing]:
    """What this person may still fill in: drafts, and filings whose correction is open."""
    return Filing.objects.to_file().filter(filer_id=user.pk, status__in=[Status.DRAFT, Status.CORRECTION])


def helped_by(user: User, at: datetime) -> QuerySet[Filing]:
    """The drafts and open corrections of others that are open to this member of staff at that moment."""
    if user.role not in HELPERS:
        return Filing.objects.none()
    opened = Assistance.objects.open_at(at).filter(helper_id=user.pk)
    return Filing.objects.filter(pk__in=opened.values("filing"), status__in=[Status.DRAFT, Status.CORRECTION])


def workable_by(user: User, at: datetime) -> QuerySet[Filing]:
    """One's own filings, and what `helped_by` names."""
    own = own_filings(user)
    return own | helped_by(user, at) if user.role in HELPERS else own


def require_worker(user: User, filing: Filing, at: datetime) -> None:
    """Raises NotYours unless `user` filed it or helps its filer with it at that moment."""
    if filing.filer_id != user.pk and not helped_by(user, at).filter(pk=filing.pk).exists():
        raise NotYours("没有找到这份立案申请。")


def require_filer(user: User, filing: Filing) -> None:
    """Raises NotYours unless `user` filed it."""
    if filing.filer_id != user.pk:
        raise NotYours("没有找到这份立案申请。")


def is_open(filing: Filing, target: str) -> bool:
    """May the filer change `target` (`slot:…`, `party:…`, `task:…`) now? A draft is open, else what was asked for."""
    return filing.status == Status.DRAFT or covers(filing.open_targets, target)


def covers(targets: Collection[str], target: str) -> bool:
    """Whether `target` lies in one of `targets`: `task:parties` holds every party, `task:materials` every slot."""
    wider = {"party": "task:parties", "slot": "task:materials"}.get(target.partition(":")[0])
    return target in targets or wider in targets


def require_open(filing: Filing, target: str) -> None:
    """Raises WrongState unless `is_open(filing, target)`."""
    if not is_open(filing, target):
        raise WrongState("这部分内容现在不能修改。已提交的申请只能修改补正通知中列明的内容。")


def conflict(user: User, filing: Filing) -> str:
    """The sentence by which this person must stay away from the filing, or ''."""
    return conflict_with(user, list(_people(filing)))


def conflict_with(user: User, people: Sequence[Party | Agent | User]) -> str:
    """The sentence by which this person must stay away from a matter of `people`, or ''.

    A person is recognised by the keyed hash of the identity number where both sides have one, otherwise by name:
    a namesake stays away too, and the chief assigns another.
    """
    if user in people or any(_same(user, person) for person in people):
        return "您是本件的当事人或者代理人，依法应当回避，不能查看或者办理。请由其他人员办理。"
    names, numbers = [person.name for person in people], [person.id_number for person in people]
    if is_related(user, names=names, id_numbers=numbers):
        return "您申报的近亲属与本件当事人或者代理人相符，依法应当回避。请由其他人员办理。"
    return ""


def _people(filing: Filing) -> Iterator[Party | Agent | User]:
    yield filing.filer
    yield from filing.parties.all()
    yield from Agent.objects.filter(party__filing=filing)


def _same(one: User, other: Party | Agent | User) -> bool:
    if one.id_number_hash and other.id_number_hash:
        return one.id_number_hash == other.id_number_hash
    return bool(one.name) and one.name == other.name
