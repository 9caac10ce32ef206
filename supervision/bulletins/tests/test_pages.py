"""Writing without losing a word, reading it on paper and in Word, and what everybody may read."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pikepdf
import pytest
import time_machine
from django.template.loader import render_to_string
from django.urls import reverse
from docx import Document

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from supervision.bulletins.enums import Audience, Status
from supervision.bulletins.models import Bulletin
from supervision.bulletins.services import paper
from supervision.bulletins.tests.builders import NOW, make_bulletin

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def supervisor(client):
    user = make_user(Role.SUPERVISOR)
    sign_in(client, user)
    return user


def page(name, *args):
    return reverse(f"supervision:{name}", args=args)


def written(row, **changes):
    """What the browser sends of the text form."""
    sent = {"title": row.title, "version": row.version, "count": len(row.sections) + 1}
    for place, section in enumerate([*row.sections, {"heading": "", "text": ""}]):
        sent |= {f"heading_{place}": section["heading"], f"text_{place}": section["text"]}
    return sent | changes


def test_a_draft_is_begun_and_written_on(client, supervisor):
    assert client.post(page("bulletin-new"), {"title": "六月"}).status_code == 422
    told = {"title": "六月", "audience": "inside", "since": "2026-06-01", "until": "2026-06-30"}
    row_page = client.post(page("bulletin-new"), told).url
    row = Bulletin.objects.get()
    assert row_page == page("bulletin-edit", row.pk)
    sent = written(row, heading_6="附带说明", text_6="一行\r\n二行")
    assert client.post(f"{row_page}?autosave", sent).status_code == 204
    assert client.post(row_page, sent).url == page("bulletin", row.pk)
    row.refresh_from_db()
    assert row.sections[-1] == {"heading": "附带说明", "text": "一行\n二行"}
    assert row.version == 2


def test_what_two_people_write_at_once_is_shown_side_by_side(client, supervisor):
    row = make_bulletin(by=supervisor)
    mine, theirs = written(row, text_0="我写的"), written(row, text_0="她写的")
    sign_in(client, make_user(Role.SUPERVISOR, name="周敏华"))
    client.post(page("bulletin-edit", row.pk), theirs)
    sign_in(client, supervisor)
    assert client.post(page("bulletin-edit", row.pk) + "?autosave", mine).status_code == 409
    answer = client.post(page("bulletin-edit", row.pk), mine)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in shown for words in ("周敏华", "我写的", "她写的"))
    again = mine | {"version": answer.context["form"]["version"].value()}
    assert client.post(page("bulletin-edit", row.pk), again).status_code == 302
    row.refresh_from_db()
    assert row.sections[0]["text"] == "我写的"


@pytest.mark.parametrize("count", ["", "x", "-1", "９", "99999999999999999999"])
def test_a_spoilt_form_is_said(client, supervisor, count):
    row = make_bulletin(by=supervisor)
    assert client.post(page("bulletin-edit", row.pk), written(row, count=count)).status_code == 422


def test_it_goes_from_desk_to_desk_and_out(client, supervisor):
    row = make_bulletin(by=supervisor, audience=Audience.PUBLIC)
    one = page("bulletin", row.pk)
    assert client.post(page("bulletin-act", row.pk, "submit")).url == one
    assert client.post(page("bulletin-act", row.pk, "approve"), {"version": 1}).status_code == 409
    sign_in(client, make_user(Role.CHIEF, department=make_department("president", "院长办公室")))
    assert client.post(page("bulletin-act", row.pk, "return"), {"reason": ""}).status_code == 422
    assert client.post(page("bulletin-act", row.pk, "approve")).status_code == 400
    assert client.post(page("bulletin-act", row.pk, "approve"), {"version": 1}).url == one
    assert client.post(page("bulletin-act", row.pk, "publish")).status_code == 404
    sign_in(client, supervisor)
    assert client.post(page("bulletin-act", row.pk, "publish")).url == one
    client.logout()
    assert row.title in client.get(page("bulletins-public")).content.decode()
    public = client.get(page("bulletin-public", row.pk)).content.decode()
    assert "督通〔2026〕1号" in public
    assert supervisor.name not in public
    sign_in(client, supervisor)
    client.post(page("bulletin-act", row.pk, "withdraw"), {"reason": "数字有误"})
    client.logout()
    assert client.get(page("bulletin-public", row.pk)).status_code == 404
    assert row.title not in client.get(page("bulletins-public")).content.decode()


def test_an_inside_bulletin_is_no_ones_outside(client):
    row = make_bulletin(Status.PUBLISHED)
    assert client.get(page("bulletin-public", row.pk)).status_code == 404
    assert client.get(page("bulletin-public-pdf", row.pk)).status_code == 404
    sign_in(client, make_user(Role.CLERK))
    assert row.title in client.get(page("bulletins")).content.decode()
    assert client.get(page("bulletin", make_bulletin().pk)).status_code == 404


def test_the_pdf_is_in_official_form(client, supervisor):
    row = make_bulletin(Status.PUBLISHED, by=supervisor)
    written_out = render_to_string("pdf/supervision/bulletin.html", {"paper": paper.of(row), "columns": paper.COLUMNS})
    expected = ("督通〔2026〕1号", "各庭、室、局：", "一、承诺兑现情况", "95%", "二〇二六年七月一日", "截至 2026-07-01")
    for words in expected:
        assert words in written_out, words
    content = b"".join(client.get(page("bulletin-pdf", row.pk)).streaming_content)
    with pikepdf.open(BytesIO(content)) as document:
        assert str(document.docinfo["/Title"]) == row.title
    assert ReadLog.objects.get().what == "通报 PDF"


def test_the_word_document_opens_and_says_the_same(client, supervisor):
    row = make_bulletin(Status.PUBLISHED, by=supervisor, title="关于\x0b六月的通报")
    response = client.get(page("bulletin-docx", row.pk))
    content = b"".join(response.streaming_content)
    with zipfile.ZipFile(BytesIO(content)) as packed:
        assert packed.testzip() is None
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(packed.read(name))
    document = Document(BytesIO(content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[:3] == ["济南市钢城区人民法院", "督通〔2026〕1号", "关于六月的通报"]
    assert lines[-2:] == ["济南市钢城区人民法院督察室", "二〇二六年七月一日"]
    assert [cell.text for cell in document.tables[0].rows[1].cells][:4] == ["网上立案三天内审核", "40", "38", "2"]
    assert "docx" in response["Content-Disposition"]


def test_a_draft_on_paper_says_that_it_is_not_out(client, supervisor):
    row = make_bulletin(by=supervisor)
    content = b"".join(client.get(page("bulletin-docx", row.pk)).streaming_content)
    assert "未发布" in Document(BytesIO(content)).paragraphs[1].text


def test_lists_page_without_gap(client, supervisor, monkeypatch):
    monkeypatch.setattr("supervision.bulletins.views.PAGE", 2)
    rows = [make_bulletin(Status.PUBLISHED, audience=Audience.PUBLIC).pk for _ in range(5)]
    for name in ("bulletins", "bulletins-public"):
        found, url = [], page(name)
        while url:
            context = client.get(url).context
            found += [row.pk for row in context["bulletins"]]
            url = context["older"]
        assert found == rows[::-1]
        assert client.get(page(name), {"after": "x"}).status_code == 400
