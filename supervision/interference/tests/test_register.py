"""The register: written once, never changed, unreadable in the table, seen by its recorder and the supervisors."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents.tests.builders import make_pdf
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState
from hotline.tickets.enums import Status
from hotline.tickets.tests.builders import make_ticket
from supervision.interference import permissions, queries, services
from supervision.interference.enums import Act, Counterpart, Kind
from supervision.interference.models import Entry
from supervision.interference.tests.builders import NOW, PERSON, WORDS, make_entry, make_entry_file, new_entry

pytestmark = pytest.mark.django_db
TOKENS = re.compile(r'(?<=csrfmiddlewaretoken" value=)\S+|(?<="X-CSRFToken": )\S+')
LIST, RECORD = reverse("supervision:interference"), reverse("supervision:interference-record")


@pytest.fixture
def judge():
    return make_user(Role.JUDGE, department=make_department("trial", "审判庭"))


@pytest.fixture
def supervisor():
    return make_user(Role.SUPERVISOR, department=make_department("supervision", "督察室"))


def typed(**changed):
    return {
        "kind": "leader",
        "happened_on": "2026-06-16",
        "person_name": PERSON,
        "form": "phone",
        "content": WORDS,
        "is_lawful": "0",
        "handling": "没有答应。",
        "once": "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed",
    } | changed


# Recording


def test_a_record_is_kept_and_only_supervisors_hear_that_there_is_one(judge, supervisor):
    make_user(Role.CHIEF)
    entry = services.record(new_entry(), by=judge, at=NOW)

    assert entry.number.startswith("GW20260617-")
    assert (entry.recorder, entry.content, entry.is_late) == (judge, WORDS, False)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.confidential) == (supervisor, True)
    assert PERSON not in notice.title + notice.body


@pytest.mark.parametrize(
    ("kind", "recorded", "late"),
    [
        (
            Kind.INSIDER,
            "2026-06-24 23:59",
            False,
        ),  # Tuesday 16 and five working days, Friday 19 is a festival
        (Kind.INSIDER, "2026-06-25 00:00", True),
        (Kind.CONTACT, "2026-06-22 23:59", False),  # three days end on Friday 19, a holiday, and roll to Monday 22
        (Kind.CONTACT, "2026-06-23 00:00", True),
    ],
)
def test_a_late_record_is_taken_and_says_so(judge, kind, recorded, late):
    how = {"form": "", "counterpart": Counterpart.LAWYER} if kind == Kind.CONTACT else {}
    entry = services.record(new_entry(kind=kind, **how), by=judge, at=court_time(recorded))
    assert entry.is_late is late


def test_what_has_not_happened_yet_and_who_is_not_of_the_court_are_refused(judge):
    with pytest.raises(Refused, match="不能晚于今天"):
        services.record(new_entry(happened_on=date(2026, 6, 18)), by=judge, at=NOW)
    with pytest.raises(NotYours):
        services.record(new_entry(), by=make_user(), at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        services.record(new_entry(form=""), by=judge, at=NOW)
    assert not Entry.objects.exists()


def test_a_correction_stands_beside_what_it_corrects_and_counts_once(judge, supervisor):
    entry = services.record(new_entry(), by=judge, at=NOW)
    later = court_time("2026-07-02 10:00")
    with pytest.raises(NotYours):
        services.correct(entry.pk, new_entry(), by=supervisor, at=later, reason="写错了")
    with pytest.raises(NotYours):
        services.attach(entry.pk, SimpleUploadedFile("a.pdf", make_pdf()), by=supervisor, at=later)
    new = services.correct(entry.pk, new_entry(case_name="另一件"), by=judge, at=later, reason="写错了案号", once="1")
    assert services.correct(entry.pk, new_entry(), by=judge, at=later, reason="写错了案号", once="1") == new
    with pytest.raises(WrongState, match="已经更正过"):
        services.correct(entry.pk, new_entry(), by=judge, at=later, reason="再改")

    assert (new.corrects, new.is_late) == (entry, False)
    assert list(queries.recorded_between(supervisor, *queries.quarter_bounds(2026, 2))) == [new]
    assert not queries.recorded_between(supervisor, *queries.quarter_bounds(2026, 3)).exists()
    assert queries.count_of(judge, date(2026, 6, 1)) == 1
    assert queries.count_of(judge, date(2026, 7, 1)) == 0


@pytest.mark.parametrize("table", ["supervision_entry", "supervision_entryfile", "supervision_confirmation"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_nobody_changes_a_row_not_even_by_hand(judge, table, statement):
    make_entry_file(judge)
    services.confirm(date(2026, 6, 1), by=judge, at=court_time("2026-06-30 10:00"), count=1)
    with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_the_table_says_nothing_of_who_and_what(judge):
    told = {
        "time": "上午九点半",
        "place": "法院门口",
        "relation": "朋友的表弟",
        "case_name": "借款纠纷",
        "reference": "RX20260616-000001",
        "present": "书记员在场",
    }
    entry = services.record(new_entry(**told), by=judge, at=NOW)
    secrets = [*told.values(), PERSON, WORDS, entry.case_number, entry.person_unit, entry.person_post, entry.handling]
    with connection.cursor() as cursor:
        cursor.execute("SELECT supervision_entry::text FROM supervision_entry")
        row = cursor.fetchone()[0]
    assert [secret for secret in secrets if secret in row] == []


# Who sees it


def test_only_the_recorder_and_supervisors_whom_it_does_not_name_see_it(judge, supervisor):
    named = make_user(Role.SUPERVISOR, name="周某某")
    also = make_user(Role.SUPERVISOR, name=PERSON)
    staff = [make_user(role) for role in (Role.CHIEF, Role.JUDGE, Role.CLERK, Role.OPERATOR, Role.ADMINISTRATOR)]
    head = make_user(Role.CHIEF, department=make_department("president", "院长办公室"))
    entry = services.record(new_entry(content="说是 周 某某 让他来问的"), by=judge, at=NOW)
    newer = make_user(Role.SUPERVISOR, name=PERSON)

    seeing = [
        user
        for user in (judge, supervisor, named, also, newer, head, *staff, make_user())
        if permissions.visible_to(user).filter(pk=entry.pk).exists()
    ]

    assert seeing == [judge, supervisor]
    assert {notice.recipient for notice in Notice.objects.filter(about=entry.number)} == {supervisor}
    own = services.record(new_entry(content=f"他提到了{named.name}"), by=named, at=NOW)
    assert permissions.visible_to(named).get() == own


@pytest.mark.parametrize("role", [Role.CHIEF, Role.CLERK, Role.OPERATOR, Role.ADMINISTRATOR, Role.SUPERVISOR])
def test_for_everybody_else_every_page_is_the_same_with_the_record_as_without(client, judge, role, time_machine):
    time_machine.move_to(NOW, tick=False)
    make_user(Role.SUPERVISOR)
    reader = make_user(role, department=make_department("trial", "审判庭"), name=PERSON)
    routes = ("interference", "contacts", "relatives", "interference-months", "interference-figures", "breaches")
    pages = [
        *(reverse(f"supervision:{route}") for route in routes),
        f"{LIST}?tab=register",
        reverse("supervision:interference-xlsx"),
        reverse("supervision:promise-report"),
        *(reverse(f"notices:{route}") for route in ("inbox", "failed")),
        reverse("portal:home"),
        *(reverse(f"admin:{name}") for name in ("index", "audit_readlog_changelist")),
    ]

    def read(address):
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code == 200 and ".xlsx" in address:
            return [list(sheet.values) for sheet in openpyxl.load_workbook(BytesIO(content))]
        return [answer.status_code, *TOKENS.sub("", content.decode()).splitlines()]

    sign_in(client, reader)
    before = [read(page) for page in pages]
    entry = services.record(new_entry(), by=judge, at=NOW)
    recorder = sign_in(Client(), judge)
    recorder.get(LIST)
    assert recorder.get(reverse("supervision:interference-entry", args=[entry.number])).status_code == 200
    assert ReadLog.objects.filter(reference=entry.number).exists()

    for page, said in zip(pages, before, strict=True):
        assert entry.number not in "".join(map(str, read(page))), page
        assert read(page) == said, page
    for route, more in (("entry", ()), ("correct", ()), ("attach", ()), ("file", (1,))):
        address = reverse(f"supervision:interference-{route}", args=[entry.number, *more])
        assert {client.get(address).status_code, client.post(address).status_code} <= {404, 405}


# Pages


def test_a_judge_records_corrects_and_proves_and_each_reading_is_logged(client, judge, supervisor, time_machine):
    time_machine.move_to(NOW, tick=False)
    sign_in(client, judge)
    page = client.get(f"{RECORD}?about=RX20260616-000001").content.decode()
    assert 'value="RX20260616-000001"' in page
    wrong = client.post(RECORD, typed(form="", happened_on="2026-06-18"))
    assert wrong.status_code == 422
    assert WORDS in wrong.content.decode()
    assert "发生日期不能晚于今天" in wrong.content.decode()
    for _ in range(2):
        answer = client.post(RECORD, typed(reference=" rx20260616-000001 "))
    entry = Entry.objects.get()
    assert entry.reference == "RX20260616-000001"
    upload = SimpleUploadedFile("欧阳打招呼.pdf", make_pdf())
    client.post(reverse("supervision:interference-attach", args=[entry.number]), {"file": upload})
    assert entry.files.get().file.name == "附件1.pdf"
    correct = reverse("supervision:interference-correct", args=[entry.number])
    assert WORDS in client.get(correct).content.decode()
    again = typed(correction="案号写错了", case_number="（2026）鲁0117民初5号", once="")
    new = client.post(correct, again).url

    sign_in(client, supervisor)
    for address in (f"{LIST}?tab=register", answer.url, new):
        assert client.get(address).status_code == 200
    proof = reverse("supervision:interference-file", args=[entry.number, entry.files.get().pk])
    assert b"".join(client.get(proof).streaming_content)
    read = ReadLog.objects.filter(reader=supervisor).order_by("pk").values_list("what", flat=True)
    assert list(read) == ["三个规定登记簿", "三个规定记录", "三个规定记录", "三个规定附件"]
    assert client.get(correct).status_code == 404


def test_a_contact_names_the_forbidden_acts(client, judge, time_machine):
    time_machine.move_to(NOW, tick=False)
    sign_in(client, judge)
    told = typed(counterpart="lawyer", acts=["treats", "secrets"])
    client.post(reverse("supervision:contact-record"), told)
    entry = Entry.objects.get()
    assert (entry.kind, entry.acts, entry.form) == (Kind.CONTACT, ["treats", "secrets"], "")
    assert entry.number in client.get(reverse("supervision:contacts")).content.decode()
    assert entry.number not in client.get(LIST).content.decode()
    page = client.get(reverse("supervision:interference-entry", args=[entry.number])).content.decode()
    assert Act.TREATS.label in page


def test_a_ticket_that_comes_from_a_leader_is_flagged_by_its_number(client, judge):
    ticket = make_ticket(status=Status.IN_HAND, department=judge.department, handler=judge)
    sign_in(client, judge)
    page = client.get(reverse("hotline:ticket", args=[ticket.number])).content.decode()
    assert f'href="{RECORD}?about={ticket.number}"' in page


def test_a_list_asks_as_often_for_thirty_as_for_one(client, supervisor, judge, django_assert_max_num_queries):
    sign_in(client, supervisor)
    for _ in range(31):
        make_entry(judge)
    with django_assert_max_num_queries(25):
        page = client.get(f"{LIST}?tab=register").content.decode()
    assert page.count("/supervision/interference/GW") == 30
    older = client.get(f"{LIST}?tab=register&after={Entry.objects.order_by('-pk')[29].pk}").content.decode()
    assert older.count("/supervision/interference/GW") == 1
    assert client.get(f"{LIST}?after=x").status_code == 400


def test_a_quarter_goes_out_as_two_sheets_in_which_text_stays_text(client, supervisor, judge, time_machine):
    time_machine.move_to(NOW, tick=False)
    make_entry(judge, content='=HYPERLINK("http://x")', handling="+1")
    make_entry(judge, kind=Kind.CONTACT, form="", counterpart=Counterpart.LAWYER, acts=[Act.TREATS])
    make_entry(judge, person_name=supervisor.name)
    make_entry(judge, at=court_time("2026-03-31 10:00"))
    sign_in(client, supervisor)

    answer = client.get(reverse("supervision:interference-xlsx"))

    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    asked, contacts = book["过问记录"], book["接触交往"]
    assert (asked.max_row, contacts.max_row) == (2, 2)
    cell = next(cell for cell in asked[2] if cell.value and str(cell.value).startswith("=HYPERLINK"))
    assert cell.data_type == "s"
    assert ReadLog.objects.get().reference == "2026年第2季度"
    page = client.get(reverse("supervision:interference-figures")).content.decode()
    assert "记录 2 件" in page
    assert PERSON not in page
    assert judge.name not in page
    assert client.get(reverse("supervision:interference-figures") + "?quarter=1999-1").status_code == 400


@pytest.mark.django_db(transaction=True)
def test_two_corrections_at_once_leave_one():
    judge = make_user(Role.JUDGE)
    entry = services.record(new_entry(), by=judge, at=NOW)

    def again(reason):
        try:
            return services.correct(entry.pk, new_entry(), by=judge, at=NOW, reason=reason).pk
        except WrongState:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        done = list(both.map(again, ["一", "二"]))
    assert done.count(None) == 1
    assert Entry.objects.filter(corrects=entry).count() == 1
