"""The paper itself, before it is printed: what stands in it, the same for PDF and for Word.

`filing` comes from `filings.intake.queries.whole()`, so nothing is queried here.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from filings.intake.enums import Authority, MediationWish, PartyKind, Side, SpecialPower
from filings.intake.kinds import Kind
from filings.pleadings.data.called import called
from filings.pleadings.data.shape import Field, FormKind, Role, Section, Sort
from filings.pleadings.enums import Style
from filings.pleadings.rules import answers as kept
from filings.pleadings.rules import capitals, checks, wording
from filings.pleadings.rules.answers import Answers

COURT = "济南市钢城区人民法院"
TICKED, OPEN = "■", "□"
GAP = "　"
UNITS = ("（元）", "（%）")
SAYS_ITS_QUESTION = ("是否", "有无")
HAS_OR_NOT = {"yes": "有", "no": "无"}
NOTES = (
    "本表按最高人民法院示范文本的要素填写；不知道、没有的内容可以空着，空着的栏目不印出。",
    "请如实陈述。虚假诉讼要承担法律责任。选项前的■表示选中。",
)


@dataclass(frozen=True)
class Row:
    """One row of a table: what it is about, and its lines."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Text:
    """Paragraphs under a heading; the title is '' for none."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Paper:
    """A pleading; `dated` is the day it was printed, as papers write it, and '' before."""

    document: str
    matter: str
    notes: tuple[str, ...]
    parts: tuple[Table | Text, ...]
    court: str
    signer: str
    dated: str = ""

    def fingerprint(self) -> str:
        """The same for the same content, whenever it is printed."""
        content = json.dumps(asdict(replace(self, dated="")), ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text of the paper with the heading or row under which it stands."""
        yield from (("标题", text) for text in (self.document, self.matter, self.signer))
        for part in self.parts:
            for row in part.rows if isinstance(part, Table) else (Row(part.title or "当事人", part.lines),):
                yield from ((row.label, line) for line in row.lines)


def make(form: FormKind, answers: Answers, filing: Any, *, style: str, e_service: bool | None = None) -> Paper:
    """The paper of a filing in one of the two renderings; `e_service` is the answer about electronic service."""
    element = style == Style.ELEMENT
    parts = _element(form, answers, filing, e_service) if element else _classic(form, answers, filing)
    return Paper(
        document=document_title(form, filing.kind_data),
        matter=form.matter or (filing.cause.name if filing.cause and form.role != Role.APPLICATION else ""),
        notes=NOTES if element else (),
        parts=tuple(part for part in parts if (part.rows if isinstance(part, Table) else part.lines)),
        court=filing.details.get("trial_court") or COURT,
        signer=form.signer or side_title(form, filing.kind_data, Side.PLAINTIFF),
    )


def money(amount: Decimal) -> str:
    """`50,000元（人民币伍万元整）`."""
    return f"{capitals.plain(amount)}（{capitals.capitals(amount)}）"


def side_title(form: FormKind, kind: Kind, side: str) -> str:
    """What a side is called in this form, else in this kind of filing."""
    named = dict(zip((Side.PLAINTIFF, Side.DEFENDANT), form.sides, strict=False))
    return named.get(Side(side)) or kind.side_title(side)


def document_title(form: FormKind, kind: Kind) -> str:
    """What the paper is called: by the kind of filing, unless the form says the same more exactly."""
    exact = form.role == Role.ANSWER or form.document.endswith(kind.document)
    return form.document if exact else kind.document


def claims_title(form: FormKind, kind: Kind) -> str:
    return form.claims_title or kind.plea


def _element(form: FormKind, answers: Answers, filing: Any, e_service: bool | None) -> list[Table | Text]:
    sections = form.sections()
    claims = [row for section in sections if section.is_claim and (row := _row(form, section, answers, filing))]
    facts = [row for section in sections if section.is_fact and (row := _row(form, section, answers, filing))]
    if filing.claims and list(filing.claims) != wording.claims(form, answers):
        claims.insert(0, Row(f"{claims_title(form, filing.kind_data)}（以本栏文字为准）", _ended(filing.claims)))
    if filing.facts.strip() and filing.facts.strip() != wording.facts(form, answers):
        facts.append(Row("事实与理由（本人的文字）", _paragraphs(filing.facts)))
    return [
        Table("案件", tuple(Row("案号", (number,)) for number in _number(filing))),
        Table("当事人信息", (*_party_rows(form, filing), *_service_row(filing, e_service))),
        Table(claims_title(form, filing.kind_data), tuple(claims)),
        Table("约定管辖和诉讼保全", _block(form, "J", answers, filing)),
        Table("事实与理由", tuple(facts)),
        Table("对纠纷解决方式的意愿", _block(form, "M", answers, filing)),
    ]


def _classic(form: FormKind, answers: Answers, filing: Any) -> list[Table | Text]:
    amount = filing.amount if filing.amount is not None else checks.total(form, answers)
    claims = _ended(filing.claims or wording.claims(form, answers))
    facts = filing.facts.strip() or wording.facts(form, answers)
    return [
        Text("", (*(f"案号：{number}" for number in _number(filing)), *_classic_parties(form, filing))),
        Text(
            claims_title(form, filing.kind_data),
            (*claims, f"标的总额：{money(amount)}。") if claims and amount else claims,
        ),
        Text("事实与理由", _paragraphs(facts)),
        Text("证据和证据来源", _evidence(filing)),
    ]


def _number(filing: Any) -> list[str]:
    """The number of the case that the paper goes to, if there is one."""
    number = filing.details.get("trial_number")
    return [number] if number else []


def _sides(filing: Any) -> list[Side]:
    """In the order in which the paper names them: who writes it comes first."""
    return sorted(Side, key=lambda side: side != filing.kind_data.own_side)


def _block(form: FormKind, letter: str, answers: Answers, filing: Any) -> tuple[Row, ...]:
    sections = [section for section in form.sections() if section.number.startswith(letter)]
    return tuple(row for section in sections if (row := _row(form, section, answers, filing)))


def _row(form: FormKind, section: Section, answers: Answers, filing: Any) -> Row | None:
    """The section's row, None when nothing of it was answered."""
    if section.source == "evidence":
        lines = _evidence(filing)
    elif section.source == "mediation":
        wish = filing.mediation_wish
        lines = (_boxes(MediationWish.choices, wish),) if wish else ()
    elif form.total and section.fields[0].code == form.total:
        amount = checks.total(form, answers)
        lines = (money(amount),) if amount is not None else ()
    else:
        lines = tuple(line for field in kept.asked(section, answers) for line in _lines(section, field, answers))
    return Row(f"{section.number[1:]}. {section.title}", lines) if lines else None


def _lines(section: Section, field: Field, answers: Answers) -> list[str]:
    stored = answers.get(field.code)
    words = kept.words(field, stored) if field.sort != Sort.ROWS else ""
    own_title = field is section.fields[0] and section.title.startswith(SAYS_ITS_QUESTION)
    name = "" if own_title else _called(field)
    lead = "" if name in ("", section.title) else f"{name}："
    yes_no = HAS_OR_NOT if section.title.startswith("有无") else kept.YES_NO
    match field.sort:
        case Sort.ROWS:
            each = Section("F1", "", (field,), (f"{{{field.code}}}",))
            said = wording.sentences(each, {**answers, field.code: stored})
            return _numbered(said) if len(said) > 1 else said
        case Sort.YES_NO:
            return [lead + _boxes(yes_no.items(), stored)] if stored else []
        case Sort.CHOICE:
            return [lead + _boxes(field.choices, stored)] if stored else []
        case Sort.YUAN:
            return [lead + money(kept.read(field, stored))] if words else []
    return [f"{lead}{line}" if place == 0 else line for place, line in enumerate(_paragraphs(words))]


def _called(field: Field) -> str:
    """What the paper calls the answer."""
    name = called(field)
    for unit in UNITS:
        name = name.removesuffix(unit)
    return name.rstrip("？?")


def _boxes(choices: Any, chosen: str) -> str:
    return GAP.join(f"{TICKED if code == chosen else OPEN} {label}" for code, label in choices)


def _numbered(texts: Any) -> tuple[str, ...]:
    return tuple(f"{number}. {text.strip()}" for number, text in enumerate(texts, 1))


def _ended(claims: Any) -> tuple[str, ...]:
    return tuple(claim if claim.endswith(tuple(wording.END)) else f"{claim}。" for claim in _numbered(claims))


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _evidence(filing: Any) -> tuple[str, ...]:
    said = []
    for piece in filing.evidence:
        about = [
            f"{title}：{piece[name]}"
            for name, title in (("source", "来源"), ("purpose", "证明目的"))
            if piece.get(name)
        ]
        said.append(piece.get("name", "") + (f"（{'；'.join(about)}）" if about else ""))
    return _numbered(said)


def _party_rows(form: FormKind, filing: Any) -> Iterator[Row]:
    for side in _sides(filing):
        for party in filing.parties.all():
            if party.side != side:
                continue
            title = side_title(form, filing.kind_data, side)
            if lines := _joined(_particulars(party)):
                yield Row(f"{title}（{PartyKind(party.kind).label}）", lines)
            for agent in party.agents.all():
                yield Row(f"{title}的代理人", _joined(_agent_particulars(agent)))


def _joined(particulars: list[tuple[str, str]]) -> tuple[str, ...]:
    """Short particulars share a line, long ones have their own."""
    lines: list[str] = []
    for title, text in particulars:
        if not text:
            continue
        said = f"{title}：{text}"
        if lines and len(lines[-1]) + len(said) < 30:
            lines[-1] += GAP + said
        else:
            lines.append(said)
    return tuple(lines)


def _particulars(party: Any) -> list[tuple[str, str]]:
    if party.kind == PartyKind.NATURAL:
        return [
            ("姓名", party.name),
            ("性别", party.get_sex_display() if party.sex else ""),
            ("出生日期", capitals.day(party.birth_on) if party.birth_on else ""),
            ("民族", party.ethnicity),
            ("职业", party.occupation),
            ("工作单位", party.employer),
            ("联系电话", party.phone),
            ("住所", party.domicile),
            (party.get_id_kind_display() or "证件号码", party.id_number),
        ]
    return [
        ("名称", party.name),
        ("住所", party.domicile),
        ("法定代表人（负责人）", party.legal_representative),
        ("职务", party.representative_title),
        ("联系电话", party.phone),
        ("统一社会信用代码", party.credit_code),
    ]


def _agent_particulars(agent: Any) -> list[tuple[str, str]]:
    powers = "、".join(SpecialPower(power).label for power in agent.special_powers)
    special = agent.authority == Authority.SPECIAL and powers
    return [
        ("姓名", agent.name),
        ("类型", agent.get_kind_display()),
        ("单位", agent.organisation),
        ("联系电话", agent.phone),
        ("代理权限", f"特别授权（{powers}）" if special else agent.get_authority_display()),
    ]


def _service_row(filing: Any, e_service: bool | None) -> tuple[Row, ...]:
    lines = _joined(
        [
            ("收件人", filing.service_recipient),
            ("联系电话", filing.service_phone),
            ("地址", filing.service_address),
            ("邮政编码", filing.service_postcode),
            ("电子邮箱", filing.service_email),
        ]
    )
    if e_service is not None:
        lines = (*lines, "是否接受电子送达：" + _boxes(kept.YES_NO.items(), "yes" if e_service else "no"))
    return (Row("送达地址", lines),) if lines else ()


def _classic_parties(form: FormKind, filing: Any) -> Iterator[str]:
    for side in _sides(filing):
        for party in filing.parties.all():
            if party.side != side:
                continue
            yield f"{side_title(form, filing.kind_data, side)}：{_described(party)}。"
            for agent in party.agents.all():
                about = [agent.name, agent.organisation, agent.get_kind_display(), agent.get_authority_display()]
                yield f"委托诉讼代理人：{'，'.join(part for part in about if part)}。"


def _described(party: Any) -> str:
    if party.kind == PartyKind.NATURAL:
        about = [
            party.name,
            party.get_sex_display() if party.sex else "",
            f"{capitals.day(party.birth_on)}出生" if party.birth_on else "",
            party.ethnicity,
            party.occupation,
            party.employer,
            f"住{party.domicile}" if party.domicile else "",
            f"{party.get_id_kind_display() or '证件'}号码{party.id_number}" if party.id_number else "",
            f"联系电话{party.phone}" if party.phone else "",
        ]
    else:
        head = f"法定代表人（负责人）{party.legal_representative}" if party.legal_representative else ""
        about = [
            party.name,
            f"住所{party.domicile}" if party.domicile else "",
            f"统一社会信用代码{party.credit_code}" if party.credit_code else "",
            head,
            party.representative_title if head else "",
            f"联系电话{party.phone}" if party.phone else "",
        ]
    return "，".join(part for part in about if part)
