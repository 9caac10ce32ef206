"""答辩状: whoever was sued writes it here, for any court; it is never filed, and nobody else sees it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from filings.intake import permissions, rules
from filings.intake import services as intake
from filings.intake.kinds import Task
from filings.intake.models import Filing, Party
from filings.intake.tests.builders import make_cause, make_draft
from filings.pleadings import data, deadlines, queries, services
from filings.pleadings.models import Pleading
from filings.pleadings.tests.builders import NOW, NUMBER, docx_text, make_defence, make_pleading, printed
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents.tests.printed import words_of
from gangcheng_court.errors import NotYours, Refused

pytestmark = pytest.mark.django_db
LIST = reverse("filings:defences")
ANSWERS = {"C1_stand": "object", "C1_why": "本金已经还了三万元", "F3_stand": "agree"}


def url(name: str, filing: Filing, *more: object) -> str:
    return reverse(f"filings:{name}", args=[filing.draft_code, *more])


def made(style: str = "element", **fields) -> Pleading:
    """A 答辩状 with two questions answered, composed and printed."""
    pleading = make_pleading(make_defence(**fields), answers=dict(ANSWERS))
    services.compose(pleading.filing_id, by=pleading.filing.filer, at=NOW)
    return printed(pleading, style)


@pytest.fixture
def filing(client: Client) -> Filing:
    """Signed in as who writes it."""
    begun = make_defence()
    sign_in(client, begun.filer)
    return begun


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.LAWYER])
def test_citizens_and_lawyers_begin_it_from_their_own_list(client, role):
    writer = make_user(role)
    sign_in(client, writer)
    page = client.get(LIST).text
    for words in ("我的答辩状", "15 日内", "不交，法院照样审理", "您还没有写过答辩状"):
        assert words in page
    answer = client.post(LIST)
    begun = Filing.objects.get(filer=writer)
    assert (begun.kind, begun.status, answer.url) == ("defence", "draft", url("draft-details", begun))


def test_whoever_is_not_signed_in_is_asked_to(client):
    assert reverse("account_login") in client.get(LIST).url


def test_the_pages_ask_for_court_number_day_cause_and_people(client):
    writer = make_user()
    sign_in(client, writer)
    filing = intake.start_defence(by=writer, at=NOW)
    case = {"trial_court": "济南市莱芜区人民法院", "trial_number": "(2026)鲁0116民初88号"}
    typed = case | {"served_on": "2025年6月16日"}
    assert client.post(url("draft-details", filing), typed).url == url("draft", filing)
    assert client.get(url("draft", filing)).url == url("defence", filing)
    assert client.post(url("draft-cause", filing), {"cause": make_cause().pk}).url == url("draft", filing)
    added = client.post(url("draft-add-party", filing), {"side": "plaintiff", "kind": "natural"}).url
    assert client.post(added, {"name": "张玥喆", "domicile": "济南市钢城区1号"}).status_code == 302
    added = client.post(url("draft-add-party", filing), {"myself": "1"}).url
    own = {"name": "李建国", "domicile": "济南市莱芜区1号", "phone": "13800000002", "id_number": NUMBER}
    assert client.post(added, own).status_code == 302
    service = {"service_recipient": "李建国", "service_address": "济南市莱芜区1号", "service_phone": "13800000002"}
    client.post(url("draft-service", filing), service)
    filing.refresh_from_db()
    assert filing.details == case | {"served_on": "2025-06-16"}
    assert [(party.side, party.name) for party in filing.parties.all()] == [
        ("plaintiff", "张玥喆"),
        ("defendant", "李建国"),
    ]
    assert {problem.task for problem in rules.errors(filing)} == {Task.FACTS}
    page = client.get(url("defence", filing)).text
    assert "民间借贷纠纷" in page
    assert "济南市莱芜区人民法院的诉讼服务中心窗口" in page


def test_what_is_wrong_is_answered_beside_the_field_and_nothing_typed_is_lost(client, filing):
    wrong = {"trial_court": "", "trial_number": "某号", "served_on": "2999-1-1"}
    page = client.post(url("draft-details", filing), wrong)
    assert page.status_code == 422
    for words in ("请填写案件所在的法院", "日期不能晚于今天", 'value="某号"', 'value="2999-1-1"'):
        assert words in page.text
    page = client.post(url("draft-cause", filing), {"cause": ""})
    assert page.status_code == 422
    assert "请选择案由" in page.text
    assert "请至少写一项" not in page.text


def test_the_party_who_answers_gives_the_particulars_and_the_other_side_only_a_name(client, filing):
    plaintiff, defendant = filing.parties.get(side="plaintiff"), filing.parties.get(side="defendant")
    assert client.post(url("draft-party", filing, plaintiff.pk), {"name": "张玥喆"}).status_code == 302
    page = client.post(url("draft-party", filing, defendant.pk), {"name": "李建国"})
    assert page.status_code == 422
    assert "不要求提供" not in page.text


def test_an_identity_number_is_sealed(filing):
    party = filing.parties.get(side="defendant")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number FROM filings_party WHERE id = %s", [party.pk])
        assert NUMBER not in str(cursor.fetchone()[0])
    assert Party.objects.get(pk=party.pk).id_number == NUMBER


@pytest.mark.parametrize(
    ("served", "ends"),
    [("2026-06-15", "2026-06-30"), ("2026-06-05", "2026-06-22"), ("2026-09-17", "2026-10-08")],
    ids=["an ordinary day", "the festival and the weekend", "the national holiday"],
)
def test_fifteen_days_run_from_the_day_after_and_roll_off_rest_days(served, ends):
    filing = Filing(kind="defence", details={"served_on": served})
    assert str(queries.defence_limit(filing, calendar.load()).last_day) == ends


def test_without_the_day_there_is_no_limit_but_a_way_to_give_it(client):
    filing = make_defence(details={"trial_court": "某法院"})
    sign_in(client, filing.filer)
    assert queries.defence_limit(filing, calendar.load()) is None
    page = client.get(url("defence", filing)).text
    assert "填写哪一天收到的" in page
    assert "怎么算的" not in page


def test_the_limit_says_how_it_was_worked_out(client, filing):
    page = client.get(url("defence", filing)).text
    for words in ("7月1日(周二) 24:00 前", "怎么算的", deadlines.DEFENCE_BASIS, "不计算在内"):
        assert words in page


def test_time_that_is_left_is_told_and_time_that_is_over_is_no_reason_to_give_up(client):
    today = timezone.localdate()
    filing = make_defence(details={"trial_court": "某法院", "served_on": today.isoformat()})
    sign_in(client, filing.filer)
    for page in (url("defence", filing), LIST):
        assert "还剩" in client.get(page).text
    filing.details["served_on"] = (today - timedelta(days=60)).isoformat()
    filing.save()
    for page in (url("defence", filing), LIST):
        assert "请尽快交给法院" in client.get(page).text
        assert "tag--late" not in client.get(page).text


def test_no_consent_is_asked_for_in_the_name_of_another_court(client, filing):
    page = client.get(url("draft-service", filing)).text
    assert "电子送达" not in page
    assert "不影响审理" in page


@pytest.mark.parametrize("served", ["1950-01-01", "2003-12-31"])
def test_a_day_long_ago_breaks_no_page(client, served):
    filing = make_defence(details={"trial_court": "某法院", "served_on": served})
    sign_in(client, filing.filer)
    assert client.get(url("defence", filing)).status_code == 200
    assert client.get(LIST).status_code == 200


def test_the_questions_are_those_of_the_complaint_seen_from_the_other_side(client, filing):
    assert "一步步填写，自动生成民事答辩状" in client.get(url("pleading", filing)).text
    first = client.post(url("pleading", filing), {"start": "1"}).url
    assert filing.pleading.form_code == "private_lending-answer"
    assert "您同意吗" in client.get(first).text


def test_without_a_form_for_the_cause_the_answer_follows_the_plain_complaint():
    filing = make_defence(cause=None)
    assert services.start(filing.pk, by=filing.filer, at=NOW).form_code == "narrative-answer"
    assert data.form_for("defence", "88").code == "sale-answer"


def test_nobody_offers_to_upload_or_hand_in_anything(client):
    pleading = made()
    sign_in(client, pleading.filing.filer)
    for name in ("pleading", "pleading-text", "pleading-print"):
        page = client.get(url(name, pleading.filing)).text
        assert "上传" not in page
        assert "放进材料" not in page
    assert "怎么交、最晚哪一天" in client.get(url("pleading-print", pleading.filing)).text
    assert client.get(url("draft-materials", pleading.filing)).status_code == 404
    with pytest.raises(Refused):
        services.hand_in(pleading.filing_id, by=pleading.filing.filer, at=NOW)


@pytest.mark.parametrize("style", ["element", "classic"])
def test_the_paper_names_court_number_and_both_sides_in_both_files(style):
    pleading = made(style)
    with pleading.pdf.file.open() as pdf, pleading.docx.file.open() as docx:
        papers = [words_of(pdf.read()), docx_text(docx.read())]
    for words in papers:
        for said in ("民事答辩状", "(2026)鲁0116民初88号", "此致济南市莱芜区人民法院", NUMBER, "本金已经还了三万元"):
            assert said in words
        assert words.index("李建国") < words.index("张玥喆")
        assert "具状人" not in words


def test_the_list_shows_ones_own_newest_first_with_the_limit_and_no_other_filing(client, filing):
    make_draft(filer=filing.filer)
    newer = make_defence(filer=filing.filer, cause=None, details={})
    other = make_defence()
    page = client.get(LIST).text
    assert page.index(newer.draft_code) < page.index(filing.draft_code)
    assert "7月1日(周二) 24:00 前，已经过了" in page
    assert other.draft_code not in page
    assert page.count("保存于") == 2


def test_a_long_list_has_pages_and_costs_the_same(client, filing):
    client.get(LIST)  # stamps the session
    costs = []
    for more in (0, 25):
        for _ in range(more):
            make_defence(filer=filing.filer)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(LIST).text
        costs.append(len(captured))
    assert costs[0] == costs[1]
    assert page.count("保存于") == 20
    last = Filing.objects.defences().order_by("-pk")[19].pk
    assert client.get(f"{LIST}?after={last}").text.count("保存于") == 6
    assert client.get(f"{LIST}?after=没有").status_code == 200


def test_it_is_deleted_after_one_question(client, filing):
    assert "要删除草稿" in client.get(url("draft-discard", filing)).text
    assert client.post(url("draft-discard", filing)).url == LIST
    assert filing.draft_code not in client.get(LIST).text
    assert client.get(url("defence", filing)).status_code == 404


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.CLERK, Role.CHIEF, Role.SUPERVISOR])
def test_to_others_it_does_not_exist(client, role):
    pleading = made()
    stranger = make_user(role)
    sign_in(client, stranger)
    for name in ("defence", "draft", "draft-details", "draft-discard", "pleading", "pleading-print", "draft-help"):
        assert client.get(url(name, pleading.filing)).status_code == 404, name
    assert client.get(url("pleading-file", pleading.filing, "pdf")).status_code == 404
    assert not permissions.visible_to(stranger).filter(pk=pleading.filing_id).exists()
    with pytest.raises(NotYours):
        intake.save_answers(pleading.filing_id, task=Task.FACTS, by=stranger, at=NOW, facts="改了")


def test_a_filing_has_no_such_page(client):
    filing = make_draft()
    sign_in(client, filing.filer)
    assert client.get(url("defence", filing)).url == url("draft", filing)


def test_it_is_no_kind_that_one_may_file(client, filing):
    with pytest.raises(Refused):
        intake.start(kind="defence", by=filing.filer, at=NOW)
    start = client.get(reverse("filings:intake-start")).text
    assert filing.draft_code not in start
    assert client.get(reverse("filings:intake-kind", args=["defence"])).status_code == 404
    assert client.get(url("draft-help", filing)).status_code == 404
    assert client.get(reverse("api:filing-detail", args=[filing.draft_code])).status_code == 404
    assert not permissions.drafts_of(filing.filer).exists()


def test_the_database_keeps_it_from_ever_getting_a_number(filing):
    with pytest.raises(IntegrityError, match="a_defence_is_never_filed"):
        Filing.objects.filter(pk=filing.pk).update(number="WS1", submitted_at=court_time("2026-06-17 10:00"))
