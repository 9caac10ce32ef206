"""Keeping files: what is handed in, and what is made from it. A stored file is never changed."""

import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import IO
from uuid import UUID

import pikepdf
from django.core.files import File
from django.db import transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.documents import checks, media, pictures, scanner
from gangcheng_court.core.documents.checks import JPEG, PDF, PICTURES, BadFile
from gangcheng_court.core.documents.models import ScanState, StoredFile


@transaction.atomic
def store(upload: File, *, by: User | None, at: datetime) -> StoredFile:
    """Check, scan and keep an upload; raises BadFile with a sentence that names the fix.

    A photo that lies on its side, and any HEIC, is kept as handed in and again as an upright JPEG; the copy is
    what comes back, and its `source` is what was handed in.
    """
    content = upload.file
    checked = checks.check(content, upload.size)
    kept = _keep(
        content, name=upload.name, content_type=checked.content_type, page_count=checked.page_count, by=by, at=at
    )
    if checked.upright:
        return kept
    copy = pictures.upright_jpeg(content)
    return _keep(copy, name=kept.name, content_type=JPEG, page_count=1, by=by, at=at, source=kept)


@transaction.atomic
def store_medium(upload: File, *, by: User | None, at: datetime) -> StoredFile:
    """Check, scan and keep a picture, film or recording that the court shows; raises BadFile."""
    content_type = media.check(upload.file, upload.size)
    if content_type in PICTURES:
        return store(upload, by=by, at=at)
    return _keep(upload.file, name=upload.name, content_type=content_type, page_count=None, by=by, at=at)


@transaction.atomic
def store_captions(upload: File, *, by: User | None, at: datetime) -> StoredFile:
    """Check, scan and keep the captions of a film (WebVTT); raises BadFile that names the line to correct."""
    media.check_captions(upload.file, upload.size)
    return _keep(upload.file, name=upload.name, content_type=media.VTT, page_count=None, by=by, at=at)


@transaction.atomic
def store_bytes(content: bytes, *, name: str, content_type: str, by: User | None, at: datetime) -> StoredFile:
    """Keep a letter of our own making; checked like an upload, so that a broken letter is never sent."""
    file = BytesIO(content)
    checked = checks.check(file, len(content))
    if checked.content_type != content_type:
        raise ValueError(f"{name} is {checked.content_type}, not {content_type}")
    return _keep(file, name=name, content_type=content_type, page_count=checked.page_count, by=by, at=at)


@transaction.atomic
def store_workbook(content: IO[bytes], *, name: str, by: User | None, at: datetime) -> StoredFile:
    """Keep a workbook of our own making, however large: it is read in parts, never whole."""
    return _keep(content, name=name, content_type=checks.XLSX, page_count=None, by=by, at=at)


@transaction.atomic
def forget(file: StoredFile) -> None:
    """Delete a file that nothing points at any more, and its content once the transaction has committed."""
    stored = file.file
    file.delete()
    transaction.on_commit(lambda: stored.storage.delete(stored.name))


@transaction.atomic
def rotate(file_id: UUID, *, degrees: int, by: User | None, at: datetime) -> StoredFile:
    """A copy turned clockwise by 90, 180 or 270 degrees (every page of a PDF), with the file as its `source`."""
    if degrees not in (90, 180, 270):
        raise BadFile("只能按 90、180 或 270 度旋转，请重新选择。")
    source = StoredFile.objects.get(pk=file_id)
    with source.file.open("rb") as content:
        if source.content_type in PICTURES:
            turned = pictures.upright_jpeg(content, degrees)
            content_type = JPEG
        elif source.content_type == PDF:
            turned = BytesIO()
            with pikepdf.open(content) as pdf:
                for page in pdf.pages:
                    page.rotate(degrees, relative=True)
                pdf.save(turned)
            content_type = PDF
        else:
            raise BadFile("Word 文档不能旋转，请转成 PDF 后再上传。")
    return _keep(
        turned, name=source.name, content_type=content_type, page_count=source.page_count, by=by, at=at, source=source
    )


@transaction.atomic
def merge(file_ids: Sequence[UUID], *, name: str, by: User | None, at: datetime) -> StoredFile:
    """One PDF of the pictures and PDFs named, in that order; a picture becomes an A4 page."""
    files = StoredFile.objects.in_bulk(list(file_ids))
    merged = pikepdf.Pdf.new()
    for file_id in file_ids:
        part = files[file_id]
        with part.file.open("rb") as content:
            if part.content_type == PDF:
                with pikepdf.open(content) as pdf:
                    merged.pages.extend(pdf.pages)
            elif part.content_type in PICTURES:
                pictures.add_page(merged, pictures.upright_jpeg(content))
            else:
                raise BadFile(f"“{part.name}”是 Word 文档，不能合并，请转成 PDF 后再上传。")
    if not merged.pages:
        raise BadFile("请至少选择一个文件再合并。")
    out = BytesIO()
    merged.save(out)
    return _keep(out, name=name, content_type=PDF, page_count=len(merged.pages), by=by, at=at)


def _keep(
    content: IO[bytes],
    *,
    name: str,
    content_type: str,
    page_count: int | None,
    by: User | None,
    at: datetime,
    source: StoredFile | None = None,
) -> StoredFile:
    """Scan, hash and write one file under a random name that says nothing about it."""
    scan_state = scanner.scan(content)
    if scan_state == ScanState.INFECTED:
        raise BadFile("文件中查出病毒，没有保存，请在电脑上杀毒或者换一份文件后再上传。")
    content.seek(0)
    row = StoredFile(
        name=checks.clean_name(name, content_type),
        content_type=content_type,
        size=content.seek(0, 2),
        page_count=page_count,
        scan_state=scan_state,
        source=source,
        uploaded_by=by,
        uploaded_at=at,
    )
    content.seek(0)
    row.sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    content.seek(0)
    row.file.save(f"{at:%Y/%m}/{uuid.uuid4().hex}", File(content), save=True)
    return row
