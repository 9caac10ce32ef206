"""Where a ticket goes, by rule: pure, everything given, and it says why.

Never to the person complained of, and never to a department that person belongs to, whose list he could read; nor back
to one that has returned it, nor where nobody could sign for it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

CASE_CODE = re.compile(
    r"(?:鲁|[京津冀晋蒙辽吉黑沪苏浙皖闽赣豫鄂湘粤桂琼渝川贵云藏陕甘青宁新兵])\d*([\u4e00-\u9fa5]{1,4})\d+号"
)


@dataclass(frozen=True)
class Matter:
    """What the rules look at.

    `shunned` are the ids of persons and `closed` those of departments it must never reach; to those that have
    `returned` it, and to the `unmanned` where nobody could sign, it goes only when no other is left.
    """

    type: str
    subject: str
    text: str
    case_number: str
    shunned: frozenset[int] = frozenset()
    closed: frozenset[int] = frozenset()
    returned: frozenset[int] = frozenset()
    unmanned: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Route:
    """Where to, by which rule (None: none fitted), and each rule that did not fit with its reason."""

    department: Any
    handler: Any = None
    rule: Any = None
    reasons: tuple[str, ...] = field(default=())


def case_code(number: str) -> str:
    """The 类型代字 of a case number (民初, 执 …), '' when there is none to read."""
    found = CASE_CODE.search("".join(number.split()))
    return found[1] if found else ""


def route(matter: Matter, rules: Sequence[Any], fallbacks: Sequence[Any]) -> Route:
    """The first of `rules` that fits, else the first of `fallbacks` (departments) that may have it and can take it.

    Where none can, the first that may have it; where none may, the first of all: a ticket is never lost, and whom it is
    about does not see it there either.
    """
    reasons = []
    for rule in rules:
        if why_not := _why_not(rule, matter):
            reasons.append(f"{rule.position}. {rule.name}：{why_not}。")
            continue
        reasons.append(f"{rule.position}. {rule.name}：适用。")
        return Route(rule.department, rule.handler, rule, tuple(reasons))
    allowed = [department for department in fallbacks if department.pk not in matter.closed]
    able = [department for department in allowed if not _why_barred(department, matter)]
    chosen = [*able, *allowed, *fallbacks][0]
    reasons += [f"{department}：{why}。" for department in fallbacks if (why := _why_barred(department, matter))]
    reasons.append(f"没有规则适用，转给{chosen}分派。")
    return Route(chosen, reasons=tuple(reasons))


def _why_barred(department: Any, matter: Matter, handler: Any = None) -> str:
    if department.pk in matter.closed:
        return "被投诉人在这个部门"
    if department.pk in matter.returned:
        return "这个部门退回过"
    if department.pk in matter.unmanned and handler is None:
        return "现在没有人能签收"
    return ""


def _why_not(rule: Any, matter: Matter) -> str:
    if rule.type and rule.type != matter.type:
        return f"只用于{rule.get_type_display()}"
    if rule.subject and rule.subject != matter.subject:
        return f"只用于投诉{rule.get_subject_display()}"
    if rule.words and not any(word in matter.text for word in rule.words):
        return f"没有“{'”“'.join(rule.words)}”这样的词语"
    if rule.case_codes and case_code(matter.case_number) not in rule.case_codes:
        return f"案号不是{'、'.join(rule.case_codes)}"
    if rule.handler and rule.handler.pk in matter.shunned:
        return "指定的承办人就是被投诉人"
    if rule.handler and not rule.handler.is_active:
        return "指定的承办人已经停用"
    return _why_barred(rule.department, matter, rule.handler)
