"""Films, recordings and captions that the court shows. As with documents, the content decides, never the name.

Taken are what every browser plays without help: MP4 and WebM films, MP3 and M4A recordings, WebVTT captions.
"""

import re
from itertools import pairwise
from typing import IO

from django.conf import settings

from gangcheng_court.core.documents import checks
from gangcheng_court.core.documents.checks import JPEG, PNG, BadFile

MP4, WEBM, MP3, M4A, VTT = "video/mp4", "video/webm", "audio/mpeg", "audio/mp4", "text/vtt"
FILMS, RECORDINGS = frozenset({MP4, WEBM}), frozenset({MP3, M4A})
ACCEPTED_WORDS = "JPG、PNG 图片，MP4、WebM 视频，或者 MP3、M4A 音频"
MAX_CAPTION_BYTES = 1024 * 1024
MAX_BOXES = 10_000
CUE_TIMES = re.compile(r"^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3}) +--> +(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})")
BIT_RATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
LOW_BIT_RATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
SAMPLE_RATES = (44100, 48000, 32000)


def check(file: IO[bytes], size: int) -> str:
    """The content type of a picture, film or recording (seekable, `size` bytes); raises BadFile with the fix."""
    head = _head(file, size)
    if head[4:8] == b"ftyp" and head[8:11] not in (b"hei", b"mif"):
        return _check_mp4(file, size, head)
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"\x42\x82" in head and b"webm" in head[:64]:
        return WEBM
    if (head.startswith(b"ID3") or head[:1] == b"\xff") and _is_mp3(file, head):
        return MP3
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG")):
        checked = checks.check(file, size)
        if checked.content_type in (JPEG, PNG):
            return checked.content_type
    raise BadFile(f"这个文件不是可以播放的格式，请上传 {ACCEPTED_WORDS}。")


def check_captions(file: IO[bytes], size: int) -> None:
    """Whether `file` is WebVTT with cues that follow each other; raises BadFile that names the line to correct."""
    _head(file, size)
    if size > MAX_CAPTION_BYTES:
        raise BadFile("字幕文件超过 1 MB，请确认选择的是字幕（.vtt）文件。")
    file.seek(0)
    try:
        lines = file.read().decode("utf-8-sig").replace("\0", "").splitlines()
    except UnicodeDecodeError as error:
        raise BadFile("字幕文件的文字编码不是 UTF-8，请在字幕软件里另存为 UTF-8 编码的 WebVTT（.vtt）。") from error
    if not lines or not re.match(r"WEBVTT(\s|$)", lines[0]):
        raise BadFile("字幕文件第 1 行应当是“WEBVTT”，请在字幕软件里另存为 WebVTT（.vtt）格式。")
    starts = []
    for number, line in enumerate(lines, 1):
        if "-->" not in line:
            continue
        match = CUE_TIMES.match(line.strip())
        if not match:
            raise BadFile(f"字幕文件第 {number} 行的时间写法不对，应当像“00:00:01.000 --> 00:00:04.000”。")
        start, end = _milliseconds(match.groups()[:4]), _milliseconds(match.groups()[4:])
        if start >= end:
            raise BadFile(f"字幕文件第 {number} 行的结束时间早于开始时间，请改正。")
        starts.append((start, number))
    if not starts:
        raise BadFile("字幕文件里没有一句字幕，请确认导出完整。")
    for (before, _), (start, number) in pairwise(starts):
        if start < before:
            raise BadFile(f"字幕文件第 {number} 行的时间排在上一句之前，请按时间顺序排列。")


def _head(file: IO[bytes], size: int) -> bytes:
    if size == 0:
        raise BadFile("这个文件是空的（0 字节），请确认文件能正常打开后重新选择。")
    if size > settings.MAX_UPLOAD_MB * 1024 * 1024:
        raise BadFile(f"文件超过 {settings.MAX_UPLOAD_MB} MB 的上限，请降低清晰度重新导出，或者分成几段上传。")
    file.seek(0)
    return file.read(4096)


def _check_mp4(file: IO[bytes], size: int, head: bytes) -> str:
    """The boxes must fill the file exactly, with an index (`moov`) and content among them."""
    boxes, at = set(), 0
    for _ in range(MAX_BOXES):
        file.seek(at)
        header = file.read(16)
        length = int.from_bytes(header[:4], "big")
        if length == 1:
            length = int.from_bytes(header[8:16], "big")
        elif length == 0:
            length = size - at
        if len(header) < 8 or length < 8:
            break
        boxes.add(header[4:8])
        at += length
        if at >= size:
            break
    if at != size or not {b"moov", b"mdat"} <= boxes:
        raise BadFile("这段视频或录音不完整，打不开，请重新导出为 MP4 或 M4A 后再上传。")
    return M4A if head[8:12] in (b"M4A ", b"M4B ") else MP4


def _is_mp3(file: IO[bytes], head: bytes) -> bool:
    """Whether, after a tag, two frames of MPEG layer III follow each other."""
    at = 0
    if head.startswith(b"ID3") and len(head) >= 10:
        at = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
    for _ in range(2):
        file.seek(at)
        length = _frame_length(file.read(4))
        if not length:
            return False
        at += length
    return True


def _frame_length(header: bytes) -> int:
    """Bytes of the MPEG-1 or -2 layer III frame that begins with `header`; 0 when none does."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version, rate, sample = header[1] >> 3 & 3, header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or sample == 3:
        return 0
    halved = {3: 0, 2: 1, 0: 2}[version]
    kbits = (LOW_BIT_RATES if halved else BIT_RATES)[rate]
    return (72 if halved else 144) * kbits * 1000 // (SAMPLE_RATES[sample] >> halved) + (header[2] >> 1 & 1)


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
