"""What does not fit together in the answers. Everything here is advice: nothing of it stops anybody.

All is given: the day, the LPR (per cent a year) and the legal calendar are arguments.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from filings.pleadings.data.shape import Field, FormKind, Sort
from filings.pleadings.rules import answers as kept
from filings.pleadings.rules import capitals
from filings.pleadings.rules.answers import Answers
from gangcheng_court.core.deadlines import periods
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import full_day

PERIODS_A_YEAR = {"year": 1, "quarter": 4, "month": 12}
SUIT_DAYS = 15
AGAIN_MONTHS = 6


@dataclass(frozen=True)
class Notice:
    """A doubt about the answer `field`, asked on the page `step`."""

    step: str
    field: str
    message: str


@dataclass(frozen=True)
class Known:
    """What the checks need beside the answers."""

    today: date
    lpr: Decimal
    calendar: Calendar


Check = Callable[[FormKind, Answers, Known], tuple[str, str] | None]


def notices(form: FormKind, answers: Answers, known: Known) -> list[Notice]:
    """Every doubt, in the order of the pages."""
    found = [*_sum(form, answers), *_days(form, answers, known)]
    found += [said for name in form.checks if (said := CHECKS[name](form, answers, known))]
    steps = {field.code: step.code for step in form.steps for section in step.sections for field in section.fields}
    order = list(dict.fromkeys(steps.values()))
    said = [Notice(steps[code], code, message) for code, message in found]
    return sorted(said, key=lambda notice: order.index(notice.step))


def claimed_sum(form: FormKind, answers: Answers) -> Decimal | None:
    """All claimed amounts added up; None when there is none."""
    amounts: list[Decimal] = []
    for section in form.sections():
        for field in kept.asked(section, answers):
            found = kept.read(field, answers.get(field.code))
            if field.sort == Sort.ROWS:
                claimed = [column.code for column in field.columns if column.claimed]
                amounts += [row[code] for row in found or () for code in claimed if row[code] is not None]
            elif field.claimed and found is not None:
                amounts.append(found)
    return sum(amounts, Decimal()) if amounts else None


def total(form: FormKind, answers: Answers) -> Decimal | None:
    """标的总额: as stated, else the sum of the claimed amounts."""
    stated = kept.value(form, answers, form.total) if form.total else None
    return claimed_sum(form, answers) if stated is None else stated


def _sum(form: FormKind, answers: Answers) -> list[tuple[str, str]]:
    stated = kept.value(form, answers, form.total) if form.total else None
    added = claimed_sum(form, answers)
    if stated is None or added is None or stated == added:
        return []
    words = f"标的总额填的是 {capitals.plain(stated)}，各项请求的金额相加是 {capitals.plain(added)}，请核对。"
    return [(form.total, words)]


def _days(form: FormKind, answers: Answers, known: Known) -> list[tuple[str, str]]:
    found = []
    for section in form.sections():
        for field in kept.asked(section, answers):
            value = kept.read(field, answers.get(field.code))
            if field.sort == Sort.ROWS:
                days = [(column, row[column.code]) for row in value or () for column in field.columns]
                found += [(field.code, said) for column, day in days if (said := _in_future(column, day, known))]
            elif said := _in_future(field, value, known) or _out_of_order(form, answers, field, value):
                found.append((field.code, said))
    return found


def _in_future(field: Field, value: object, known: Known) -> str:
    late = field.sort == Sort.DAY and field.past and value and value > known.today
    return f"“{field.label}”填的是以后的日期（{capitals.day(value)}），请核对。" if late else ""


def _out_of_order(form: FormKind, answers: Answers, field: Field, value: object) -> str:
    if field.sort == Sort.SPAN and value and value.since and value.until and value.until < value.since:
        return f"“{field.label}”的结束日期早于开始日期，请核对。"
    first = kept.value(form, answers, field.after) if field.after else None
    if field.sort == Sort.DAY and value and first and value < first:
        return f"“{field.label}”早于“{form.fields[field.after].label}”，请核对。"
    return ""


def _principal_is_left(form: FormKind, answers: Answers, known: Known) -> tuple[str, str] | None:
    claimed, lent = (kept.value(form, answers, code) for code in ("principal", "lent"))
    repaid = kept.value(form, answers, "repaid") or Decimal()
    if claimed is None or lent is None or claimed <= lent - repaid:
        return None
    return (
        "principal",
        f"要求的本金 {capitals.plain(claimed)}，多于实际提供的 {capitals.plain(lent)}"
        f"减去已还的 {capitals.plain(repaid)}，请核对。",
    )


def _price_is_left(form: FormKind, answers: Answers, known: Known) -> tuple[str, str] | None:
    claimed, price = (kept.value(form, answers, code) for code in ("claim_price", "price"))
    paid = sum((kept.value(form, answers, code) or Decimal() for code in ("paid_in_time", "paid_late")), Decimal())
    if claimed is None or price is None or claimed <= price - paid:
        return None
    return (
        "claim_price",
        f"要求的货款 {capitals.plain(claimed)}，多于总价 {capitals.plain(price)}"
        f"减去已付的 {capitals.plain(paid)}，请核对。",
    )


def _interest_is_the_sum(form: FormKind, answers: Answers, known: Known) -> tuple[str, str] | None:
    whole = kept.value(form, answers, "interest")
    codes = ("interest_regular", "interest_compound", "interest_penalty")
    parts = [part for code in codes if (part := kept.value(form, answers, code)) is not None]
    if whole is None or not parts or sum(parts) == whole:
        return None
    return (
        "interest",
        f"利息一共填的是 {capitals.plain(whole)}，其中各项相加是 {capitals.plain(sum(parts))}，请核对。",
    )


def _four_times_lpr(form: FormKind, answers: Answers, known: Known) -> tuple[str, str] | None:
    """民间借贷规定 25: interest above four times the one-year LPR at the time of the contract is not supported."""
    agreed = kept.value(form, answers, "rate")
    if agreed is None:
        return None
    yearly = agreed * PERIODS_A_YEAR[answers.get("rate_per", "year")]
    most = 4 * known.lpr
    if yearly <= most:
        return None
    return (
        "rate",
        f"约定的利率合每年 {yearly.normalize():f}%，高于 {most.normalize():f}%"
        f"（一年期 LPR {known.lpr.normalize():f}% 的四倍）。超过合同成立时四倍的部分，法院一般不支持"
        "（民间借贷规定第二十五条）；合同成立时的 LPR 可能与此不同，您仍然可以照写。",
    )


def _divorce_again(form: FormKind, answers: Answers, known: Known) -> tuple[str, str] | None:
    ended = kept.value(form, answers, "sued_before_ended")
    if ended is None or known.today > periods.due_months(ended, AGAIN_MONTHS, known.calendar).raw_last_day:
        return None
    return (
        "sued_before_ended",
        "上一次离婚案件结束还不满六个月，没有新情况、新理由的，法院不予受理（民事诉讼法第一百二十七条第七项）。"
        "有新情况、新理由的请写清楚；被告起诉的不受此限。您仍然可以提交。",
    )


def _divorce_of_a_mother(form: FormKind, answers: Answers, known: Known) -> tuple[str, str] | None:
    if kept.value(form, answers, "pregnancy") != "yes":
        return None
    return (
        "pregnancy",
        "女方怀孕期间、分娩后一年内或者终止妊娠后六个月内，男方一般不得提出离婚，法院认为确有必要受理的除外"
        "（民法典第一千零八十二条）。您仍然可以提交，由法院决定。",
    )


def _fifteen_days_after_the_award(form: FormKind, answers: Answers, known: Known) -> tuple[str, str] | None:
    received = kept.value(form, answers, "award_received")
    if received is None:
        return None
    last = periods.due_days(received, SUIT_DAYS, known.calendar).last_day
    if known.today > last:
        return (
            "award_received",
            f"不服仲裁裁决应当自收到之日起 {SUIT_DAYS} 日内起诉，按您填的日期到 {full_day(last)} 为止，"
            "现在可能已经超过。"
            "有正当理由的请写明；您仍然可以提交。",
        )
    return "award_received", f"不服仲裁裁决应当在 {full_day(last)} 以前起诉（收到之日起 {SUIT_DAYS} 日内）。"


CHECKS: dict[str, Check] = {
    "principal_is_left": _principal_is_left,
    "price_is_left": _price_is_left,
    "interest_is_the_sum": _interest_is_the_sum,
    "four_times_lpr": _four_times_lpr,
    "divorce_again": _divorce_again,
    "divorce_of_a_mother": _divorce_of_a_mother,
    "fifteen_days_after_the_award": _fifteen_days_after_the_award,
}
