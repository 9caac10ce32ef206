"""The page of materials, with real files."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.intake.tests.builders import make_draft, make_material, make_submitted
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.documents.tests.builders import make_docx, make_pdf, make_picture, make_png_header

pytestmark = pytest.mark.django_db


def url(name: str, filing: Filing, *more: Any) -> str:
    return reverse(f"filings:{name}", args=[filing.draft_code, *more])


def chosen(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture(autouse=True)
def _kept_apart(settings: Any, tmp_path: Any) -> None:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        }
    }


@pytest.fixture
def filing() -> Filing:
    return make_draft()


@pytest.fixture
def owner(client: Client, filing: Filing) -> Client:
    return sign_in(client, filing.filer)


def current(filing: Filing, slot: str) -> list[str]:
    return [
        material.file.name
        for material in filing.materials.filter(slot=slot, left_at__isnull=True).select_related("file")
    ]


def test_several_files_go_into_a_slot_and_can_be_opened_again(owner: Client, filing: Filing) -> None:
    files = [chosen(make_pdf(2), "借条.pdf"), chosen(make_picture(), "转账.jpg"), chosen(make_docx(), "说明.docx")]
    answer = owner.post(url("draft-upload", filing, "evidence"), {"files": files})
    assert answer.url == url("draft-materials", filing) + "#slot-evidence"
    assert current(filing, "evidence") == ["借条.pdf", "转账.jpg", "说明.docx"]
    page = owner.get(url("draft-materials", filing)).content.decode()
    assert "2 页" in page
    first = filing.materials.first()
    sent = owner.get(url("file", filing, first.file_id))
    assert sent.getvalue() == first.file.file.open("rb").read()
    assert ReadLog.objects.get().reference == filing.draft_code


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "空.pdf"),
        (make_pdf(password="x"), "加密.pdf"),
        (b"MZ\x90\x00" + b"\0" * 200, "病毒.pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "图.svg"),
        (make_png_header(60_000, 60_000), "大图.png"),
        (b"%PDF-1.7 broken", "坏.pdf"),
    ],
    ids=["empty", "encrypted", "exe", "svg", "bomb", "corrupt"],
)
def test_a_bad_file_is_told_beside_its_slot_and_the_good_ones_stay(
    owner: Client, filing: Filing, content: bytes, name: str
) -> None:
    page = owner.post(
        url("draft-upload", filing, "identity"), {"files": [chosen(make_pdf(), "身份证.pdf"), chosen(content, name)]}
    )
    html = page.content.decode()
    assert page.status_code == 422
    assert f"“{name}”没有上传" in html
    assert 'id="files-identity_error"' in html
    assert "<title>错误：材料" in html
    assert current(filing, "identity") == ["身份证.pdf"]


def test_a_name_with_a_path_or_markup_does_no_harm(owner: Client, filing: Filing) -> None:
    owner.post(
        url("draft-upload", filing, "evidence"),
        {"files": [chosen(make_pdf(), "../../<b>etc</b>.pdf"), chosen(make_pdf(), "a\0b.pdf")]},
    )
    page = owner.get(url("draft-materials", filing)).content.decode()
    assert ".." not in "".join(current(filing, "evidence"))
    assert "<b>etc" not in page


def test_pressing_upload_without_a_file_says_what_to_do(owner: Client, filing: Filing) -> None:
    page = owner.post(url("draft-upload", filing, "identity"), {})
    assert page.status_code == 422
    assert "请先选择文件" in page.content.decode()


def test_replacing_keeps_the_old_file_on_record(owner: Client, filing: Filing) -> None:
    old = make_material(filing, "identity")
    answer = owner.post(
        url("draft-upload", filing, "identity"), {"files": chosen(make_pdf(), "清晰.pdf"), "replaces": str(old.pk)}
    )
    assert answer.status_code == 302
    assert current(filing, "identity") == ["清晰.pdf"]
    assert filing.materials.count() == 2


def test_files_are_turned_moved_merged_and_removed(owner: Client, filing: Filing) -> None:
    files = [chosen(make_picture(), "正面.jpg"), chosen(make_picture(), "反面.jpg")]
    owner.post(url("draft-upload", filing, "identity"), {"files": files})
    first, second = filing.materials.filter(left_at__isnull=True)
    owner.post(url("draft-arrange", filing, second.pk), {"move": "up"})
    assert current(filing, "identity") == ["反面.jpg", "正面.jpg"]
    owner.post(url("draft-arrange", filing, first.pk), {"turn": "right"})
    first.refresh_from_db()
    assert first.left_at is not None
    assert first.replaced_by.file.source == first.file
    assert owner.post(url("draft-merge", filing, "identity")).status_code == 302
    assert current(filing, "identity") == ["原告身份证明.pdf"]
    merged = filing.materials.get(left_at__isnull=True)
    assert merged.file.page_count == 2
    assert "要从“原告身份证明”里去掉" in owner.get(url("draft-remove-material", filing, merged.pk)).content.decode()
    owner.post(url("draft-remove-material", filing, merged.pk))
    assert current(filing, "identity") == []


def test_a_word_file_that_is_turned_says_why_not(owner: Client, filing: Filing) -> None:
    owner.post(url("draft-upload", filing, "evidence"), {"files": chosen(make_docx(), "说明.docx")})
    page = owner.post(url("draft-arrange", filing, filing.materials.get().pk), {"turn": "left"})
    assert page.status_code == 422
    assert "Word 文档不能旋转" in page.content.decode()


def test_merging_a_single_file_says_why_not(owner: Client, filing: Filing) -> None:
    make_material(filing, "identity")
    page = owner.post(url("draft-merge", filing, "identity"))
    assert page.status_code == 422
    assert "至少有两个文件" in page.content.decode()


def test_an_unknown_slot_or_anothers_material_is_refused(owner: Client, filing: Filing) -> None:
    assert owner.post(url("draft-upload", filing, "nonsense"), {}).status_code == 409
    other = make_material(make_draft(), "identity")
    assert owner.post(url("draft-arrange", filing, other.pk), {"move": "up"}).status_code == 404
    assert owner.post(url("draft-remove-material", filing, other.pk)).status_code == 404
    files = {"files": chosen(make_pdf(), "a.pdf"), "replaces": str(other.pk)}
    assert owner.post(url("draft-upload", filing, "identity"), files).status_code == 404
    files = {"files": chosen(make_pdf(), "a.pdf"), "replaces": "9" * 5000}
    assert owner.post(url("draft-upload", filing, "identity"), files).status_code == 404


def test_a_file_that_left_in_another_tab_is_a_polite_refusal(owner: Client, filing: Filing) -> None:
    gone = make_material(filing, "identity", left_at=filing.created_at)
    for page, button in (("draft-arrange", {"turn": "left"}), ("draft-remove-material", {})):
        answer = owner.post(url(page, filing, gone.pk), button)
        assert answer.status_code == 409
        assert "已经被替换或者移走" in answer.content.decode()
    files = {"files": chosen(make_pdf(), "a.pdf"), "replaces": str(gone.pk)}
    assert owner.post(url("draft-upload", filing, "identity"), files).status_code == 409


def test_a_whole_folder_at_once_is_told_how_many_are_taken(owner: Client, filing: Filing) -> None:
    files = [chosen(b"%PDF-", f"{number}.pdf") for number in range(120)]
    answer = owner.post(url("draft-upload", filing, "identity"), {"files": files})
    assert answer.status_code == 422
    assert "一次最多上传 20 个文件" in answer.content.decode()


def test_a_correction_opens_only_its_slot(client: Client) -> None:
    filing = make_submitted(status=Status.CORRECTION, open_targets=["slot:identity"])
    sign_in(client, filing.filer)
    page = client.get(url("draft-materials", filing)).content.decode()
    assert 'id="files-identity"' in page
    assert 'id="files-evidence"' not in page
    files = {"files": chosen(make_pdf(), "新.pdf")}
    assert client.post(url("draft-upload", filing, "evidence"), files).status_code == 409
    answer = client.post(url("draft-upload", filing, "identity"), {"files": chosen(make_pdf(), "新.pdf")})
    assert answer.status_code == 302


def test_a_file_is_shown_to_its_owner_and_after_submission_to_the_desk_only(client: Client) -> None:
    draft, submitted = make_draft(), make_submitted()
    mine = make_material(draft, "identity")
    theirs = submitted.materials.get()
    sign_in(client, make_user(Role.CLERK))
    assert client.get(url("file", draft, mine.file_id)).status_code == 404
    sign_in(client, make_user())
    assert client.get(url("file", submitted, theirs.file_id)).status_code == 404
    sign_in(client, draft.filer)
    assert client.get(url("file", draft, theirs.file_id)).status_code == 404
