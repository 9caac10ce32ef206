"""What a report is about, kept in its address; and what is said of a breach."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from gangcheng_court.core.accounts.enums import STAFF_ROLES
from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.web.forms import PlainForm
from gangcheng_court.promises import PROMISES
from supervision.breaches import permissions, reports
from supervision.breaches.models import OUTCOMES, Breach, Cause
from supervision.rectification.forms import OwnerField, requirement_field, until_field, words_field

FIRST_DAY, LAST_DAY = date(2021, 1, 1), date(2099, 12, 31)
"""The promises were made in June 2021."""


def day_field(label: str) -> forms.DateField:
    """A day of a report, between the promises' first day and the century's end."""
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        validators=[
            MinValueValidator(FIRST_DAY, "承诺自 2021 年起施行，请选择 2021 年以后的日期。"),
            MaxValueValidator(LAST_DAY, "日期太晚，请选择 2099 年以前的日期。"),
        ],
        error_messages={"invalid": "请按 2026-11-01 的格式填写日期。"},
    )


def require_days(form: forms.Form, data: dict[str, Any]) -> None:
    """An error beside `since` or `until` of a cleaned form where one is missing or the end comes before the start."""
    for name, label in (("since", "开始"), ("until", "结束")):
        if name not in form.errors and not data.get(name):
            form.add_error(name, f"请填写{label}日期，例如 2026-11-01。")
    if data.get("since") and data.get("until") and data["until"] < data["since"]:
        form.add_error("until", "结束日期不能早于开始日期，请重新选择。")


class ReportForm(PlainForm):
    """Period, promise, department, person and cause; what is left out means this month, the first promise, and all."""

    hide_optional = True

    since = day_field("从")
    until = day_field("到")
    promise = forms.ChoiceField(label="承诺", required=False, choices=[(p.code, p.title) for p in PROMISES])
    department = forms.ModelChoiceField(Department.objects.none(), label="部门", required=False, empty_label="全部部门")
    person = forms.ModelChoiceField(User.objects.none(), label="人员", required=False, empty_label="全部人员")
    cause = forms.ChoiceField(
        label="超期原因",
        required=False,
        choices=[("", "全部原因"), *Cause.choices, (reports.UNEXPLAINED, "尚未说明")],
    )

    def __init__(self, data: Any, *, user: User, now: datetime) -> None:
        since, until = reports.month_of(now)
        super().__init__({"since": since.isoformat(), "until": until.isoformat()} | data.dict())
        departments = Department.objects.order_by("name")
        people = User.objects.filter(role__in=STAFF_ROLES).order_by("name")
        if not permissions.sees_whole_court(user):
            departments = departments.filter(pk=user.department_id)
            people = people.filter(department=user.department_id)
        self.fields["department"].queryset = departments
        self.fields["person"].queryset = people
        self.seen = permissions.seen_by(user)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        require_days(self, data)
        return data

    @property
    def scope(self) -> reports.Scope:
        data = self.cleaned_data
        return reports.Scope(
            data["since"],
            data["until"],
            self.seen,
            data["department"] and data["department"].pk,
            data["person"] and data["person"].pk,
        )

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for, as a report made later keeps it."""
        data = self.cleaned_data
        return {
            "since": data["since"].isoformat(),
            "until": data["until"].isoformat(),
            "promise": data["promise"],
            "department": data["department"] and data["department"].pk,
            "person": data["person"] and data["person"].pk,
            "cause": data["cause"],
            "words": self.conditions(),
        }

    def conditions(self) -> list[tuple[str, str]]:
        """What was asked for, in words, as exports print it."""
        data = self.cleaned_data
        watch = reports.watch_of(data["promise"])
        return [
            ("承诺", watch.promise.title),
            ("期间", f"{data['since']:%Y-%m-%d} 至 {data['until']:%Y-%m-%d}"),
            ("部门", str(data["department"] or "全部部门")),
            ("人员", str(data["person"] or "全部人员")),
            ("超期原因", reports.cause_label(data["cause"]) if data["cause"] else "全部原因"),
        ]


class ExplanationForm(PlainForm):
    cause = forms.ChoiceField(label="超期原因", choices=Cause, widget=forms.RadioSelect)
    words = forms.CharField(
        label="情况说明",
        max_length=2000,
        widget=forms.Textarea,
        help_text="写明为什么没有按时完成、现在办到哪一步、怎样避免再次发生。提交后不能修改，可以补充。",
    )


class JudgementForm(PlainForm):
    outcome = forms.ChoiceField(label="认定结果", choices=OUTCOMES, widget=forms.RadioSelect)
    words = words_field("认定意见", "责任人看得到。写明为什么成立，或者为什么不成立。")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class RectificationForm(PlainForm):
    """What is to be put right because of a breach, by whom, by when."""

    requirement = requirement_field()
    owner = OwnerField(User.objects.none(), label="整改责任人", empty_label="请选择")
    until = until_field()

    def __init__(self, *args: Any, breach: Breach, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [user.pk for user in permissions.owners(breach)]
        self.fields["owner"].queryset = User.objects.filter(pk__in=people).select_related("department")
