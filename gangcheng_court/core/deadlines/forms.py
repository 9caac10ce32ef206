"""The calculator's question, and the administrator's yearly notice."""

from datetime import datetime
from typing import Any

from django import forms

from gangcheng_court.core.deadlines import asked, gazette, periods
from gangcheng_court.core.deadlines import calendar as legal_calendar
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import COURT_ZONE
from gangcheng_court.core.deadlines.models import CalendarNotice
from gangcheng_court.core.deadlines.periods import Period, Unit

UNITS = [
    (Unit.DAYS.value, "日（自然日）"),
    (Unit.MONTHS.value, "个月"),
    (Unit.YEARS.value, "年"),
    (Unit.WORKDAYS.value, "个工作日"),
    (Unit.HOURS.value, "小时"),
]


class CalculatorForm(forms.Form):
    """From which day, how long: answered by `period()`."""

    start = forms.DateField(
        label="起算日期",
        help_text="例如收到材料、收到判决书的那一天。这一天不计算在内。",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[asked.check_start],
        error_messages={"required": "请填写起算日期。", "invalid": "请输入真实的日期，例如 2026-11-23。"},
    )
    time = forms.TimeField(
        label="起算时间",
        help_text="期限按小时计算的才填，例如 10:20。",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "请输入真实的时间，例如 10:20。"},
    )
    length = forms.IntegerField(
        label="期限长度",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 5}),
        error_messages={"required": "请填写期限长度。", "invalid": "请输入整数，例如 15。"},
    )
    unit = forms.ChoiceField(
        label="单位",
        choices=UNITS,
        help_text="法律没有写明“工作日”的，都按自然日计算。",
        error_messages={"required": "请选择单位。"},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("unit") == Unit.HOURS and not data.get("time") and "time" not in self.errors:
            self.add_error("time", "按小时计算的，请填写起算时间，例如 10:20。")
        if "length" in data and "unit" in data:
            try:
                asked.check_length(data["length"], Unit(data["unit"]))
            except forms.ValidationError as error:
                self.add_error("length", error)
        return data

    def period(self, calendar: Calendar) -> Period:
        """The counted period of a valid form."""
        data = self.cleaned_data
        moment = datetime.combine(data["start"], data["time"] or datetime.min.time(), COURT_ZONE)
        return periods.count(data["length"], Unit(data["unit"]), moment, calendar)


class NoticeForm(forms.Form):
    """The State Council's yearly notice, pasted as published."""

    year = forms.IntegerField(label="年份", min_value=legal_calendar.LAST_YEAR + 1, max_value=asked.LAST_START.year)
    source = forms.CharField(label="依据文件", max_length=200, help_text="例如：国办发明电〔2025〕7号。")
    text = forms.CharField(
        label="通知正文",
        help_text="粘贴通知中各节日的放假和上班安排，例如：“一、元旦：1月1日（周四）至3日（周六）放假调休。1月4日（周日）上班。”",
        widget=forms.Textarea(attrs={"rows": 14, "cols": 90}),
    )

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if CalendarNotice.objects.filter(year=year).exists():
            raise forms.ValidationError(f"{year}年的放假安排已经录入。个别日期有变化的，请在“日历调整”中逐日修改。")
        return year

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "year" in data and "text" in data:
            try:
                data["gazette"] = gazette.read(data["text"], data["year"])
            except forms.ValidationError as error:
                self.add_error("text", error)
        return data
