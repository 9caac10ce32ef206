"""What is typed about a bulletin: its period, its text, why it is given back or withdrawn."""

from datetime import datetime
from typing import Any

from django import forms

from gangcheng_court.core.web.fields import DayField
from gangcheng_court.core.web.forms import PlainForm
from supervision.breaches.reports import month_of
from supervision.bulletins.enums import Audience
from supervision.bulletins.models import Bulletin
from supervision.bulletins.services import Text

MOST_SECTIONS = 20
LONGEST_SECTION = 5000


class DraftForm(PlainForm):
    title = forms.CharField(label="标题", max_length=100, help_text="例如：关于 11 月诉讼服务承诺兑现情况的通报")
    audience = forms.ChoiceField(
        label="范围",
        choices=Audience,
        widget=forms.RadioSelect,
        help_text="公开的通报谁都看得到，不能出现人名；投诉一律不写。",
    )
    since, until = DayField(label="从"), DayField(label="到")

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial, self.fields["until"].initial = month_of(now)


class TextForm(PlainForm):
    """Title and sections, with one empty section at the end to go on with; what is left empty is dropped."""

    hide_optional = True

    title = forms.CharField(label="标题", max_length=100)
    version = forms.IntegerField(widget=forms.HiddenInput)
    count = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_SECTIONS)

    def __init__(self, data: Any = None, *, bulletin: Bulletin) -> None:
        saved = [*bulletin.sections, {"heading": "", "text": ""}][:MOST_SECTIONS]
        sent = str(data.get("count", "")) if data is not None else ""
        self.places = min(int(sent), MOST_SECTIONS) if sent.isascii() and sent.isdecimal() else len(saved)
        initial = {"title": bulletin.title, "version": bulletin.version, "count": len(saved)}
        for place, section in enumerate(saved):
            initial |= {f"heading_{place}": section["heading"], f"text_{place}": section["text"]}
        super().__init__(data, initial=initial)
        for place in range(self.places):
            self.fields[f"heading_{place}"] = forms.CharField(
                label=f"第 {place + 1} 节标题", max_length=50, required=False
            )
            self.fields[f"text_{place}"] = forms.CharField(
                label=f"第 {place + 1} 节正文",
                max_length=LONGEST_SECTION,
                required=False,
                widget=forms.Textarea(attrs={"rows": 6}),
            )

    @property
    def sections(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"heading_{place}"], self[f"text_{place}"]) for place in range(self.places)]

    @property
    def text(self) -> Text:
        told = self.cleaned_data
        pairs = [(told[f"heading_{place}"], told[f"text_{place}"]) for place in range(self.places)]
        return Text(told["title"], [(heading.strip(), words.replace("\r\n", "\n").strip()) for heading, words in pairs])


class ReasonForm(PlainForm):
    reason = forms.CharField(label="原因", max_length=80, widget=forms.Textarea(attrs={"rows": 3}))
