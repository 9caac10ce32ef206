"""Files such as people hand in, made in memory: good ones, odd ones and bad ones."""

import struct
import zipfile
import zlib
from io import BytesIO

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from gangcheng_court.core.documents.checks import ORIENTATION_TAG


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def make_pdf(pages: int = 1, *, password: str = "", open_action: pikepdf.Object | None = None) -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
        if open_action is not None:
            pdf.Root.OpenAction = open_action
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=password) if password else None)
    return out.getvalue()


def make_picture(kind: str = "JPEG", *, size: tuple[int, int] = (60, 40), orientation: int = 1) -> bytes:
    """A picture whose upper left quarter is red and whose rest is white, as the sensor saw it."""
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    exif = Image.Exif()
    exif[ORIENTATION_TAG] = orientation
    out = BytesIO()
    if kind == "HEIF":
        from pillow_heif import register_heif_opener

        register_heif_opener()
    picture.save(out, kind, exif=exif)
    return out.getvalue()


def make_png_header(width: int, height: int) -> bytes:
    """A small PNG that claims to be `width` by `height`: a decompression bomb."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))

    header = struct.pack("!IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def make_archive(entries: dict[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def make_docx(extra: dict[str, str | bytes] | None = None) -> bytes:
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    document = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    return make_archive({"[Content_Types].xml": types, "word/document.xml": document} | (extra or {}))
