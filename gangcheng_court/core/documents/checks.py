"""Is this upload a document the court can read? Decided by its content, never by its name.

`check` asks twice: what the first bytes say it is (`filetype`), and whether a real parser can open it
(pikepdf, Pillow, a zip listing). Every refusal is one Chinese sentence that says what to do about it.
"""

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from functools import cache
from typing import IO

import filetype
from django.conf import settings
from PIL import Image

from gangcheng_court.core.documents import pdf_reading
from gangcheng_court.errors import Refused

PDF, JPEG, PNG, HEIC = "application/pdf", "image/jpeg", "image/png", "image/heic"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXTENSIONS = {
    **{PDF: ".pdf", JPEG: ".jpg", PNG: ".png", HEIC: ".heic", DOCX: ".docx", XLSX: ".xlsx"},
    **{"video/mp4": ".mp4", "video/webm": ".webm", "audio/mpeg": ".mp3", "audio/mp4": ".m4a", "text/vtt": ".vtt"},
}
PICTURES = frozenset({JPEG, PNG, HEIC})
ACCEPTED_WORDS = "PDF、JPG、PNG、HEIC 图片或 Word 文档（.docx）"

MAX_PIXELS = 64_000_000
MAX_ZIP_ENTRIES = 5_000
MAX_UNZIPPED_BYTES = 200 * 1024 * 1024
MAX_ZIP_LISTING_BYTES = 1024 * 1024
ZIP_END = re.compile(rb"PK\x05\x06.{8}(.{4})", re.DOTALL)
"""Where a zip says, at its end, how long the listing of its entries is."""
ZIP_TAIL_BYTES = 66_000
PDF_FAULTS = {
    pdf_reading.PASSWORD: "这份 PDF 设有打开密码，请去掉密码后再上传。",
    pdf_reading.ENCRYPTED: "这份 PDF 设有密码或限制，请用“打印”功能另存为新的 PDF 后再上传。",
    pdf_reading.SCRIPT: "这份 PDF 带有会自动运行的程序，不能接收，请用“打印”功能另存为新的 PDF 后再上传。",
    pdf_reading.BROKEN: "这份 PDF 已损坏，打不开，请重新扫描或者重新导出后再上传。",
    pdf_reading.INCOMPLETE: "这份 PDF 不完整或者没有页面，请重新扫描或者重新导出后再上传。",
    pdf_reading.TOO_HEAVY: "这份 PDF 展开后过大，打不开，请用“打印”功能另存为新的 PDF 后再上传。",
}
MAX_STEM_LENGTH = 100
ORIENTATION_TAG = 0x0112


class BadFile(Refused):
    """The file cannot be taken; `str(error)` is a Chinese sentence that names the fix."""


@dataclass(frozen=True)
class Checked:
    """What the content turned out to be. `upright` is False for a picture that needs an upright JPEG copy."""

    content_type: str
    page_count: int | None
    upright: bool = True


def clean_name(name: str, content_type: str) -> str:
    """A name fit to show and to download under: no path, no control character, the extension of the content.

    The name is never used as a path on our side.
    """
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    stem = re.sub(r"\.[0-9A-Za-z]{1,5}$", "", " ".join(name.split())).strip(". ")
    return (stem[:MAX_STEM_LENGTH].strip() or "文件") + EXTENSIONS[content_type]


def check(file: IO[bytes], size: int) -> Checked:
    """What `file` (seekable, `size` bytes) is; raises BadFile when it is not a document we take."""
    if size == 0:
        raise BadFile("这个文件是空的（0 字节），请确认文件能正常打开后重新选择。")
    if size > settings.MAX_UPLOAD_MB * 1024 * 1024:
        raise BadFile(
            f"文件超过 {settings.MAX_UPLOAD_MB} MB 的上限（这个文件 {size / 1024 / 1024:.0f} MB），"
            "请压缩后重新上传，或者分成几个文件上传。"
        )
    file.seek(0)
    head = file.read(8192)
    guess = filetype.guess(head)
    sniffed = guess.mime if guess else ""
    if sniffed != PDF and b"%PDF-" in head[:1024]:
        raise BadFile("文件内容混有两种格式，不能接收，请重新导出或者打印为 PDF 后再上传。")
    if sniffed == PDF:
        return _check_pdf(file)
    if sniffed in PICTURES:
        return _check_picture(file, sniffed)
    if head.startswith(b"PK\x03\x04"):
        return _check_docx(file)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadFile("这是旧版 Word（.doc）文件或者设有密码的文件，请去掉密码，另存为 .docx 或 PDF 后再上传。")
    raise BadFile(f"这个文件不是可以接收的格式，请上传 {ACCEPTED_WORDS}。")


def _check_pdf(file: IO[bytes]) -> Checked:
    pages, fault = pdf_reading.read(file)
    file.seek(-min(4096, file.seek(0, 2)), 2)
    if not fault and b"%%EOF" not in file.read():
        fault = pdf_reading.INCOMPLETE
    if fault:
        raise BadFile(PDF_FAULTS[fault])
    return Checked(PDF, pages)


@cache
def _read_heic() -> None:
    from pillow_heif import register_heif_opener

    register_heif_opener()


def open_picture(file: IO[bytes]) -> Image.Image:
    """The picture in `file`, its header read and its size within bounds; raises BadFile."""
    _read_heic()
    file.seek(0)
    try:
        picture = Image.open(file, formats=["JPEG", "PNG", "HEIF"])
    except Image.DecompressionBombError as error:
        raise BadFile(_too_many_pixels()) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise BadFile("这张图片已损坏，打不开，请重新拍照或者重新导出后再上传。") from error
    if picture.width * picture.height > MAX_PIXELS:
        raise BadFile(_too_many_pixels())
    return picture


def _too_many_pixels() -> str:
    return f"图片尺寸过大（上限 {MAX_PIXELS // 10_000} 万像素），请把相机调到普通清晰度重新拍照，或者缩小后再上传。"


def _check_picture(file: IO[bytes], content_type: str) -> Checked:
    with open_picture(file) as picture:
        turned = picture.getexif().get(ORIENTATION_TAG, 1) != 1
        plain = picture.mode in ("1", "L", "LA", "P", "RGB", "RGBA")
        picture.draft(None, (1, 1))
        try:
            picture.load()
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            raise BadFile("这张图片不完整，打不开，请重新拍照或者重新导出后再上传。") from error
    return Checked(content_type, 1, upright=content_type != HEIC and plain and not turned)


def _check_docx(file: IO[bytes]) -> Checked:
    not_word = BadFile(f"这个压缩包或文档不是 Word 文档（.docx），请上传 {ACCEPTED_WORDS}。")
    too_big = BadFile("这份 Word 文档展开后过大，请另存为 PDF 后再上传。")
    file.seek(max(0, file.seek(0, 2) - ZIP_TAIL_BYTES))
    if any(int.from_bytes(length, "little") > MAX_ZIP_LISTING_BYTES for length in ZIP_END.findall(file.read())):
        raise too_big
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if not {"[Content_Types].xml", "word/document.xml"} <= names or "OFD.xml" in names:
                raise not_word
            if any(name.casefold().endswith("vbaproject.bin") for name in names):
                raise BadFile("这份 Word 文档带有宏程序，不能接收，请另存为不带宏的 .docx 或 PDF 后再上传。")
            if len(entries) > MAX_ZIP_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNZIPPED_BYTES:
                raise too_big
            if archive.testzip() is not None:
                raise zipfile.BadZipFile
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise BadFile("这份 Word 文档已损坏，打不开，请重新保存或者另存为 PDF 后再上传。") from error
    return Checked(DOCX, None)
