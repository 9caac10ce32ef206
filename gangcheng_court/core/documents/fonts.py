"""The fonts of letters: whole files from a package, and a file cut to the characters that letters really use.

Embedding from a cut file is several times faster, so letters name it first and the whole file after it, for
the rare characters of names.
"""

import ctypes
import importlib.metadata
import os
import tempfile
from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

PACKAGE = "pylopdf-fonts-zh-cn"
FAMILIES = {"Court Serif": "NotoSerifSC-Regular.otf", "Court Sans": "NotoSansSC-Regular.otf"}
HARFBUZZ_SUBSET = "libharfbuzz-subset.so.0"
COMMON_RANGES = (
    range(0x20, 0x250),
    range(0x2000, 0x2070),
    range(0x2460, 0x2500),
    range(0x3000, 0x3040),
    range(0xFF00, 0xFFF0),
)


def whole(name: str) -> Path:
    """Where the font package put the file."""
    return Path(str(importlib.metadata.distribution(PACKAGE).locate_file(f"pylopdf_fonts_zh_cn/{name}")))


@cache
def characters() -> frozenset[int]:
    """Every code point that letters can print."""
    with TTFont(whole(FAMILIES["Court Serif"]), lazy=True) as font:
        return frozenset(font.getBestCmap())


def font_faces() -> str:
    """`@font-face` rules: each family by its cut file, and again as "… Whole" by the whole file."""
    return "".join(
        f'@font-face {{ font-family: "{family}{suffix}"; src: url("{path.as_uri()}"); }}\n'
        for family, name in FAMILIES.items()
        for suffix, path in (("", cut(name)), (" Whole", whole(name)))
    )


def cut(name: str) -> Path:
    """The font file with GB2312, Latin and punctuation only; made on first use, kept under PORTAL_HOME/fonts."""
    path = Path(settings.PORTAL_HOME, "fonts", f"{importlib.metadata.version(PACKAGE)}-{name}")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as out:
            out.write(_subset(whole(name), _common_characters()))
        Path(out.name).replace(path)
    return path


def _common_characters() -> set[int]:
    cells = (bytes((row, column)) for row in range(0xA1, 0xF8) for column in range(0xA1, 0xFF))
    return {ord(cell.decode("gb2312", "replace")[0]) for cell in cells}.union(*COMMON_RANGES)


def _subset(path: Path, code_points: set[int]) -> bytes:
    """HarfBuzz's subset of the font at `path` (a second where fontTools takes ten), by its public C interface."""
    blobs, subsets = ctypes.CDLL("libharfbuzz.so.0"), ctypes.CDLL(HARFBUZZ_SUBSET)
    for function in (
        blobs.hb_blob_create_from_file,
        blobs.hb_face_create,
        blobs.hb_face_reference_blob,
        blobs.hb_blob_get_data,
        subsets.hb_subset_input_create_or_fail,
        subsets.hb_subset_input_unicode_set,
        subsets.hb_subset_or_fail,
    ):
        function.restype = ctypes.c_void_p
    handle, length = ctypes.c_void_p, ctypes.c_uint()
    face = handle(blobs.hb_face_create(handle(blobs.hb_blob_create_from_file(os.fsencode(path))), 0))
    wanted = handle(subsets.hb_subset_input_create_or_fail())
    wanted_set = handle(subsets.hb_subset_input_unicode_set(wanted))
    for code_point in code_points:
        blobs.hb_set_add(wanted_set, code_point)
    blob = handle(blobs.hb_face_reference_blob(handle(subsets.hb_subset_or_fail(face, wanted))))
    data = blobs.hb_blob_get_data(blob, ctypes.byref(length))
    return ctypes.string_at(data, length.value)
