"""The pages: lists, the checklist with and without scripts, results, orders, editions, photos."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.documents.tests.builders import make_pdf, make_picture, upload
from gangcheng_court.core.documents.tests.printed import text_of
from supervision.inspections import queries, services
from supervision.inspections.enums import Kind, Status
from supervision.inspections.models import Checklist, Inspection, ItemAnswer, ItemPhoto
from supervision.inspections.queries import lists
from supervision.inspections.tests.builders import (
    NOW,
    make_answer,
    make_checklist,
    make_clerk,
    make_finding,
    make_photo,
    make_supervisor,
    make_visit,
)
from supervision.rectification.models import Order

pytestmark = pytest.mark.django_db
LIST = reverse("supervision:inspections")
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def thursday(monkeypatch):
    """The clock of the views stands at NOW."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def supervisor(client):
    supervisor = make_supervisor()
    sign_in(client, supervisor)
    return supervisor


def of(row, route="", **more):
    return reverse(f"supervision:inspection{route}", kwargs={"number": row.number, **more})


def typed(row, **verdicts):
    """The whole list as a browser would send it: by code of the item, its verdict."""
    told = {"summary": "总体较好"}
    for item in row.checklist.items.all():
        stem = f"item-{item.pk}"
        told |= {f"{stem}-key": str(uuid.uuid4()), f"{stem}-verdict": verdicts.get(item.code.replace("-", "_"), "")}
    return told


# A covert visit exists for nobody but its owner


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.CHIEF, Role.CLERK, Role.ADMINISTRATOR])
def test_nothing_that_others_see_changes_with_covert_visits(role, client):
    viewer, owner = make_user(role, department=make_department()), make_supervisor()
    sign_in(client, viewer)
    open_done = make_visit(Status.DONE, owner=viewer, failed=("attitude",))
    make_visit(Status.PUBLISHED, kind=Kind.COVERT, failed=("dress",))
    addresses = [f"{LIST}?tab={tab}" for tab in lists.Tab]
    addresses += [f"{LIST}?tab=done&kind=covert", f"{LIST}?tab=done&place=立案窗口"]
    addresses += [of(open_done), of(open_done, "-orders")]
    logs = [reverse("admin:audit_readlog_changelist"), reverse("admin:notices_delivery_changelist")]

    def seen():
        answers = [client.get(address) for address in addresses]
        return [(answer.status_code, _without_tokens(answer)) for answer in answers]

    before, figures = seen(), _figures()
    hidden = [status for status in Status if status != Status.PUBLISHED]
    rows = [
        make_visit(status, kind=Kind.COVERT, owner=owner, failed=("attitude",), planned_by=viewer) for status in hidden
    ]
    services.remind_of_visits(at=NOW)
    photos = [make_photo(row) for row in rows]
    inspector = sign_in(Client(), owner)
    for row, photo in zip(rows, photos, strict=True):
        assert inspector.get(of(row)).status_code == 200
        b"".join(inspector.get(of(row, "-photo", file_id=photo.file_id)))

    assert seen() == before
    assert _figures() == figures
    for page in [client.get(address).content.decode() for address in logs]:
        for row in rows:
            assert row.number not in page
        assert "暗访" not in page
    for row, photo in zip(rows, photos, strict=True):
        for route in ("", "-check", "-orders", "-report"):
            assert client.get(of(row, route)).status_code == 404
        assert client.get(of(row, "-photo", file_id=photo.file_id)).status_code == 404
        for code in ("begin", "publish", "cancel"):
            assert client.post(of(row, "-act", code=code), {"reason": "停电"}).status_code == 404


def _figures():
    since, until = NOW - DAY, NOW + DAY
    findings = queries.published_findings(since, until).order_by("number")
    return list(findings), queries.visits(since, until)


def _without_tokens(answer):
    lines = answer.content.decode().splitlines()
    return "\n".join(line for line in lines if "csrf" not in line.lower())


def test_whoever_planned_a_covert_visit_for_somebody_else_does_not_see_it_any_more(client, supervisor):
    clerk, checklist = make_clerk(), make_checklist()
    told = {"kind": "covert", "title": "秘密", "places": ["法庭"], "planned_on": "2026-11-26", "owner": clerk.pk}

    answer = client.post(reverse("supervision:inspection-new"), told | {"checklist": checklist.pk}, follow=True)

    row = Inspection.objects.get()
    assert answer.redirect_chain[-1][0] == LIST
    assert "只有" in answer.content.decode()
    assert row.number not in answer.content.decode()
    assert client.get(of(row)).status_code == 404
    assert row.number in sign_in(Client(), clerk).get(LIST).content.decode()


def test_reading_a_photo_is_logged_and_of_a_covert_visit_the_log_says_nothing(client, supervisor):
    secret, open_ = make_visit(Status.UNDER_WAY, kind=Kind.COVERT, owner=supervisor), make_visit(Status.DONE)
    kept, shown = make_photo(secret), make_photo(open_)

    b"".join(client.get(of(secret, "-photo", file_id=kept.file_id)))
    b"".join(client.get(of(open_, "-photo", file_id=shown.file_id)))

    logged = [(read.what, read.reference) for read in ReadLog.objects.order_by("pk")]
    assert logged == [("暗访照片", str(kept.file_id)), ("检查照片", open_.number)]


# Lists


def test_a_list_pages_by_key_and_keeps_its_conditions(client, supervisor, monkeypatch):
    monkeypatch.setattr(lists, "PAGE", 2)
    rows = [make_visit(Status.DONE, planned_on=(NOW - day * DAY).date()) for day in range(5)]
    make_visit(Status.DONE, places=["法庭"])

    first = client.get(f"{LIST}?tab=done&kind=open&place=立案窗口")
    second = client.get(first.context["older"])
    third = client.get(second.context["older"])

    assert [row for page in (first, second, third) for row in page.context["rows"]] == rows
    assert "kind=open" in second.context["newer"]
    assert third.context["older"] == ""


@pytest.mark.parametrize("after", ["x", "2026-13-45_JC1", "9" * 40])
def test_a_key_that_no_page_gave_is_a_bad_request(after, client, supervisor):
    assert client.get(LIST, {"tab": "done", "after": after}).status_code == 400


def test_what_is_planned_comes_soonest_first_and_an_empty_list_says_so(client, supervisor):
    assert "没有由您负责的检查" in client.get(LIST).content.decode()
    later, sooner = make_visit(planned_on=(NOW + 2 * DAY).date()), make_visit()

    assert list(client.get(f"{LIST}?tab=planned").context["rows"]) == [sooner, later]


@pytest.mark.parametrize("address", [f"{LIST}?tab=published", "result"])
def test_a_page_asks_as_often_for_many_rows_as_for_one(address, client, supervisor):
    row = make_visit(Status.PUBLISHED, failed=("attitude",))

    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(of(row) if address == "result" else address).status_code == 200
        return len([query for query in captured if "SAVEPOINT" not in query["sql"]])

    asked()
    few = asked()
    for item in row.checklist.items.all()[1:]:
        make_finding(row, item)
        make_visit(Status.PUBLISHED)

    assert asked() == few


# The checklist


def test_without_scripts_the_list_is_one_form(client, supervisor):
    row = make_visit(owner=supervisor)

    answer = client.post(of(row, "-act", code="begin"), follow=True)
    row.refresh_from_db()
    assert answer.redirect_chain[-1][0] == of(row, "-check")
    client.post(of(row, "-check"), typed(row, attitude="passed"))
    assert row.answers.count() == 1
    told = typed(row, attitude="passed", dress="failed", water_paper="not_applicable") | {"finish": "1"}
    dress = row.checklist.items.get(code="dress")
    answer = client.post(of(row, "-check"), told)
    assert answer.status_code == 422
    assert "不合格的要写明情况：第 2 项" in answer.content.decode()

    told |= {f"item-{dress.pk}-words": "没有佩戴工作牌", f"item-{dress.pk}-photos": upload(make_picture(), "窗口.jpg")}
    told |= {f"item-{dress.pk}-key": str(uuid.uuid4())}
    answer = client.post(of(row, "-check"), told, follow=True)
    page = answer.content.decode()
    assert "检查已完成" in page
    assert "没有佩戴工作牌" in page
    assert "看了 2 项，合格 1 项，不合格 1 项" in page
    assert ItemPhoto.objects.count() == 1


def test_a_form_sent_twice_or_from_an_old_page_writes_nothing_new(client, supervisor):
    row = make_visit(Status.UNDER_WAY, owner=supervisor)
    item = row.checklist.items.first()
    told = typed(row, attitude="failed") | {f"item-{item.pk}-place": row.places[0]}
    for _ in range(2):
        client.post(of(row, "-check"), told)
    assert row.answers.count() == 1

    shown = client.get(of(row, "-check")).context["item_forms"]
    names = ("verdict", "words", "place", "department", "person", "key", "seen")
    as_shown = {form.add_prefix(name): form[name].value() or "" for form in shown for name in names}
    client.post(of(row, "-check"), as_shown)
    assert row.answers.count() == 1

    make_answer(row, item, at=NOW + DAY)
    client.post(of(row, "-check"), as_shown)
    assert queries.holding_answers(row)[item.pk].verdict == "passed"
    assert row.answers.count() == 2


def test_words_without_a_verdict_are_told_so_and_stay(client, supervisor):
    row = make_visit(Status.UNDER_WAY, owner=supervisor)
    item = row.checklist.items.first()

    answer = client.post(of(row, "-check"), typed(row) | {f"item-{item.pk}-words": "门口有杂物"})

    assert answer.status_code == 422
    assert "还没有选结论" in answer.content.decode()
    assert "门口有杂物" in answer.content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"verdict": ""}, "请先选择结论"),
        ({"verdict": "splendid"}, "请在列出的选项里选择结论"),
        ({"key": "x"}, "。"),
        ({"said_at": "9" * 30}, "。"),
        ({"person": "999999"}, "请在列出的选项里选择人员"),
        ({"words": "长" * 301}, "最多 300 个字"),
    ],
)
def test_an_answer_to_correct_is_told_in_plain_text(change, words, client, supervisor):
    row = make_visit(Status.UNDER_WAY, owner=supervisor)
    item = row.checklist.items.first()
    told = {"key": str(uuid.uuid4()), "verdict": "passed", "said_at": "1795658400000"} | change

    answer = client.post(
        of(row, "-answer", item=item.pk), {f"item-{item.pk}-{name}": value for name, value in told.items()}
    )

    assert (answer.status_code, answer["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert words in answer.content.decode()
    assert not ItemAnswer.objects.exists()


def test_an_answer_and_a_photo_sent_again_are_written_once(client, supervisor):
    row = make_visit(Status.UNDER_WAY, owner=supervisor)
    item = row.checklist.items.first()
    told = {f"item-{item.pk}-key": str(uuid.uuid4()), f"item-{item.pk}-verdict": "passed"}
    key = str(uuid.uuid4())

    for _ in range(2):
        assert client.post(of(row, "-answer", item=item.pk), told).status_code == 204
        photo = {"key": key, "photo": upload(make_picture(), "a.jpg")}
        answer = client.post(of(row, "-photo-add", item=item.pk), photo)
    assert "照片 1" in answer.content.decode()
    assert (ItemAnswer.objects.count(), ItemPhoto.objects.count()) == (1, 1)

    client.post(of(row, "-photo-drop", file_id=ItemPhoto.objects.get().file_id))
    assert "照片 1" not in client.get(of(row, "-check")).content.decode()


@pytest.mark.parametrize(
    "told", [{"photo": upload(make_pdf(), "a.jpg")}, {"photo": upload(b"", "a.jpg")}, {}, {"key": "x"}]
)
def test_a_bad_photo_is_told_in_plain_text(told, client, supervisor):
    row = make_visit(Status.UNDER_WAY, owner=supervisor)

    answer = client.post(of(row, "-photo-add", item=row.checklist.items.first().pk), {"key": str(uuid.uuid4())} | told)

    assert (answer.status_code, answer["Content-Type"]) == (422, "text/plain; charset=utf-8")


def test_a_bad_photo_in_the_form_is_told_beside_its_field_and_the_answers_are_kept(client, supervisor):
    row = make_visit(Status.UNDER_WAY, owner=supervisor)
    item = row.checklist.items.first()

    told = typed(row, attitude="passed") | {f"item-{item.pk}-photos": upload(make_pdf(), "a.jpg")}
    answer = client.post(of(row, "-check"), told)

    assert answer.status_code == 422
    assert "只放照片" in answer.content.decode()
    assert row.answers.count() == 1


def test_a_list_that_is_over_is_not_opened_again(client, supervisor):
    row = make_visit(Status.DONE, owner=supervisor)

    assert client.get(of(row, "-check")).url == of(row)
    assert client.post(of(row, "-check"), typed(row)).status_code == 409


# Results


def test_a_published_visit_is_read_in_the_house_without_names_but_for_those_concerned(client):
    clerk = make_clerk(name="张某某")
    row = make_visit(Status.PUBLISHED)
    make_finding(row, person=clerk, department=clerk.department)

    def page_for(user):
        return sign_in(client, user).get(of(row)).content.decode()

    other = make_user(Role.JUDGE, department=make_department("trial", "审判庭"))
    assert "张某某" not in page_for(other)
    assert "窗口无人应答" in page_for(other)
    for user in (make_supervisor(), clerk, make_user(Role.CHIEF, department=clerk.department)):
        assert "<dd>张某某</dd>" in page_for(user)


def test_the_report_names_nobody_and_is_logged(client, supervisor):
    row = make_visit(Status.DONE)
    make_finding(row, person=make_clerk(name="张某某"), repeats=make_finding(make_visit(Status.DONE)))

    answer = client.get(of(row, "-report"))
    words = text_of(b"".join(answer))

    assert answer["Content-Type"] == "application/pdf"
    assert "张某某" not in words
    assert "重复发生" in words
    assert ReadLog.objects.get().what == "检查结果 PDF"


def test_a_covert_visit_is_not_exported_before_it_is_published(client, supervisor):
    row = make_visit(Status.DONE, kind=Kind.COVERT, owner=supervisor)

    assert client.get(of(row, "-report")).status_code == 409
    assert client.get(of(row, "-orders")).status_code == 404
    client.post(of(row, "-act", code="publish"))
    assert client.get(of(row, "-orders")).status_code == 200
    assert client.post(of(row, "-act", code="publish")).status_code == 409


def test_a_repeat_links_to_the_earlier_visit(client, supervisor):
    earlier = make_finding(make_visit(Status.DONE))
    row = make_visit(Status.DONE)
    make_finding(row, repeats=earlier)

    page = client.get(of(row)).content.decode()

    assert "重复发生" in page
    assert f"{of(earlier.inspection)}#{earlier.number}" in page


def test_a_cancelling_without_a_reason_comes_back(client, supervisor):
    row = make_visit()

    assert client.post(of(row, "-act", code="cancel"), {"reason": ""}).status_code == 422
    client.post(of(row, "-act", code="cancel"), {"reason": "停电"})
    assert "停电" in client.get(of(row)).content.decode()


def test_several_rectifications_are_ordered_on_one_page(client, supervisor):
    clerk, row = make_clerk(), make_visit(Status.DONE, failed=("attitude", "dress"))
    first, second = row.findings.all()

    assert client.post(of(row, "-orders"), {}).status_code == 422
    answer = client.post(of(row, "-orders"), {f"{first.number}-chosen": "on", f"{second.number}-requirement": "改"})
    assert answer.status_code == 422
    assert "请填写整改责任人" in answer.content.decode()
    told = {
        f"{one.number}-{name}": value
        for one in (first, second)
        for name, value in {
            "chosen": "on",
            "owner": clerk.pk,
            "until": "2026-12-03",
            "requirement": "立即改正",
        }.items()
    }
    page = client.post(of(row, "-orders"), told, follow=True).content.decode()

    assert Order.objects.filter(owner=clerk, reference__startswith=row.number).count() == 2
    assert Order.objects.first().number in page
    assert "都已经下达整改" in client.get(of(row, "-orders")).content.decode()


# Checklists


def test_a_supervisor_writes_an_edition(client, supervisor):
    checklist = make_checklist()
    address = reverse("supervision:checklist", args=["hall"])
    page = client.get(address)
    lines = page.context["lines"]
    told = {"title": "大厅", "read": "1"} | {
        f"items-{number}-{name}": form[name].value() or ""
        for number, form in enumerate(lines)
        for name in ("code", "group", "words")
    }
    told |= {f"items-{name}_FORMS": lines.management_form[f"{name}_FORMS"].value() for name in ("TOTAL", "INITIAL")}
    told |= {"items-0-words": "", "items-3-group": "着装", "items-3-words": "佩戴工作牌", "items-4-words": "没有类别"}

    assert client.post(address, told).status_code == 422
    client.post(address, told | {"items-4-words": ""})

    written = Checklist.objects.get(code="hall", edition=2)
    assert list(written.items.values_list("code", flat=True)) == ["dress", "hall-1", "water-paper"]
    assert client.post(address, told | {"items-4-words": ""}).status_code == 409
    assert checklist.items.count() == 3


def test_a_new_checklist_needs_an_item(client, supervisor):
    address = reverse("supervision:checklist-new")
    told = {"title": "法庭", "read": "0", "items-TOTAL_FORMS": "1", "items-INITIAL_FORMS": "0"}

    assert client.post(address, told).status_code == 422
    assert client.post(address, told | {"items-TOTAL_FORMS": "x"}).status_code == 422
    client.post(address, told | {"items-0-group": "着装", "items-0-words": "着制服"})

    assert Checklist.objects.get().items.get().words == "着制服"
