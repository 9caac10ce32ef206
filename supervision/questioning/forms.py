"""What is asked of inspectors, and of the people served."""

from datetime import date
from typing import Any

from django import forms

from gangcheng_court.core.web.fields import DayField
from gangcheng_court.core.web.forms import PlainForm
from supervision.questioning.enums import Outcome

LONGEST_WORDS = 500
MOST_DRAWN = 5000
MOST_QUESTIONS = 8
CHOICES = range(2, 6)
LONGEST_CHOICE = 12


class DrawForm(PlainForm):
    """Which days, and how many people."""

    since = DayField(label="服务期间从", error_messages={"required": "请选择从哪一天起。"})
    until = DayField(label="到", help_text="到昨天或者更早为止。", error_messages={"required": "请选择到哪一天止。"})
    wanted = forms.IntegerField(
        label="抽取人数", help_text="名单上不到这么多的，全部询问。", min_value=1, max_value=MOST_DRAWN, initial=40
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if until and until >= self.today:
            self.add_error("until", "服务期间要到昨天或者更早为止。")
        elif since and until and since > until:
            self.add_error("until", "结束的日期不能早于开始的日期。")
        return data


class RedrawForm(PlainForm):
    reason = forms.CharField(
        label="为什么重新抽取",
        help_text="原来的抽取保留，两次放在一起。",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnswerForm(PlainForm):
    """Every question of one version, each with its choices; a word of one's own at the end."""

    words = forms.CharField(
        label="还有什么想说的",
        help_text="可以不写。不要写姓名和案号。",
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, questions: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [question["code"] for question in questions]
        for question in questions:
            field = forms.TypedChoiceField(
                label=question["text"],
                choices=list(enumerate(question["choices"])),
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={
                    "required": f"请回答：{question['text']}",
                    "invalid_choice": f"请在列出的选项里选择：{question['text']}",
                },
            )
            self.fields[question["code"]] = field
        self.order_fields([*self.leading, *self.codes, "words"])

    leading: tuple[str, ...] = ()

    @property
    def answers(self) -> dict[str, int]:
        return {code: self.cleaned_data[code] for code in self.codes}


class CallForm(AnswerForm):
    """What became of a call; the answers when somebody gave them."""

    outcome = forms.ChoiceField(label="电话的结果", choices=Outcome, widget=forms.RadioSelect)
    leading = ("outcome",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in self.codes:
            self.fields[code].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("outcome") == Outcome.REACHED:
            for code in self.codes:
                if code not in self.errors and data.get(code) in (None, ""):
                    self.add_error(code, f"请回答：{self.fields[code].label}")
        return data


class QuestionsForm(PlainForm):
    """The questions of the next version: each with its choices, one a line; an empty one is left out."""

    def __init__(self, *args: Any, questions: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [question["code"] for question in questions]
        spare = (f"extra_{number}" for number in range(1, MOST_QUESTIONS + 1))
        self.codes = (codes + [code for code in spare if code not in codes])[: len(codes) + 1][:MOST_QUESTIONS]
        told = {question["code"]: question for question in questions}
        for number, code in enumerate(self.codes, 1):
            question = told.get(code, {"text": "", "choices": []})
            self.fields[f"text_{code}"] = forms.CharField(
                label=f"第 {number} 个问题",
                help_text="不问的，删掉这一行。",
                initial=question["text"],
                required=False,
                max_length=40,
            )
            self.fields[f"choices_{code}"] = forms.CharField(
                label=f"第 {number} 个问题的选项",
                help_text="一行一个，二到五个。",
                initial="\n".join(question["choices"]),
                required=False,
                max_length=100,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for code in self.codes:
            choices = self._choices(data, code)
            wrong = len(choices) not in CHOICES or any(len(choice) > LONGEST_CHOICE for choice in choices)
            if data.get(f"text_{code}", "").strip() and (wrong or len({*choices}) < len(choices)):
                self.add_error(f"choices_{code}", "请写二到五个不同的选项，每个最多十二个字。")
        if not any(data.get(f"text_{code}", "").strip() for code in self.codes):
            self.add_error(f"text_{self.codes[0]}", "请至少写一个问题。")
        return data

    @property
    def questions(self) -> list[dict[str, Any]]:
        """What the form says, as a version keeps it."""
        data = self.cleaned_data
        return [
            {"code": code, "text": data[f"text_{code}"].strip(), "choices": self._choices(data, code)}
            for code in self.codes
            if data[f"text_{code}"].strip()
        ]

    @staticmethod
    def _choices(data: dict[str, Any], code: str) -> list[str]:
        return [line.strip() for line in data.get(f"choices_{code}", "").splitlines() if line.strip()]
