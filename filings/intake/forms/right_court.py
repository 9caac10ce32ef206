"""What is asked to tell which court may be the right one; every answer may stay empty."""

from django import forms

from filings.intake.forms.fields import DraftForm, LineField, YuanField
from filings.intake.jurisdiction import Facts, Matter, Place
from filings.intake.models import Cause
from filings.intake.queries import CURRENT_EDITION

MATTERS = {
    Matter.CIVIL: "民事纠纷，要起诉",
    Matter.ENFORCEMENT: "申请执行",
    Matter.ADMINISTRATIVE: "对行政机关的决定不服",
    Matter.PAYMENT_ORDER: "申请支付令",
    Matter.PROTECTION_ORDER: "申请人身安全保护令",
}
ALWAYS = (Place.DEFENDANT, Place.PLAINTIFF, Place.PERFORMANCE, Place.TORT, Place.IMMOVABLE)
"""Asked of everybody; the other places stand below, for those whom they concern."""


class RightCourtForm(DraftForm):
    matter = forms.ChoiceField(
        label="要办哪一类事",
        choices=[(matter.value, words) for matter, words in MATTERS.items()],
        widget=forms.RadioSelect,
        initial=Matter.CIVIL.value,
    )
    cause = forms.CharField(
        label="案由",
        required=False,
        max_length=60,
        help_text="是什么纠纷，例如 民间借贷纠纷、房屋租赁合同纠纷、机动车交通事故责任纠纷",
    )
    amount = YuanField(label="争议的金额（元）", required=False, max_length=30)
    defendant_away = forms.BooleanField(label="被告在国外、下落不明或者正在被监禁", required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for place in (*ALWAYS, *(place for place in Place if place not in ALWAYS)):
            self.fields[place.name.lower()] = LineField(label=place.value, required=False, max_length=200)

    def facts(self) -> Facts:
        """The answers as the rules read them; the cause is found in the list by its name or a part of it."""
        given = self.cleaned_data
        named = given["cause"].strip()
        causes = Cause.objects.filter(edition=CURRENT_EDITION, name__contains=named) if named else Cause.objects.none()
        cause = min(causes, key=lambda row: len(row.name), default=None)
        return Facts(
            matter=Matter(given["matter"]),
            cause=cause.name if cause else named,
            group=cause.group if cause else "",
            amount=given["amount"],
            defendant_away=given["defendant_away"],
            places={place: given[place.name.lower()] for place in Place},
        )

    @property
    def first(self) -> list[forms.BoundField]:
        return [self[name] for name in ("matter", "cause", "amount", *(place.name.lower() for place in ALWAYS))]

    @property
    def further(self) -> list[forms.BoundField]:
        shown = {field.name for field in self.first}
        return [field for field in self if field.name not in shown]

    @property
    def further_matters(self) -> bool:
        """Whether one of the further places was given or was given wrongly, so that it must be seen."""
        return any(field.value() or field.errors for field in self.further)
