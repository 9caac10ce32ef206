"""Every kind of filing as data: what completes it, what nobody may demand, what never blocks, and its pages."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from filings.intake import causes, queries, rules, services
from filings.intake.enums import Side
from filings.intake.kinds import KINDS, NEVER_BLOCKS, Kind
from filings.intake.kinds.shape import FEES, FORBIDDEN_ALWAYS, PREPAID_FEES, Forbidden
from filings.intake.models import Cause, Filing
from filings.intake.tests.builders import make_complete, make_draft
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.errors import Refused

pytestmark = pytest.mark.django_db
EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)

DEMANDS = {
    "被告身份证号码或户籍证明": "请提供被告的身份证号码",
    "诉讼时效的证明": "请提交没有超过诉讼时效的材料",
    "要素式文本": "请改用要素式起诉状",
    "网上提交后的纸质材料": "请补交纸质材料",
    "证据原件": "请提交借条原件",
    "生效证明": "请到原审法院开具生效证明",
    "被执行人的财产证明": "请提供被执行人的存款证明",
    "行政行为违法的证明": "请提交证明行政行为违法的证据",
    "只能是现金的担保": "担保只能交现金",
    "超过百分之三十的担保": "请提供请求保全数额百分之五十的担保",
    "不超过某个金额": "请求的金额超过十万元",
    "申请费": "请预交申请费",
    "先提起离婚等诉讼": "请先起诉离婚再来申请",
    "某一种特定的证据": "必须提交公安机关的告诫书",
}
"""What must not be demanded, each with a sentence that demands it."""
FORBIDDEN = [
    pytest.param(kind, each, id=f"{kind.code}-{each.what}")
    for kind in KINDS.values()
    for each in (*kind.forbidden, *FORBIDDEN_ALWAYS)
]


def whole(filing: Filing) -> Filing:
    return queries.whole(Filing.objects.filter(pk=filing.pk)).get()


def errors(filing: Filing) -> set[str]:
    return {problem.message for problem in rules.errors(whole(filing))}


@EVERY_KIND
def test_a_complete_draft_has_no_error(kind: Kind) -> None:
    assert errors(make_complete(kind.code)) == set()


@EVERY_KIND
def test_an_empty_draft_names_whatever_is_missing(kind: Kind) -> None:
    said = errors(make_draft(kind=kind.code))

    slots = {f"请上传{slot.title}" for slot in kind.slots if slot.need == "required" and not slot.condition}
    details = {detail.missing for detail in kind.details if detail.need == "required"}
    assert slots | details | {f"请至少写一项{kind.plea}", "请写明事实与理由", "请填写送达地址"} <= said
    assert bool(kind.cause_edition) == ("请选择案由，拿不准就选“由法院确定”" in said)
    assert kind.amount_required == any(kind.amount.removesuffix("（元）") in words for words in said if kind.amount)
    assert sum(words.startswith("请添加") for words in said) == sum(seat.least > 0 for seat in kind.seats.values())


@EVERY_KIND
def test_a_kind_names_itself_everywhere(kind: Kind) -> None:
    assert all((kind.title, kind.type_code, kind.summary, kind.document, kind.guide or kind.code == "civil_complaint"))
    assert kind.fee in FEES
    assert bool(kind.cause_edition) != bool(kind.cause_name)
    assert all(detail.missing for detail in kind.details if detail.need == "required" or detail.advised)
    assert all(item.stock.startswith("请") and item.basis for item in kind.checklist)
    for parts in (kind.slots, kind.details, kind.checklist):
        assert len({part.code for part in parts}) == len(parts)


def test_what_is_registered_first_is_what_the_rules_on_registration_cover() -> None:
    """登记立案规定 8, 18."""
    first = {kind.code for kind in KINDS.values() if kind.registers_first}
    assert first == {"civil_complaint", "administrative_complaint", "private_prosecution", "enforcement"}


def test_a_fee_is_asked_first_only_where_the_law_has_one_for_the_filer() -> None:
    assert {kind.code for kind in KINDS.values() if kind.prepays} == {
        "civil_complaint",
        "administrative_complaint",
        "payment_order",
        "preservation_before_suit",
        "preservation_in_suit",
        "preservation_before_enforcement",
    }
    assert {"judicial_confirmation", "protection_order", "retrial"} <= FEES - PREPAID_FEES


@pytest.mark.parametrize(("kind", "forbidden"), FORBIDDEN)
def test_what_nobody_may_demand_is_refused_and_saying_so_is_not(kind: Kind, forbidden: Forbidden) -> None:
    demand = DEMANDS[forbidden.what]

    assert forbidden in kind.forbidden_in(f"材料已收到。{demand}。")
    assert kind.forbidden_in(f"不需要{demand.removeprefix('请')}") == []
    assert forbidden.why.endswith("。")
    assert forbidden.basis


@EVERY_KIND
def test_no_word_of_a_kind_demands_what_nobody_may_demand(kind: Kind) -> None:
    for item in kind.checklist:
        assert kind.forbidden_in(item.stock) == [], item.code
    for slot in kind.slots:
        assert [each.what for each in kind.forbidden_in(slot.title)] == []


def expired(kind: Kind) -> Filing:
    long_ago = {detail.code: "2001-01-01" for detail in kind.details if detail.form == "date"}
    return make_complete(kind.code, facts="2001年1月1日借款，至今未还。", details=long_ago)


def nameless(kind: Kind) -> Filing:
    filing = make_complete(kind.code)
    assert set(filing.parties.values_list("id_number_hash", flat=True)) == {""}
    return filing


def without_form(kind: Kind) -> Filing:
    filing = make_complete(kind.code)
    assert not filing.materials.filter(slot="complaint").exists()
    return filing


def without_paper(kind: Kind) -> Filing:
    assert not [slot for slot in kind.slots if slot.need != "optional" and re.search("纸质|原件", slot.hint)]
    return make_complete(kind.code)


CIRCUMSTANCES: dict[str, Callable[[Kind], Filing]] = {
    "limitation": expired,
    "opponent_number": nameless,
    "form": without_form,
    "paper": without_paper,
}


@EVERY_KIND
@pytest.mark.parametrize("circumstance", CIRCUMSTANCES)
def test_what_never_blocks_blocks_no_kind(kind: Kind, circumstance: str) -> None:
    assert errors(CIRCUMSTANCES[circumstance](kind)) == set()


def test_everything_that_never_blocks_is_tried() -> None:
    assert set(CIRCUMSTANCES) == set(NEVER_BLOCKS)


def test_a_confirmation_is_joint_and_has_no_opponent() -> None:
    filing = make_complete("judicial_confirmation")
    filing.parties.last().delete()

    assert errors(filing) == {"请添加申请人，至少要有 2 个"}
    assert set(KINDS["judicial_confirmation"].seats) == {Side.PLAINTIFF}


def test_whoever_applies_for_another_is_asked_who_and_why() -> None:
    alone, for_another = (
        whole(make_complete("protection_order", details={"applied_by": by})) for by in ("self", "committee")
    )

    for filing, asked in ((alone, False), (for_another, True)):
        assert ("proxy" in [detail.code for detail in rules.open_details(filing)]) is asked
        assert ("proxy" in [slot.code for slot in rules.open_slots(filing)]) is asked
        assert ("proxy" in [item.code for item in rules.checklist(filing)]) is asked
        assert rules.errors(filing) == []


@EVERY_KIND
def test_every_page_of_a_draft_opens(client: Client, kind: Kind) -> None:
    filing = make_complete(kind.code)
    sign_in(client, filing.filer)

    addresses = [reverse("filings:draft", args=[filing.draft_code])]
    addresses += [
        reverse(f"filings:draft-{task}", args=[filing.draft_code]) for task in rules.open_tasks(whole(filing))
    ]
    addresses += [reverse("filings:draft-add-party", args=[filing.draft_code])]
    addresses += [reverse("filings:draft-party", args=[filing.draft_code, party.pk]) for party in filing.parties.all()]
    for address in addresses:
        page = client.get(address)
        assert page.status_code == 200, address


@EVERY_KIND
def test_the_page_of_a_kind_says_what_it_needs_what_it_does_not_and_by_when(client: Client, kind: Kind) -> None:
    words = client.get(reverse("filings:intake-kind", args=[kind.code])).content.decode()

    for expected in (kind.summary, *kind.guide, *(slot.title for slot in kind.slots)):
        assert expected in words
    for forbidden in kind.forbidden:
        assert forbidden.why in words
    for limit in kind.limits:
        assert limit.promise.title in words
    for never in NEVER_BLOCKS.values():
        assert never.what in words


def test_suits_against_agencies_are_off_until_the_court_takes_them(client: Client, settings) -> None:
    user = make_user()
    reason = settings.KINDS_OFF["administrative_complaint"]
    assert reason in client.get(reverse("filings:intake-kind", args=["administrative_complaint"])).content.decode()
    with pytest.raises(Refused, match="集中管辖"):
        services.start(kind="administrative_complaint", by=user, at=court_time("2026-06-17"))

    settings.KINDS_OFF = {}
    assert services.start(kind="administrative_complaint", by=user, at=court_time("2026-06-17")).pk


@pytest.mark.parametrize(
    ("matter", "kind"),
    [
        ("administrative", "administrative_complaint"),
        ("enforcement", "enforcement"),
        ("violence", "protection_order"),
        ("undisputed", "payment_order"),
        ("mediated", "judicial_confirmation"),
        ("crime", "private_prosecution"),
    ],
)
def test_the_questions_lead_to_the_page_of_the_right_kind(client: Client, matter: str, kind: str) -> None:
    answers = {"matter": matter, "place": "here", "labour": "final_award", "divorce": "no", "before": "decided"}
    words = client.get(reverse("filings:intake-suitability"), answers).content.decode()

    assert reverse("filings:intake-kind", args=[kind]) in words
    assert reverse("filings:intake-kind", args=["retrial"]) in words
    assert "劳动争议仲裁委员会所在地的中级人民法院" in words
    assert "没有开通" not in words


def test_every_edition_is_loaded_and_a_filer_chooses_from_the_edition_of_the_kind() -> None:
    services.load_causes()

    for kind in KINDS.values():
        if kind.cause_edition:
            assert kind.cause_edition in causes.EDITIONS
            found = queries.causes_of(make_draft(kind=kind.code))
            assert found.count() == len(list(causes.rows(kind.cause_edition)))
    assert Cause.objects.get(edition="admin2020", name="行政处罚")
    assert Cause.objects.get(edition="private", name="诽谤罪").group == "告诉才处理的案件"
