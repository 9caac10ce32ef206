"""The desk's pages: lists, search, export, staff entry, and the way of one complaint through them."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.tests.builders import make_pdf
from supervision.complaints.enums import Finding, Level, Mode, Source, Status, Subject
from supervision.complaints.models import Complaint, ComplaintFile
from supervision.complaints.queries import lists
from supervision.complaints.queries.lists import Tab
from supervision.complaints.tests.builders import NOW, PHONE, make_complaint, make_president, make_supervisor
from supervision.rectification.models import Order

pytestmark = pytest.mark.django_db
LIST = "/supervision/complaints/"


@pytest.fixture
def supervisor(client, time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)
    user = make_supervisor(name="郑督察")
    sign_in(client, user)
    return user


def text_of(answer) -> str:
    return answer.content.decode()


def url(row, route="complaint", *more) -> str:
    return reverse(f"supervision:{route}", args=[row.number, *more])


def test_a_letter_goes_from_entry_to_acknowledgement_owner_answer_order_and_end(client, supervisor, time_machine):
    chief = make_user(Role.CHIEF, department=make_department("trial", "审判庭"))
    entered = {
        "source": "letter",
        "received_on": "2026-06-16",
        "mode": "named",
        "name": "褚某",
        "phone": "13900004444",
        "subject": "conduct",
        "text": "立案窗口中午没有人。",
        "about_name": "三号窗口",
        "once": "0b0e7c1c-7a5b-4d5c-9a52-1d2f7f6a0001",
    }
    first = client.post(reverse("supervision:complaint-enter"), entered)
    assert client.post(reverse("supervision:complaint-enter"), entered)["Location"] == first["Location"]
    row = Complaint.objects.get()
    assert first["Location"] == url(row)

    def act(code, **data):
        answer = client.post(url(row, "complaint-act", code), {f"{code}-{name}": value for name, value in data.items()})
        assert answer.status_code == 302, text_of(answer)

    act("acknowledge", words="")
    act("grade", level="serious")
    act("note", words="已经调取录像")
    act("rectify", title="中午无人值班", requirement="安排值班", owner=chief.pk, until="2026-07-01")
    act("answer", finding="justified", words="当天中午确实没有人。", measure="已经安排值班")
    page = text_of(client.get(url(row)))
    act("close")

    row.refresh_from_db()
    assert (row.status, row.finding, row.owner, row.level) == (
        Status.CLOSED,
        Finding.JUSTIFIED,
        supervisor,
        Level.SERIOUS,
    )
    assert Order.objects.get().reference == row.number
    for said in ("褚某", "13900004444", "怎么算的", "已经安排值班", Order.objects.get().number, "谁看过这件投诉"):
        assert said in page
    assert ReadLog.objects.filter(what="投诉", reference=row.number, reader=supervisor).count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"mode": "anonymous", "name": "褚某"}, "匿名的不要记姓名"),
        ({"name": "", "phone": ""}, "请选“匿名”"),
        ({"received_on": "2026-06-18"}, "不能晚于今天"),
        ({"phone": "12"}, "电话"),
        ({"text": ""}, "请填写内容"),
    ],
)
def test_a_wrong_entry_comes_back_with_what_was_typed(client, supervisor, wrong, words):
    right = {"source": "phone", "received_on": "2026-06-17", "mode": "named", "subject": "other", "text": "没有开门"}
    answer = client.post(reverse("supervision:complaint-enter"), right | {"name": "某甲", "about_name": "门卫"} | wrong)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "门卫" in text_of(answer)
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    ("code", "data", "words"),
    [
        ("answer", {"finding": "justified", "words": "属实"}, "请写明采取了什么措施"),
        ("answer", {"finding": "remedy", "words": "请上诉"}, "请选择至少一项"),
        ("answer", {"finding": "elsewhere", "words": "别处"}, "请在列出的选项里选择结论"),
        ("answer", {"finding": "unfounded", "words": "否", "remedies": "retrial"}, "请不要勾选"),
        ("rectify", {"title": "x", "requirement": "y", "until": "2026-06-16"}, "整改期限不能早于今天"),
        ("note", {"words": ""}, "请填写办理记录"),
    ],
)
def test_a_wrong_step_comes_back_open_and_changes_nothing(client, supervisor, code, data, words):
    row = make_complaint(status=Status.IN_HAND, owner=supervisor)
    answer = client.post(url(row, "complaint-act", code), {f"{code}-{name}": value for name, value in data.items()})
    assert answer.status_code == 422
    assert words in text_of(answer)
    row.refresh_from_db()
    assert row.status == Status.IN_HAND


def test_the_tabs_hold_what_they_say_and_late_ones_say_so(client, supervisor):
    new = make_complaint(at=NOW - timedelta(days=30))
    mine = make_complaint(status=Status.IN_HAND, owner=supervisor)
    done = make_complaint(status=Status.ANSWERED)
    pulled = make_complaint(source=Source.HOTLINE, ticket="GD20260617-000001")
    wanted = {
        Tab.RECEIVED: {new, pulled},
        Tab.MINE: {mine},
        Tab.IN_HAND: {mine},
        Tab.ANSWERED: {done},
        Tab.ALL: {new, mine, done, pulled},
        Tab.HOTLINE: {pulled},
    }
    for tab, rows in wanted.items():
        assert set(lists.at_desk(tab, supervisor)) == rows
        page = text_of(client.get(LIST, {"tab": tab}))
        for row in Complaint.objects.all():
            assert (row.number in page) == (row in rows)
    assert '<span class="tag tag--late">已超' in text_of(client.get(LIST))


def test_search_finds_by_number_ticket_and_case_and_filters_narrow(client, supervisor):
    row = make_complaint(case_number="（2026）鲁0117民初12号", subject=Subject.FILING, level=Level.URGENT)
    pulled = make_complaint(source=Source.HOTLINE, ticket="GD20260617-000007")
    for words, found in ((row.number.lower(), row), ("gd20260617-000007", pulled), ("(2026)鲁0117民初12", row)):
        page = text_of(client.get(LIST, {"q": words}))
        other = pulled if found == row else row
        assert found.number in page
        assert other.number not in page
    page = text_of(client.get(LIST, {"tab": "all", "subject": "filing", "level": "urgent"}))
    assert (row.number in page, pulled.number in page) == (True, False)
    assert client.get(LIST, {"level": "x"}).status_code == 422
    assert "没有找到" in text_of(client.get(LIST, {"q": "窗口的工作人员"}))
    for key in ("x", "none_", "2026-13-01_1", f"none_{'9' * 30}"):
        assert client.get(LIST, {"after": key}).status_code == 400


@pytest.mark.parametrize("tab", [Tab.RECEIVED, Tab.ALL])
def test_pages_follow_each_other_without_a_gap_in_a_constant_number_of_statements(
    client, supervisor, tab, django_assert_num_queries
):
    def statements():
        with django_assert_num_queries(100, exact=False) as captured:
            client.get(LIST, {"tab": tab})
        return len(captured)

    make_complaint()
    client.get(LIST, {"tab": tab})
    few = statements()
    for minute in range(1, 45):
        fields = {"due_at": None, "source": Source.HOTLINE, "ticket": f"GD{minute}"} if minute % 9 == 0 else {}
        row = make_complaint(at=NOW - timedelta(minutes=minute), **{k: v for k, v in fields.items() if k != "due_at"})
        if fields:
            Complaint.objects.filter(pk=row.pk).update(due_at=None)

    assert statements() == few <= 20
    seen, after = [], ""
    while True:
        page = lists.page(lists.at_desk(tab, supervisor), newest_first=tab in lists.NEWEST_FIRST, after=after)
        seen += [row.pk for row in page.rows]
        if not (after := page.next_key):
            break
    assert len(seen) == len(set(seen)) == 45


def test_the_export_is_logged_has_no_secret_and_its_text_stays_text(client, supervisor):
    make_complaint(mode=Mode.NAMED, case_number="=HYPERLINK(1)", name="张玥喆", subject=Subject.FILING)
    answer = client.get(reverse("supervision:complaints-xlsx"), {"tab": "all", "subject": "filing"})
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert {cell.data_type for cell in cells} <= {"s", "n"}
    values = [str(cell.value) for cell in cells]
    assert "=HYPERLINK(1)" in values
    assert not [
        value for value in values if "张玥喆" in value or PHONE in value or ("态度" in value and "作风" not in value)
    ]
    assert ("事项", Subject.FILING.label) in list(book["查询条件"].iter_rows(values_only=True))
    assert ReadLog.objects.get(what="投诉 Excel").reference == "tab=all&subject=filing"


def test_a_paper_is_opened_by_who_may_see_the_complaint_and_each_opening_is_logged(client, supervisor):
    row = make_complaint(about=make_supervisor(name="督察甲某"))
    paper = documents.store_bytes(make_pdf(), name="录音.pdf", content_type="application/pdf", by=None, at=NOW)
    ComplaintFile.objects.create(complaint=row, file=paper, at=NOW)
    other = make_complaint()

    assert client.get(url(row, "complaint-file", paper.pk)).status_code == 200
    assert ReadLog.objects.get(what="投诉材料").reference == row.number
    assert client.get(url(other, "complaint-file", paper.pk)).status_code == 404
    sign_in(client, row.about)
    assert client.get(url(row, "complaint-file", paper.pk)).status_code == 404


def test_the_number_of_a_complaint_about_oneself_leads_nowhere(client, supervisor):
    row = make_complaint(about=supervisor)
    assert client.get(url(row)).status_code == 404
    for code in ("note", "assign", "answer", "no-such-act"):
        assert client.post(url(row, "complaint-act", code), {}).status_code == 404
    assert row.number not in text_of(client.get(LIST, {"q": row.number}))
    assert client.post(url(make_complaint(), "complaint-act", "no-such-act"), {}).status_code == 404


def test_related_complaints_are_those_that_may_be_seen(client, supervisor):
    clerk, filing = make_user(Role.CLERK), make_department()
    row = make_complaint(about=clerk, about_department=filing, case_number="（2026）鲁0117民初12号")
    same = [
        make_complaint(about=clerk),
        make_complaint(about_department=filing),
        make_complaint(case_number=row.case_number),
    ]
    make_complaint(about_department=filing, subject=Subject.OTHER)
    hidden = make_complaint(about=supervisor, case_number=row.case_number)

    assert set(lists.related(supervisor, row)) == set(same)
    assert hidden.number not in text_of(client.get(url(row)))


def test_a_named_persons_name_is_shown_to_who_works_on_it_alone(client, supervisor):
    row = make_complaint(mode=Mode.NAMED, about=make_supervisor(name="督察甲某"))
    head = make_president()
    page = text_of(client.get(url(row)))
    assert "张玥喆" not in page
    assert "院长办公室办理" in page
    sign_in(client, head)
    assert "张玥喆" in text_of(client.get(url(row)))


def test_whoever_enters_a_complaint_about_himself_is_led_away_from_it(client, supervisor):
    said = {"source": "phone", "received_on": "2026-06-17", "mode": "anonymous", "subject": "conduct"}
    answer = client.post(
        reverse("supervision:complaint-enter"), said | {"text": "态度不好", "about_name": "郑督察", "once": ""}
    )
    assert answer["Location"] == LIST
    assert Complaint.objects.get().kept_from == [supervisor.pk]
