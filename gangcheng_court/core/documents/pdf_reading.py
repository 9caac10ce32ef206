"""What an uploaded PDF holds, found out in a process of its own: a hostile file may end that one, never the portal's.

A PDF of a few megabytes can take gigabytes while it is merely opened. Run as a program, this module reads a PDF from
its standard input and prints what it found.
"""

import resource
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import IO

import pikepdf
from pikepdf.settings import set_qpdf_limits

PASSWORD, ENCRYPTED, SCRIPT, BROKEN, INCOMPLETE, TOO_HEAVY = (
    "password",
    "encrypted",
    "script",
    "broken",
    "incomplete",
    "too_heavy",
)
MEMORY_BYTES = 1024**3
CPU_SECONDS = 20
LONGEST_SECONDS = 60
STREAM_BYTES = 64 * 1024**2

# Process-wide, so once and here: for the program, and for the portal, which opens what was taken again to turn pages.
set_qpdf_limits(
    flate_max_memory=STREAM_BYTES,
    png_max_memory=STREAM_BYTES,
    run_length_max_memory=STREAM_BYTES,
    tiff_max_memory=STREAM_BYTES,
)


def read(file: IO[bytes]) -> tuple[int, str]:
    """How many pages `file` has and '', or 0 and what is wrong with it (one of the words above)."""
    file.seek(0)
    try:
        done = subprocess.run(  # noqa: S603 - this very file
            [sys.executable, "-I", __file__], input=file.read(), capture_output=True, timeout=LONGEST_SECONDS
        )
    except subprocess.TimeoutExpired:
        return 0, TOO_HEAVY
    if done.returncode:
        return 0, TOO_HEAVY
    pages, _, fault = done.stdout.decode().strip().partition(" ")
    return int(pages), fault


def look_into(file: IO[bytes]) -> tuple[int, str]:
    """As `read`, in this process."""
    try:
        with pikepdf.open(file) as pdf:
            if pdf.is_encrypted:
                return 0, ENCRYPTED
            if any(_runs_something(found) for found in _dictionaries(pdf)):
                return 0, SCRIPT
            pages = len(pdf.pages)
            whole = pages > 0 and all(page.get("/Type") == "/Page" for page in pdf.pages)
    except pikepdf.PasswordError:
        return 0, PASSWORD
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError):
        return 0, BROKEN
    return (pages, "") if whole else (0, INCOMPLETE)


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary of the file, also those written inside others."""
    for root in pdf.objects:
        waiting = [root]
        while waiting:
            found = waiting.pop()
            if isinstance(found, pikepdf.Stream):
                found = found.stream_dict
            if isinstance(found, pikepdf.Dictionary):
                yield found
                parts = found.values()
            elif isinstance(found, pikepdf.Array):
                parts = iter(found)
            else:
                continue
            waiting.extend(part for part in parts if isinstance(part, pikepdf.Object) and not part.is_indirect)


def _runs_something(found: pikepdf.Object) -> bool:
    return "/JS" in found or found.get("/S") in ("/JavaScript", "/Launch")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    sys.stdout.write("{} {}".format(*look_into(BytesIO(sys.stdin.buffer.read()))))
