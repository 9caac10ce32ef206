"""The hook for a malware scanner: clamd over its INSTREAM command."""

import socket
import struct
from typing import IO

from django.conf import settings

from gangcheng_court.core.documents.checks import BadFile
from gangcheng_court.core.documents.models import ScanState

TIMEOUT_SECONDS = 30
CHUNK = 64 * 1024


def scan(file: IO[bytes]) -> ScanState:
    """CLEAN or INFECTED as clamd says; NOT_SCANNED when no scanner is configured.

    Fails closed: with a scanner configured that cannot be reached, breaks off or answers anything else, raises BadFile.
    """
    if not settings.CLAMD_ADDRESS:
        return ScanState.NOT_SCANNED
    try:
        answer = _ask_clamd(file)
    except OSError as error:
        raise BadFile("文件安全检查暂时不能进行，文件没有保存，请稍后重新上传；急需办理请拨打 12368。") from error
    if answer.endswith(b" FOUND"):
        return ScanState.INFECTED
    if answer == b"stream: OK":
        return ScanState.CLEAN
    raise BadFile("文件没有通过安全检查，没有保存，请换一份文件上传，或者拨打 12368。")


def _ask_clamd(file: IO[bytes]) -> bytes:
    host, _, port = settings.CLAMD_ADDRESS.rpartition(":")
    if host:
        clamd = socket.create_connection((host, int(port)), TIMEOUT_SECONDS)
    else:
        clamd = socket.socket(socket.AF_UNIX)
        clamd.settimeout(TIMEOUT_SECONDS)
        clamd.connect(settings.CLAMD_ADDRESS)
    with clamd:
        clamd.sendall(b"zINSTREAM\0")
        file.seek(0)
        while chunk := file.read(CHUNK):
            clamd.sendall(struct.pack("!I", len(chunk)) + chunk)
        clamd.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and (part := clamd.recv(4096)):
            answer += part
    return answer.rstrip(b"\0")
