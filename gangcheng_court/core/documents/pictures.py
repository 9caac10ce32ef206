"""Photos: upright JPEG copies, and pages of a PDF."""

import threading
from io import BytesIO
from typing import IO

import pikepdf
from PIL import Image, ImageOps

from gangcheng_court.core.documents.checks import open_picture

JPEG_QUALITY = 90
LONGEST_SIDE = 4096
"""Enough to read an A4 page at 350 dots per inch; what was handed in is kept whole beside the copy."""
A4_POINTS = (595.28, 841.89)
MARGIN_POINTS = 28.35
_decoding = threading.BoundedSemaphore(2)
"""Held while a picture is decoded: the largest takes some 700 MB, so no more than two at a time in a process."""


def upright_jpeg(file: IO[bytes], degrees: int = 0) -> BytesIO:
    """The picture as a JPEG the way it was meant to be seen, then turned clockwise by `degrees`.

    Carries no EXIF (and so no place where it was taken), and is no larger than LONGEST_SIDE.
    """
    with _decoding, open_picture(file) as picture:
        picture.draft(None, (LONGEST_SIDE // 2 + 1, LONGEST_SIDE // 2 + 1))
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=None)
        turned = ImageOps.exif_transpose(picture)
        if degrees:
            turned = turned.rotate(-degrees, expand=True)
        out = BytesIO()
        _flat(turned).save(out, "JPEG", quality=JPEG_QUALITY)
    out.seek(0)
    return out


def _flat(picture: Image.Image) -> Image.Image:
    """RGB or grey, with what was transparent made white."""
    if picture.mode in ("RGB", "L"):
        return picture
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")
    return picture.convert("RGB")


def add_page(pdf: pikepdf.Pdf, jpeg: BytesIO) -> None:
    """Append `jpeg` as one A4 page (landscape when it is wider than high), fitted inside a small margin."""
    with Image.open(jpeg) as picture:
        (width, height), grey = picture.size, picture.mode == "L"
    sheet = A4_POINTS if height >= width else A4_POINTS[::-1]
    scale = min((side - 2 * MARGIN_POINTS) / pixels for side, pixels in zip(sheet, (width, height), strict=True))
    left, bottom = ((side - pixels * scale) / 2 for side, pixels in zip(sheet, (width, height), strict=True))
    image = pikepdf.Stream(
        pdf,
        jpeg.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page = pdf.add_blank_page(page_size=sheet)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Photo=image))
    drawing = f"q {width * scale:.2f} 0 0 {height * scale:.2f} {left:.2f} {bottom:.2f} cm /Photo Do Q"
    page.Contents = pikepdf.Stream(pdf, drawing.encode())
