"""The steps of the public's form: which of them an answer calls for, and which comes next."""

from collections.abc import Mapping
from typing import Any

from supervision.complaints.enums import Mode, Subject

MODE, WHOM, WHAT, REMEDY, FILES, CONTACT, CHECK = "mode", "whom", "what", "remedy", "files", "contact", "check"
TITLES = {
    MODE: "怎样反映",
    WHOM: "反映的是谁",
    WHAT: "发生了什么",
    REMEDY: "对判决不服的办法",
    FILES: "照片和材料",
    CONTACT: "您的联系方式",
    CHECK: "核对后发送",
}


def steps(answers: Mapping[str, Any]) -> list[str]:
    """The steps that these answers call for, in order."""
    merits = answers.get(WHAT, {}).get("subject") == Subject.MERITS
    anonymous = answers.get(MODE, {}).get("mode") == Mode.ANONYMOUS
    return [MODE, WHOM, WHAT, *([REMEDY] if merits else []), FILES, *([] if anonymous else [CONTACT]), CHECK]


def first_open(answers: Mapping[str, Any]) -> str:
    """The first step that has no answer yet; the check when all have."""
    return next(step for step in steps(answers) if step == CHECK or step not in answers)


def after(answers: Mapping[str, Any], step: str) -> str:
    """The step that follows `step`."""
    way = steps(answers)
    return way[way.index(step) + 1]


def before(answers: Mapping[str, Any], step: str) -> str | None:
    """The step ahead of `step`; None for the first."""
    way = steps(answers)
    return way[way.index(step) - 1] if way.index(step) else None
