"""From answers to text: the numbered claims and the facts, as a proposal that the person may change."""

import re

from filings.pleadings.data.called import called
from filings.pleadings.data.shape import SLOT, Field, FormKind, Section, Sort, slots
from filings.pleadings.rules import answers as kept
from filings.pleadings.rules.answers import Answers

OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
END = "。！？；!?;"


def claims(form: FormKind, answers: Answers) -> list[str]:
    """One text for each claim, in the order of the form."""
    return [
        sentence
        for section in form.sections()
        if section.is_claim and not section.silent
        for sentence in sentences(section, answers)
    ]


def facts(form: FormKind, answers: Answers) -> str:
    """The facts as numbered paragraphs, one for each row of the form that was answered."""
    paragraphs = [
        "".join(f"{sentence.rstrip(END)}。" for sentence in said)
        for section in form.sections()
        if section.is_fact and not section.silent and (said := fact_sentences(section, answers))
    ]
    return "\n".join(f"{number}. {paragraph}" for number, paragraph in enumerate(paragraphs, 1))


def fact_sentences(section: Section, answers: Answers) -> list[str]:
    """As `sentences`, and what no sentence could say after it: no answer about a fact is lost."""
    said = sentences(section, answers)
    used = {
        code
        for sentence in section.says
        if _fill(section, sentence, answers)
        for part in _kept_parts(section, sentence, answers)
        for code, _ in slots(part)
    }
    tested = {code for sentence in section.says for code, tests in slots(sentence) if tests}
    left = [
        f"{called(field) or field.label}：{text}"
        for field in kept.asked(section, answers)
        if field.code not in used | tested and (text := _answer(field, answers))
    ]
    return [*said, *left]


def sentences(section: Section, answers: Answers) -> list[str]:
    """The section's sentences whose answers are there; one that is nothing but a list makes one of each row."""
    said: list[str] = []
    for sentence in section.says:
        field = _only_list(section, sentence)
        if field and field in kept.asked(section, answers):
            said += _rows(field, answers.get(field.code))
        elif not field and (text := _fill(section, sentence, answers)):
            said.append(text)
    return said


def _only_list(section: Section, sentence: str) -> Field | None:
    match = SLOT.fullmatch(sentence)
    field = next((field for field in section.fields if match and field.code == match[2]), None)
    return field if field and field.sort == Sort.ROWS else None


def _rows(field: Field, stored: list[dict] | None) -> list[str]:
    columns = Section("F0", "", field.columns)
    return [text for row in stored or () if (text := _fill(columns, field.each, row))]


def _answer(field: Field, answers: Answers) -> str:
    if field.sort == Sort.ROWS:
        return "；".join(_rows(field, answers.get(field.code)))
    return kept.words(field, answers.get(field.code))


def _texts(section: Section, answers: Answers) -> dict[str, str]:
    return {field.code: _answer(field, answers) for field in kept.asked(section, answers)}


def _fill(section: Section, sentence: str, answers: Answers) -> str:
    """The sentence with its answers, '' when one it needs is missing or nothing was answered at all."""
    texts = _texts(section, answers)
    parts = _kept_parts(section, sentence, answers)
    if not _can(parts[0], texts, answers) or not any(True for part in parts for _ in slots(part)):
        return ""
    text = OPTIONAL.sub(lambda match: match[1] if _can(match[1], texts, answers) else "", sentence)
    return SLOT.sub(lambda match: "" if match[1] else texts[match[2]], text).strip("，： ")


def _kept_parts(section: Section, sentence: str, answers: Answers) -> list[str]:
    texts = _texts(section, answers)
    optional = [part for part in OPTIONAL.findall(sentence) if _can(part, texts, answers)]
    return [OPTIONAL.sub("", sentence), *optional]


def _can(part: str, texts: dict[str, str], answers: Answers) -> bool:
    """Whether every answer that this part of a sentence names is there, and every test holds."""
    return all(
        answers.get(code) in tests and code in texts if tests else texts.get(code) for code, tests in slots(part)
    )
