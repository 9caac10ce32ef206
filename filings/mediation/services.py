"""诉前调解: offered neutrally, begun only when everybody agreed, ended by agreement, refusal or the clock.

Until a mediator has accepted, the review and its limits run on. Whatever fails goes back to the review desk by
itself, with the original submission time (民事诉讼法 125; 特邀调解规定 11–27; 在线调解规则 15–25). Locks: the filing
first, then its mediation.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from filings.intake import services as intake
from filings.intake import workflow as filing_workflow
from filings.intake.enums import CLOSED, MediationWish, Side, Status
from filings.intake.kinds import Task
from filings.intake.models import Filing, Party
from filings.intake.permissions import require_filer
from filings.mediation import deadlines, links, queries, rules, workflow
from filings.mediation.enums import Means, Stage, Step
from filings.mediation.models import Mediation, MediationTerm, PartyWord
from filings.review import rounds
from filings.review.enums import Outcome
from filings.review.permissions import require_reviewer
from filings.review.services import telling
from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import calendar, obligations
from gangcheng_court.core.deadlines.periods import Period
from gangcheng_court.errors import Refused, WrongState
from gangcheng_court.promises import MEDIATION_TERM

LONGEST_EXTENSION_DAYS = 60
CONFIRMATION = "judicial_confirmation"
COPIED = (
    *("kind", "name", "sex", "birth_on", "ethnicity", "occupation", "employer", "domicile", "phone", "id_kind"),
    *("id_number", "credit_code", "legal_representative", "representative_title"),
)
"""What an applicant for confirmation takes over from the party of the mediation."""


@dataclass(frozen=True)
class Said:
    """A party's word: on which step, yes or no, how and when; `days` with a yes to a longer term."""

    step: Step
    agrees: bool
    means: Means
    said_at: datetime
    days: int | None = None


@transaction.atomic
def offer(filing_id: int, *, by: User, at: datetime) -> Mediation:
    """Ask the parties whether they want to mediate first; the review goes on meanwhile.

    Refused for a kind without mediation, for a filer who has said no, and a second time. A filer who said yes when
    filing has given consent with the submission.
    """
    filing = Filing.objects.locked(filing_id)
    rounds.in_hand(filing, by=by)
    if not filing.kind_data.mediation:
        raise Refused(f"{filing.kind_data.title}不适用诉前调解。")
    if filing.mediation_wish == MediationWish.NO:
        raise Refused("申请人已经表示不愿意先行调解，不得再要求调解，请直接审核。")
    if Mediation.objects.filter(filing=filing).exists():
        raise WrongState("这份申请已经征求过调解意见，不能再次进行诉前调解。")
    mediation = Mediation(filing=filing, offered_by=by, offered_at=at)
    trail.save(mediation, by=by, because="征求调解意见", at=at)
    if filing.mediation_wish == MediationWish.YES:
        for party in filing.parties.filter(side=Side.PLAINTIFF):
            _write(mediation, party, Said(Step.START, True, Means.ONLINE, filing.submitted_at), by=filing.filer, at=at)
    telling.filer(filing, "mediation_offered", key=filing.number, at=at, url=links.mine(filing))
    return mediation


@transaction.atomic
def answer(
    mediation_id: int, *, step: Step, agrees: bool, by: User, at: datetime, days: int | None = None
) -> Mediation:
    """The filer's own word, online, for every party on the filer's side."""
    filing, mediation = _locked(mediation_id)
    require_filer(by, filing)
    said = Said(step, agrees, Means.ONLINE, at, days)
    for party in filing.parties.filter(side=Side.PLAINTIFF):
        _write(mediation, party, _allowed(mediation, said), by=by, at=at)
    _follow(filing, mediation, said, by=by, at=at)
    return mediation


@transaction.atomic
def record(mediation_id: int, *, party_id: int, said: Said, by: User, at: datetime) -> Mediation:
    """The clerk writes down what a party said, how and when. Refused for a time in the future or before the offer."""
    filing, mediation = _locked(mediation_id)
    require_reviewer(by, filing)
    if not mediation.offered_at.replace(second=0, microsecond=0) <= said.said_at <= at:
        raise Refused("表示意见的时间应当在征求意见之后、现在之前，请核对。")
    _write(mediation, filing.parties.get(pk=party_id), _allowed(mediation, said), by=by, at=at)
    _follow(filing, mediation, said, by=by, at=at)
    return mediation


@transaction.atomic
def assign(mediation_id: int, *, mediator_id: int, by: User, at: datetime) -> Mediation:
    """Choose a mediator of the roster. Refused before everybody agreed, and for one with an interest in the matter."""
    filing, mediation = _locked(mediation_id)
    require_reviewer(by, filing)
    parties = _parties(filing)
    if not rules.all_agree(parties, mediation.words.all(), Step.START):
        raise Refused("还有当事人没有同意先行调解，不能指派调解员。各方的同意都要有记录。")
    mediator = queries.roster().get(pk=mediator_id)
    if reason := rules.conflict(mediator, parties):
        raise Refused(reason)
    workflow.move(mediation, Stage.ASSIGNED)
    mediation.mediator = mediator
    trail.save(mediation, by=by, because=f"指派调解员{mediator}", at=at, fields=["status", "mediator"])
    return mediation


@transaction.atomic
def begin(mediation_id: int, *, by: User, at: datetime) -> Mediation:
    """The mediator has accepted at `at`: the term starts, the review round ends, the filing is in mediation."""
    filing, mediation = _locked(mediation_id)
    round_ = rounds.in_hand(filing, by=by)
    workflow.move(mediation, Stage.RUNNING)
    mediation.accepted_at = at
    trail.save(mediation, by=by, because="调解员接受委派", at=at, fields=["status", "accepted_at"])
    _open_term(mediation, deadlines.mediation_period(at, calendar.load()), by=by, at=at)
    filing_workflow.move(filing, Status.MEDIATION)
    trail.save(filing, by=by, because=Outcome.MEDIATION.label, at=at, fields=["status"])
    rounds.close(round_, Outcome.MEDIATION, by=by, at=at)
    telling.filer(filing, "mediation_begun", key=filing.number, at=at, url=links.mine(filing), mediation=mediation)
    return mediation


@transaction.atomic
def agree(mediation_id: int, *, agreement: str, undisputed: str = "", by: User, at: datetime) -> Mediation:
    """The parties have settled: the filing ends, nothing is charged, and they may ask for confirmation together."""
    filing, mediation = _locked(mediation_id)
    require_reviewer(by, filing)
    if not agreement.strip():
        raise Refused("请写明调解协议的内容。")
    _end(mediation, Stage.AGREED, agreement, undisputed, by=by, at=at)
    filing_workflow.move(filing, Status.MEDIATED)
    filing.decided_at = at
    trail.save(filing, by=by, because="诉前调解成功", at=at, fields=["status", "decided_at"])
    telling.filer(filing, "mediation_agreed", key=filing.number, at=at, url=links.mine(filing))
    return mediation


@transaction.atomic
def fail(mediation_id: int, *, reason: str, undisputed: str = "", by: User, at: datetime) -> Mediation:
    """Mediation has failed: what was running goes back to be registered. Refused without a reason."""
    filing, mediation = _locked(mediation_id)
    require_reviewer(by, filing)
    if not reason.strip():
        raise Refused("请写明调解不成的原因。")
    _stop(filing, mediation, Stage.FAILED, reason, undisputed, by=by, at=at)
    return mediation


def expire(*, at: datetime) -> int:
    """Give back to registration every mediation whose term ends with nobody's consent to extend it, a little ahead of
    the end; and close what lies open about filings that ended otherwise. Returns how many changed.

    Safe twice and side by side: each is looked at again under its lock. Failures are raised together.
    """
    ending = MediationTerm.objects.open().filter(due_at__lte=at + deadlines.HANDED_ON_AHEAD)
    changed, failures = 0, []
    left = Mediation.objects.filter(ended_at__isnull=True, filing__status__in=CLOSED)
    for mediation_id in {*ending.values_list("mediation", flat=True), *left.values_list("pk", flat=True)}:
        try:
            changed += _expire(mediation_id, at=at)
        except Exception as error:
            error.add_note(str(mediation_id))
            failures.append(error)
    if failures:
        raise ExceptionGroup("some mediations were not handed on", failures)
    return changed


@transaction.atomic
def ask_for_confirmation(mediation_id: int, *, by: User, at: datetime) -> Filing:
    """Open the joint application for 司法确认 with both sides as applicants; asked again, the same draft.

    The application is due within thirty days of the agreement (民事诉讼法 205); it is the parties' own, so it is a
    draft to be completed and handed in.
    """
    filing, mediation = _locked(mediation_id)
    require_filer(by, filing)
    if mediation.status != Stage.AGREED:
        raise WrongState("达成调解协议以后才能申请司法确认。")
    if mediation.confirmation and mediation.confirmation.status != Status.WITHDRAWN:
        return mediation.confirmation
    draft = intake.start(kind=CONFIRMATION, by=by, at=at)
    for party in filing.parties.all():
        fields = {name: getattr(party, name) for name in COPIED}
        intake.save_party(draft.pk, side=Side.PLAINTIFF, by=by, at=at, is_filer=party.is_filer, **fields)
    claim = f"确认各方当事人于 {mediation.ended_at:%Y-%m-%d} 达成的调解协议有效"
    intake.save_answers(draft.pk, task=Task.CAUSE, by=by, at=at, claims=[claim], amount=filing.amount)
    intake.save_answers(draft.pk, task=Task.FACTS, by=by, at=at, facts=mediation.outcome)
    service = {name: getattr(filing, name) for name in ("service_recipient", "service_address", "service_postcode")}
    intake.save_answers(draft.pk, task=Task.SERVICE, by=by, at=at, service_phone=filing.service_phone, **service)
    mediation.confirmation = draft
    trail.save(mediation, by=by, because="申请司法确认", at=at, fields=["confirmation"])
    return draft


@transaction.atomic
def _expire(mediation_id: int, *, at: datetime) -> bool:
    filing, mediation = _locked(mediation_id)
    if mediation.ended_at:
        return False
    if filing.status in CLOSED:
        _end(mediation, Stage.FAILED, f"申请已办结：{filing.get_status_display()}", by=None, at=at)
        return True
    term = mediation.terms.open().first()
    if term is None or term.due_at > at + deadlines.HANDED_ON_AHEAD:
        return False
    _stop(filing, mediation, Stage.EXPIRED, "调解期限届满，各方没有都同意延长。", by=None, at=at)
    return True


def _locked(mediation_id: int) -> tuple[Filing, Mediation]:
    filing = Filing.objects.locked(Mediation.objects.values_list("filing", flat=True).get(pk=mediation_id))
    return filing, Mediation.objects.locked(mediation_id)


def _parties(filing: Filing) -> list[Party]:
    return list(filing.parties.prefetch_related("agents"))


def _allowed(mediation: Mediation, said: Said) -> Said:
    """`said`, when it may be said now; otherwise raises why not. A no to mediating is always heard."""
    wanted = Stage.RUNNING if said.step == Step.EXTENSION else Stage.OFFERED
    refusal = said.step == Step.START and not said.agrees
    if mediation.ended_at or (mediation.status != wanted and not refusal):
        raise WrongState(f"调解目前为“{mediation.get_status_display()}”，不能再表示这项意见。请刷新页面查看。")
    if said.step == Step.EXTENSION and said.agrees and not 1 <= (said.days or 0) <= LONGEST_EXTENSION_DAYS:
        raise Refused(f"请写明同意延长几天，1 至 {LONGEST_EXTENSION_DAYS} 天。")
    return said


def _write(mediation: Mediation, party: Party, said: Said, *, by: User, at: datetime) -> None:
    PartyWord.objects.create(mediation=mediation, party=party, by=by, at=at, **asdict(said))


def _follow(filing: Filing, mediation: Mediation, said: Said, *, by: User, at: datetime) -> None:
    """What a word brings about: a no ends the mediation, the last yes to a longer term extends it."""
    if said.step == Step.START and not said.agrees:
        _stop(filing, mediation, Stage.DECLINED, "有一方不愿意调解。", by=by, at=at)
    elif said.step == Step.EXTENSION and said.agrees:
        _extend_when_all_agree(filing, mediation, by=by, at=at)


def _extend_when_all_agree(filing: Filing, mediation: Mediation, *, by: User, at: datetime) -> None:
    term = mediation.terms.open().get()
    words = list(mediation.words.filter(step=Step.EXTENSION, at__gt=term.started_at))
    if not rules.all_agree(_parties(filing), words, Step.EXTENSION):
        return
    days = min(word.days for word in {word.party_id: word for word in words}.values())
    term.met_at = at
    term.save(update_fields=["met_at"])
    _open_term(mediation, deadlines.extension(at, days, calendar.load()), by=by, at=at)


def _open_term(mediation: Mediation, period: Period, *, by: User, at: datetime) -> None:
    number = mediation.terms.count() + 1
    MediationTerm.objects.create(
        mediation=mediation,
        number=number,
        promise=MEDIATION_TERM.code,
        reference=f"{mediation.filing.number}/T{number}",
        started_at=at,
        responsible=by,
        department=Department.objects.filter(code="filing").first(),
        **obligations.terms(period, rule=MEDIATION_TERM.article, calendar=calendar.load()),
    )


def _stop(
    filing: Filing,
    mediation: Mediation,
    stage: Stage,
    outcome: str,
    undisputed: str = "",
    *,
    by: User | None,
    at: datetime,
) -> None:
    """End without an agreement; a filing that was in mediation goes back to the review desk with a new round."""
    _end(mediation, stage, outcome, undisputed, by=by, at=at)
    if filing.status == Status.MEDIATION:
        filing_workflow.move(filing, Status.SUBMITTED)
        trail.save(filing, by=by, because=f"{stage.label}，转立案审核", at=at, fields=["status"])
        rounds.open_round(filing, at=at)
    telling.filer(filing, "mediation_ended", key=filing.number, at=at, mediation=mediation)


def _end(
    mediation: Mediation, stage: Stage, outcome: str, undisputed: str = "", *, by: User | None, at: datetime
) -> None:
    workflow.move(mediation, stage)
    mediation.ended_at, mediation.outcome, mediation.undisputed = at, outcome.strip(), undisputed.strip()
    fields = ["status", "ended_at", "outcome", "undisputed"]
    trail.save(mediation, by=by, because=stage.label, at=at, fields=fields)
    mediation.terms.open().update(met_at=at)
