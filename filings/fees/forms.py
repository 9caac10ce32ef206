"""What is asked about money: forgiving about how it is typed, exact about what it is."""

import re
from decimal import Decimal
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from filings.fees.enums import RELIEF_OF, RefundGround, ReliefKind
from filings.fees.kinds import CASES, Case
from filings.intake.forms.fields import YuanField, plain
from filings.intake.forms.materials import FilesField
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.web.fields import DayField
from gangcheng_court.core.web.forms import PlainForm

MOST_AMOUNTS = 50
LONGEST_REASONS = 2000
LARGEST_STATEMENT = 5 * 1024 * 1024


class SumField(YuanField):
    """One amount in yuan; a negative one is told so."""

    def clean(self, value: Any) -> Decimal | None:
        if re.match(r"[-−–—]", plain(value)):
            raise ValidationError("金额不能是负数，请只写数字，例如 30000。")
        return super().clean(value)


class SumsField(forms.CharField):
    """One or several amounts joined by plus signs, as a tuple."""

    def __init__(self, *, many: bool, **options: Any) -> None:
        super().__init__(max_length=500, **options)
        self.many = many

    def clean(self, value: Any) -> tuple[Decimal, ...]:
        text = super().clean(value)
        parts = [part for part in re.split(r"[+;]", plain(text)) if part] if self.many else [plain(text)]
        if len(parts) > MOST_AMOUNTS:
            raise ValidationError(f"一次最多加 {MOST_AMOUNTS} 个金额，请先加好再填。")
        amounts = [SumField(required=False).clean(part) for part in parts if part]
        return tuple(amount for amount in amounts if amount is not None)


class CalculatorForm(PlainForm):
    """What one case of the calculator asks; `amounts` only where it has any."""

    amount = SumsField(many=True)
    mixed = forms.BooleanField(
        label="还有不涉及钱的请求",
        help_text="例如赔礼道歉、停止侵害。同时提出的不另交。",
        required=False,
    )

    def __init__(self, data: Any = None, *, case: Case) -> None:
        super().__init__(data)
        self.case = case
        if case.amount == "none":
            del self.fields["amount"]
        else:
            amount = self.fields["amount"]
            amount.label, amount.help_text, amount.many = case.label, case.hint, case.many
            amount.required = case.amount == "required"
            amount.error_messages["required"] = f"请填写{case.label.removesuffix('（元）')}。"
            amount.widget.attrs |= {"inputmode": "decimal"} if not case.many else {}
        if not case.mixed:
            del self.fields["mixed"]

    def clean_amount(self) -> tuple[Decimal, ...]:
        amounts = self.cleaned_data["amount"]
        if self.case.amount == "required" and not amounts:
            raise ValidationError(self.fields["amount"].error_messages["required"])
        return amounts

    def question(self) -> dict[str, Any]:
        """What `queries.figures.quote` is asked."""
        answers = self.cleaned_data
        return {"amounts": answers.get("amount", ()), "mixed": answers.get("mixed", False)}


def _words(label: str, *, hint: str = "", required: bool = True, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST_REASONS,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _grouped_cases() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (group, [(case.code, case.title) for case in cases])
        for group, cases in groupby(CASES.values(), key=lambda case: case.group)
    ]


class ReliefForm(PlainForm):
    """The filer's application: which situation, in words, with proof."""

    ground = forms.ChoiceField(
        label="您属于哪种情形？",
        choices=[
            (f"申请{kind.label}", [(ground.value, ground.label) for ground in grounds])
            for kind, grounds in RELIEF_OF.items()
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择您属于哪种情形。"},
    )
    statement = _words("困难的情况", hint="写明收入、家庭和为什么现在交不起。", rows=5)
    proofs = FilesField(
        label="证明材料",
        button="提交申请",
        help_text="例如低保证、残疾证、法律援助决定、社区或者单位的证明。照片也可以。",
    )


class DeskForm(PlainForm):
    """A step at the desk about `row`; its field ids are told apart from those of the other forms on the page."""

    def __init__(self, data: Any = None, *, row: Any, code: str) -> None:
        super().__init__(data, auto_id=f"id_{code}-{row.pk}_%s")
        self.row = row


class AmountForm(DeskForm):
    """By which case and on which sums a charge is reckoned."""

    case = forms.ChoiceField(label="收费标准", choices=_grouped_cases)
    amount = SumsField(label="金额（元）", many=True, required=False, help_text="几项用加号连起来；按件收费的不填。")
    mixed = forms.BooleanField(label="还有不涉及钱的请求", required=False)

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        case = CASES.get(answers.get("case", ""))
        if case and case.amount == "required" and not answers.get("amount") and "amount" not in self.errors:
            self.add_error("amount", f"请填写{case.label.removesuffix('（元）')}。")
        return answers | {"amounts": answers.pop("amount", ()) if case and case.amount != "none" else ()}

    def answers(self) -> dict[str, Any]:
        return {name: answer for name, answer in self.cleaned_data.items() if name != "amount"}


class ClaimForm(AmountForm):
    """The claim has changed."""

    inquiry_closed = forms.BooleanField(label="减少请求时法庭调查已经终结", required=False)


class ConfirmForm(DeskForm):
    """Nothing to be typed."""

    def answers(self) -> dict[str, Any]:
        return self.cleaned_data


class WordsForm(ConfirmForm):
    """Reasons, for a second person to read."""

    reasons = _words("理由")


class ReasonForm(ConfirmForm):
    """A reason for the record."""

    reason = _words("原因", rows=2)


class VerdictForm(ConfirmForm):
    """The second person's answer; which of the two buttons was pressed is `verdict`."""

    words = _words("复核意见", hint="不同意的必须填写", required=False)
    verdict = forms.ChoiceField(choices=[("yes", "同意"), ("no", "不同意")], widget=forms.HiddenInput, required=False)

    def answers(self) -> dict[str, Any]:
        return {"words": self.cleaned_data["words"], "approve": self.cleaned_data["verdict"] == "yes"}

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if answers.get("verdict") != "yes" and not answers.get("words", "").strip():
            self.add_error("words", "不同意的，请写明理由。")
        return answers


class ReliefProposalForm(WordsForm):
    """Yes or no to an application, with what it comes to."""

    grant = forms.ChoiceField(label="意见", choices=[("yes", "准予"), ("no", "不准予")], widget=forms.RadioSelect)
    percent = forms.IntegerField(
        label="减交百分之几",
        min_value=30,
        max_value=99,
        help_text="不低于 30",
        error_messages={
            "min_value": "减交的比例不得低于百分之三十。",
            "max_value": "全部免除的是免交，减交最多百分之九十九。",
        },
    )
    until = DayField(label="缓交到哪一天")
    field_order = ["grant", "percent", "until", "reasons"]

    def __init__(self, data: Any = None, *, row: Any, code: str) -> None:
        super().__init__(data, row=row, code=code)
        refused = data is not None and data.get("grant") == "no"
        for name, kind in (("percent", ReliefKind.REDUCE), ("until", ReliefKind.DEFER)):
            if row.kind != kind:
                del self.fields[name]
            else:
                self.fields[name].required = not refused

    def answers(self) -> dict[str, Any]:
        typed = self.cleaned_data
        share = Decimal(typed["percent"]) / 100 if typed.get("percent") else None
        return {
            "grant": typed["grant"] == "yes",
            "reasons": typed["reasons"],
            "share": share,
            "until": typed.get("until"),
        }


class RefundEventForm(ConfirmForm):
    """What the trial division decided that gives money back."""

    ground = forms.ChoiceField(
        label="退费事由",
        choices=[
            (ground.value, ground.label)
            for ground in (
                RefundGround.MEDIATED,
                RefundGround.WITHDRAWN,
                RefundGround.SIMPLE,
                RefundGround.DISMISSED,
                RefundGround.NOT_ACCEPTED,
                RefundGround.SUSPECTED_CRIME,
                RefundGround.WON,
            )
        ],
    )
    effective_on = DayField(label="法律文书生效日期", help_text="十五日从这一天的次日起算。")
    amount = SumField(
        label="应退金额（元）", required=False, help_text="只有胜诉退费需要填写，其他由系统按规定计算。", max_length=40
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if answers.get("ground") == RefundGround.WON and not answers.get("amount") and "amount" not in self.errors:
            self.add_error("amount", "胜诉退费请填写判决由对方负担、应当退还的金额。")
        return answers

    def answers(self) -> dict[str, Any]:
        typed = self.cleaned_data
        effective_at = court_time(typed["effective_on"].isoformat())
        return {"ground": RefundGround(typed["ground"]), "effective_at": effective_at, "amount": typed["amount"]}


class RefundProposalForm(WordsForm):
    """To whom and to which account."""

    payer_name = forms.CharField(label="收款人", max_length=100, required=False, help_text="不填就是原付款人")
    payer_account = forms.RegexField(
        r"^[0-9A-Za-z\- ]{6,40}$",
        label="收款账号",
        required=False,
        strip=True,
        help_text="不填就退回原付款账户",
        error_messages={"invalid": "账号只能有数字、字母、空格和连字符，请核对后重新填写。"},
    )
    field_order = ["payer_name", "payer_account", "reasons"]


class SentForm(ConfirmForm):
    """Under which reference the bank was told to pay."""

    reference = forms.CharField(label="银行汇款流水号", max_length=40)


class AssignForm(ConfirmForm):
    """To which charge an unmatched line belongs."""

    code = forms.CharField(label="缴费码、网上申请编号或者案号", max_length=60)
    words = _words("核对的经过", hint="例如与付款人电话核实", rows=2)


class SendBackForm(ConfirmForm):
    """Why a line goes back to who paid."""

    words = _words("退回的理由", rows=2)


class StatementForm(PlainForm):
    """The bank's file."""

    file = forms.FileField(
        label="银行对账单文件",
        help_text="银行按约定格式每日给出的文件；同一个文件导入两次不会重复入账。",
        error_messages={"required": "请选择银行对账单文件。", "empty": "这个文件是空的，请重新选择。"},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_STATEMENT:
            raise ValidationError("对账单最大 5 MB，请向银行取得分份的文件。")
        return file


class SandboxForm(PlainForm):
    """How much the made-up bank pays."""

    amount = SumField(label="付款金额（元）", max_length=40)

    def clean_amount(self) -> Decimal:
        if not self.cleaned_data["amount"]:
            raise ValidationError("请填写大于零的金额。")
        return self.cleaned_data["amount"]
