"""What is taken and what is not, decided by content."""

import zlib
from io import BytesIO

import pikepdf
import pytest

from gangcheng_court.core.documents import checks, pdf, pdf_reading
from gangcheng_court.core.documents.checks import DOCX, HEIC, JPEG, PDF, PNG, BadFile, Checked, clean_name
from gangcheng_court.core.documents.tests.builders import (
    make_archive,
    make_docx,
    make_pdf,
    make_picture,
    make_png_header,
)

JAVASCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
LAUNCH = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
EXE = b"MZ\x90\x00\x03" + b"\0" * 500
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def check(content: bytes) -> Checked:
    return checks.check(BytesIO(content), len(content))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (make_pdf(3), Checked(PDF, 3)),
        (make_picture("JPEG"), Checked(JPEG, 1)),
        (make_picture("JPEG", orientation=6), Checked(JPEG, 1, upright=False)),
        (make_picture("PNG"), Checked(PNG, 1)),
        (make_picture("HEIF"), Checked(HEIC, 1, upright=False)),
        (make_docx(), Checked(DOCX, None)),
    ],
    ids=["pdf", "jpeg", "turned jpeg", "png", "heic", "docx"],
)
def test_a_good_file_is_known_by_its_content(content: bytes, expected: Checked) -> None:
    assert check(content) == expected


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空的"),
        (make_pdf()[:200], "损坏|不完整"),
        (b"%PDF-1.7\nnothing follows", "损坏"),
        (make_pdf(0), "没有页面"),
        (make_pdf(2)[:-30], "不完整"),
        (make_pdf(password="secret"), "密码"),
        (make_pdf(open_action=JAVASCRIPT), "自动运行"),
        (make_pdf(open_action=LAUNCH), "自动运行"),
        (EXE, "不是可以接收的格式"),
        (SVG, "不是可以接收的格式"),
        (b"<html><script>alert(1)</script>", "不是可以接收的格式"),
        (b"GIF89a" + b"\0" * 20 + make_pdf(), "两种格式"),
        (make_picture()[:2] + b"\xff\xfe\x00\x10%PDF-1.7 xxxx" + make_picture()[2:], "两种格式"),
        (make_picture("GIF"), "不是可以接收的格式"),
        (make_picture("JPEG", size=(600, 400))[:2500], "不完整|损坏"),
        (make_png_header(60_000, 60_000), "尺寸过大"),
        (make_png_header(10_000, 7_000), "尺寸过大"),
        (make_png_header(0, 10), "损坏"),
        (make_archive({"OFD.xml": "<ofd/>", "Doc_0/Document.xml": "<x/>"}), "不是 Word"),
        (make_docx({"OFD.xml": "<ofd/>"}), "不是 Word"),
        (make_archive({"evil.exe": EXE}), "不是 Word"),
        (make_docx({"word/vbaProject.bin": b"macro"}), "宏"),
        (make_docx({"word/media/bomb": bytes(checks.MAX_UNZIPPED_BYTES + 1)}), "展开后过大"),
        (make_docx({f"word/media/{number}": b"" for number in range(checks.MAX_ZIP_ENTRIES)}), "展开后过大"),
        (make_docx({f"{number:09}" * 20: b"" for number in range(5_000)}), "展开后过大"),
        (make_docx()[:-40], "损坏"),
        (make_docx().replace(b"PK\x01\x02", b"PK\x01\x09"), "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 Word"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_is_refused_with_one_sentence_that_names_the_fix(content: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words) as refusal:
        check(content)

    assert str(refusal.value).endswith("。")
    assert str(refusal.value).count("。") == 1


def test_script_hidden_in_an_annotation_is_found() -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(make_pdf())) as pdf:
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=JAVASCRIPT)
        pdf.pages[0].Annots = pikepdf.Array([link])
        pdf.save(out)

    with pytest.raises(BadFile, match="自动运行"):
        check(out.getvalue())


def test_a_pdf_that_grows_beyond_measure_when_it_is_opened_is_refused_and_nothing_else_ends() -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(make_pdf())) as pdf:
        pdf.Root.Heavy = pikepdf.String("heavy")
        pdf.save(out)
    heavy = out.getvalue().replace(b"(heavy)", b"[" + b"[]" * 5_000_000 + b"]")

    with pytest.raises(BadFile, match="展开后过大"):
        check(heavy)


def test_a_stream_that_unpacks_to_gigabytes_is_left_packed() -> None:
    with pikepdf.open(BytesIO(make_pdf())) as pdf:
        blanks = pikepdf.Stream(
            pdf, zlib.compress(bytes(2 * pdf_reading.STREAM_BYTES)), Filter=pikepdf.Name.FlateDecode
        )

        with pytest.raises(RuntimeError, match="memory limit"):
            blanks.read_bytes()


def test_an_opening_view_without_script_is_no_reason_to_refuse() -> None:
    view = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=pikepdf.Array([0, pikepdf.Name.Fit]))

    assert check(make_pdf(open_action=view)).content_type == PDF


@pytest.mark.parametrize("size", [1024 * 1024 + 1, 200 * 1024 * 1024])
def test_a_file_over_the_limit_is_told_the_limit(settings, size: int) -> None:
    settings.MAX_UPLOAD_MB = 1

    with pytest.raises(BadFile, match="1 MB"):
        checks.check(BytesIO(make_pdf()), size)


def test_a_file_of_exactly_the_limit_is_taken(settings) -> None:
    settings.MAX_UPLOAD_MB = 1

    assert checks.check(BytesIO(make_pdf()), 1024 * 1024).content_type == PDF


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("起诉状.pdf", "起诉状.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\诉讼\\起诉状.PDF", "起诉状.pdf"),
        ("照片.jpg", "照片.pdf"),
        ("a\0b\r\n\u202egnp.exe", "abgnp.pdf"),
        ("  起诉状  第二稿 .pdf", "起诉状 第二稿.pdf"),
        ("..", "文件.pdf"),
        ("", "文件.pdf"),
        (".pdf", "文件.pdf"),
        ("e\u0301.pdf", "\u00e9.pdf"),
        ("合同2026.11.23.pdf", "合同2026.11.23.pdf"),
        ("长" * 300 + ".pdf", "长" * 100 + ".pdf"),
    ],
)
def test_a_name_is_made_fit_to_show(given: str, kept: str) -> None:
    assert clean_name(given, PDF) == kept


def test_a_broken_photo_is_refused_after_a_letter_was_printed_too() -> None:
    pdf.render("pdf/letter.html", {})
    with pytest.raises(BadFile, match=r"不完整|损坏"):
        checks.check(BytesIO(content := make_picture("JPEG", size=(600, 400))[:2500]), len(content))
