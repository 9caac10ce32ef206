"""Completeness of a filing: one definition, read by the filer's pages and by the reviewer's checklist.

Everything is given: `filing` comes from `filings.intake.queries.whole()`, with parties, their agents and the
current materials already loaded, so nothing is queried here. An `error` blocks the submission, a `warning` never does
(民事诉讼法 124; 登记立案规定 4, 6; the defendant's identity number is never asked for: 民诉解释 209).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from filings.intake.enums import AgentKind, Authority, PartyKind, Side
from filings.intake.kinds import ALWAYS, CheckItem, Detail, Limit, Slot, Task
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.deadlines.periods import months_later

Level = Literal["error", "warning"]
TaskState = Literal["empty", "started", "done"]


@dataclass(frozen=True)
class Problem:
    """Something missing or doubtful: where (`task`, and `field` or `party_id`), and the sentence that names the fix."""

    level: Level
    task: Task
    field: str
    message: str
    party_id: int | None = None


LABOUR_GROUPS = ("劳动争议", "新就业形态用工纠纷")
DIVORCE = "离婚纠纷"
DIVORCE_MONTHS = 6
CONDITIONS: dict[str, Callable[[Any], bool]] = {
    "has_agent": lambda filing: any(agent for party in filing.parties.all() for agent in party.agents.all()),
    "has_statutory_agent": lambda filing: any(
        agent.kind == AgentKind.STATUTORY for party in filing.parties.all() for agent in party.agents.all()
    ),
    "is_labour_dispute": lambda filing: filing.cause is not None and filing.cause.group in LABOUR_GROUPS,
    "is_divorce": lambda filing: filing.cause is not None and filing.cause.name == DIVORCE,
}

ORGANISATION_FIELDS = {
    "name": "名称",
    "domicile": "住所",
    "legal_representative": "法定代表人或主要负责人",
    "representative_title": "法定代表人职务",
    "phone": "联系方式",
}
PLAINTIFF_FIELDS = {
    PartyKind.NATURAL: {
        "name": "姓名",
        "sex": "性别",
        "birth_on": "出生日期",
        "ethnicity": "民族",
        "occupation": "职业",
        "domicile": "住所",
        "phone": "联系方式",
    },
    PartyKind.ORGANISATION: ORGANISATION_FIELDS,
}
"""What a complaint must say of its plaintiff (民事诉讼法 124)."""
APPLICANT_FIELDS = {
    PartyKind.NATURAL: {"name": "姓名", "domicile": "住所", "phone": "联系方式"},
    PartyKind.ORGANISATION: ORGANISATION_FIELDS,
}
"""What an application must say of its applicant."""


def required_fields(filing: Any, kind: str) -> dict[str, str]:
    """The fields that the party who files must give, with their labels."""
    fields = PLAINTIFF_FIELDS if filing.kind_data.full_particulars else APPLICANT_FIELDS
    return fields[PartyKind(kind)]


def holds(condition: str, filing: Any) -> bool:
    """Whether the named condition holds; no name means always. The name may be `detail:<code>=<answer>`
    or `detail:<code>!=<answer>`."""
    if condition in ("", ALWAYS):
        return True
    if condition.startswith("detail:"):
        code, _, answer = condition.removeprefix("detail:").partition("=")
        return (filing.details.get(code.removesuffix("!"), "") == answer) is not code.endswith("!")
    return CONDITIONS[condition](filing)


def open_slots(filing: Any) -> list[Slot]:
    """The kind's slots that concern this filing, in order."""
    return [slot for slot in filing.kind_data.slots if holds(slot.condition, filing)]


def open_details(filing: Any) -> list[Detail]:
    """The kind's own questions that concern this filing, in order."""
    return [detail for detail in filing.kind_data.details if holds(detail.condition, filing)]


def open_tasks(filing: Any) -> list[Task]:
    """The tasks that concern this filing, in order: a kind's own questions only when one of them does."""
    return [task for task in filing.kind_data.tasks if task != Task.DETAILS or open_details(filing)]


def open_limits(filing: Any) -> list[Limit]:
    """The limits for deciding on this filing."""
    return [limit for limit in filing.kind_data.limits if holds(limit.condition, filing)]


def is_urgent(filing: Any) -> bool:
    """Whether this filing runs on hours and stands on top of every list."""
    return bool(filing.kind_data.urgent) and holds(filing.kind_data.urgent, filing)


def checklist(filing: Any) -> list[CheckItem]:
    """What a reviewer judges on this filing, in order."""
    return [item for item in filing.kind_data.checklist if holds(item.condition, filing)]


def problems(filing: Any) -> list[Problem]:
    """Every error and warning of the filing as it stands, in the order of the tasks."""
    return [
        *_party_problems(filing),
        *_cause_problems(filing),
        *_detail_problems(filing),
        *_facts_problems(filing),
        *_material_problems(filing),
        *_service_problems(filing),
    ]


def errors(filing: Any) -> list[Problem]:
    """What blocks the submission."""
    return [problem for problem in problems(filing) if problem.level == "error"]


def task_states(filing: Any) -> dict[Task, TaskState]:
    """Each task's state: `done` without errors, else `started` once something is there, else `empty`."""
    left = {problem.task for problem in errors(filing)}
    return {
        task: "done" if task not in left else ("started" if _begun(filing, task) else "empty")
        for task in open_tasks(filing)
    }


def _begun(filing: Any, task: Task) -> bool:
    match task:
        case Task.PARTIES:
            return bool(filing.parties.all())
        case Task.CAUSE:
            return bool(filing.cause_id or filing.cause_left_to_court or filing.claims)
        case Task.DETAILS:
            return any(filing.details.values())
        case Task.FACTS:
            return bool(filing.facts or filing.evidence)
        case Task.MATERIALS:
            return bool(filing.materials.all())
        case Task.SERVICE:
            return bool(filing.service_address or filing.service_phone or filing.mediation_wish)


def _party_problems(filing: Any) -> list[Problem]:
    found = []
    sides = {side: [party for party in filing.parties.all() if party.side == side] for side in Side}
    for side, seat in filing.kind_data.seats.items():
        if len(sides[side]) < seat.least:
            words = f"请添加{seat.title}" if seat.least == 1 else f"请添加{seat.title}，至少要有 {seat.least} 个"
            found.append(Problem("error", Task.PARTIES, side.value, words))
    own = filing.kind_data.own_side
    for party in sides[own]:
        found += _filer_problems(filing, party)
    for side in Side:
        if side != own:
            found += [problem for party in sides[side] for problem in _opponent_problems(filing, party)]
    for party in filing.parties.all():
        for agent in party.agents.all():
            if agent.authority == Authority.SPECIAL and not agent.special_powers:
                found.append(
                    Problem(
                        "error",
                        Task.PARTIES,
                        "special_powers",
                        f"请列明代理人{agent.name}的特别授权事项，未列明的只算一般授权",
                        party.pk,
                    )
                )
    return found


def _filer_problems(filing: Any, party: Any) -> list[Problem]:
    title = filing.kind_data.side_title(party.side)
    who = party.name or title
    return [
        Problem(
            "error",
            Task.PARTIES,
            field,
            f"请填写{who}的{label}" if field != "name" else f"请填写{title}的{label}",
            party.pk,
        )
        for field, label in required_fields(filing, party.kind).items()
        if not getattr(party, field)
    ]


def _opponent_problems(filing: Any, party: Any) -> list[Problem]:
    title = filing.kind_data.side_title(party.side)
    if not party.name:
        return [Problem("error", Task.PARTIES, "name", f"请填写{title}的姓名或名称", party.pk)]
    found = []
    if not (party.domicile or party.phone or party.employer or party.id_number or party.credit_code):
        found.append(
            Problem(
                "error",
                Task.PARTIES,
                "domicile",
                f"请填写{title}{party.name}的住所，或者能与他人区别的其他信息（工作单位、电话等任填一项）",
                party.pk,
            )
        )
    if not party.phone:
        found.append(
            Problem("warning", Task.PARTIES, "phone", f"没有{title}{party.name}的电话，送达可能变慢", party.pk)
        )
    return found


def _cause_problems(filing: Any) -> list[Problem]:
    found, kind = [], filing.kind_data
    if kind.cause_edition and not filing.cause_id and not filing.cause_left_to_court:
        found.append(Problem("error", Task.CAUSE, "cause", "请选择案由，拿不准就选“由法院确定”"))
    if kind.plea and not filing.claims:
        found.append(Problem("error", Task.CAUSE, "claims", f"请至少写一项{kind.plea}"))
    if kind.amount_required and filing.amount is None:
        found.append(Problem("error", Task.CAUSE, "amount", f"请填写{kind.amount.removesuffix('（元）')}"))
    return found


def _detail_problems(filing: Any) -> list[Problem]:
    found = []
    for detail in open_details(filing):
        if filing.details.get(detail.code):
            continue
        if detail.need != "optional":
            found.append(Problem("error", Task.DETAILS, detail.code, detail.missing))
        elif detail.advised:
            found.append(Problem("warning", Task.DETAILS, detail.code, detail.missing))
    return found + _divorce_advice(filing) + _labour_advice(filing)


def _divorce_advice(filing: Any) -> list[Problem]:
    """民事诉讼法 127(7): a reviewer weighs it; it never blocks."""
    ended = filing.details.get("previous_divorce_suit_on")
    if not ended or not holds("is_divorce", filing):
        return []
    free_again = months_later(date.fromisoformat(ended), DIVORCE_MONTHS)
    if court_date(filing.submitted_at or filing.saved_at) >= free_again:
        return []
    words = (
        f"距上次离婚诉讼结束（{ended}）不满六个月。没有新情况、新理由的，原告在 {free_again} 前再起诉，法院不予受理；"
        "有新情况、新理由的请写明"
    )
    return [Problem("warning", Task.DETAILS, "previous_divorce_suit_on", words)]


def _labour_advice(filing: Any) -> list[Problem]:
    if filing.details.get("final_award_against_employer") != "yes" or not holds("is_labour_dispute", filing):
        return []
    words = (
        "用人单位对终局裁决不服的，不向基层法院起诉，应当自收到裁决书之日起三十日内向劳动争议仲裁委员会所在地的"
        "中级人民法院申请撤销裁决（劳动争议调解仲裁法第四十九条）"
    )
    return [Problem("warning", Task.DETAILS, "final_award_against_employer", words)]


def _facts_problems(filing: Any) -> list[Problem]:
    found = []
    if not filing.facts.strip():
        found.append(Problem("error", Task.FACTS, "facts", "请写明事实与理由"))
    if not filing.evidence:
        found.append(Problem("warning", Task.FACTS, "evidence", "证据清单还是空的，立案后也可以补充"))
    return found


def _material_problems(filing: Any) -> list[Problem]:
    filled = {material.slot for material in filing.materials.all()}
    found = []
    for slot in open_slots(filing):
        if slot.code in filled:
            continue
        if slot.need != "optional":
            found.append(Problem("error", Task.MATERIALS, slot.code, f"请上传{slot.title}"))
        elif slot.advised:
            found.append(Problem("warning", Task.MATERIALS, slot.code, f"还没有上传{slot.title}，可以以后补充"))
    return found


def _service_problems(filing: Any) -> list[Problem]:
    found = []
    if not filing.service_recipient:
        found.append(Problem("error", Task.SERVICE, "service_recipient", "请填写收件人"))
    if not filing.service_address:
        found.append(Problem("error", Task.SERVICE, "service_address", "请填写送达地址"))
    if not filing.service_phone:
        found.append(Problem("error", Task.SERVICE, "service_phone", "请填写联系电话"))
    if filing.kind_data.mediation and not filing.mediation_wish:
        found.append(
            Problem("warning", Task.SERVICE, "mediation_wish", "您还没有回答是否愿意先行调解，不回答也可以提交")
        )
    return found
