"""What a board is about, kept in its address."""

from datetime import date, datetime
from typing import Any

from django import forms

from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.web.forms import PlainForm
from gangcheng_court.promises import PROMISES
from supervision.board import rules
from supervision.board.enums import Outcome, Span
from supervision.breaches import permissions
from supervision.breaches.forms import day_field, require_days
from supervision.breaches.reports import Scope


class BoardForm(PlainForm):
    """Period, department and promise; what is left out means this month, and all."""

    hide_optional = True

    period = forms.ChoiceField(label="时间", required=False, choices=Span)
    since = day_field("从（自选日期时填写）")
    until = day_field("到（自选日期时填写）")
    department = forms.ModelChoiceField(Department.objects.none(), label="部门", required=False, empty_label="全部部门")
    promise = forms.ChoiceField(
        label="承诺", required=False, choices=[("", "全部承诺"), *((p.code, p.title) for p in PROMISES)]
    )

    def __init__(self, data: Any, *, user: User, now: datetime) -> None:
        super().__init__({"period": Span.MONTH.value} | data.dict())
        departments = Department.objects.order_by("name")
        if not permissions.sees_whole_court(user):
            departments = departments.filter(pk=user.department_id)
        self.fields["department"].queryset = departments
        self.seen = permissions.seen_by(user)
        self.today: date = court_date(now)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("period") == Span.CUSTOM:
            require_days(self, data)
        return data

    @property
    def days(self) -> rules.Period:
        data = self.cleaned_data
        return rules.period(data["period"], self.today, data["since"], data["until"])

    @property
    def scope(self) -> Scope:
        department = self.cleaned_data["department"]
        return Scope(self.days.since, self.days.until, self.seen, department and department.pk)


class ItemsForm(BoardForm):
    """The same of one promise, and which of its limits."""

    outcome = forms.ChoiceField(required=False, choices=Outcome, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, user: User, now: datetime) -> None:
        super().__init__(data, user=user, now=now)
        self.fields["promise"].choices = [(promise.code, promise.title) for promise in PROMISES]
