"""Pictures, films and recordings of an article; each is reviewed with the text before anybody sees it."""

from datetime import datetime

from django.core.files import File
from django.db import transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.media import FILMS, RECORDINGS
from gangcheng_court.errors import Refused
from hotline.knowledge import permissions
from hotline.knowledge.enums import MediumKind
from hotline.knowledge.models import Article, Medium
from hotline.knowledge.services.writing import back_to_draft

MOST_MEDIA = 20


@transaction.atomic
def add_medium(
    article_id: int, upload: File, *, title: str, words: str, captions: File | None = None, by: User, at: datetime
) -> Medium:
    """Add a file to the working copy; what it is its content says. Raises BadFile.

    Refused without words that say the same, and for a film without captions.
    """
    permissions.require_writer(by)
    article = Article.objects.locked(article_id)
    if article.media.filter(removed_at__isnull=True).count() >= MOST_MEDIA:
        raise Refused(f"一条知识最多放 {MOST_MEDIA} 个多媒体文件，请先移除不用的。")
    if not words.strip():
        raise Refused("请填写文字说明：看不见、听不见的人靠它了解内容。")
    file = documents.store_medium(upload, by=by, at=at)
    kind = {**dict.fromkeys(FILMS, MediumKind.VIDEO), **dict.fromkeys(RECORDINGS, MediumKind.AUDIO)}.get(
        file.content_type, MediumKind.PICTURE
    )
    if kind == MediumKind.VIDEO and not captions:
        raise Refused("视频要配字幕，请同时上传 WebVTT（.vtt）字幕文件。")
    kept = documents.store_captions(captions, by=by, at=at) if kind == MediumKind.VIDEO else None
    medium = Medium.objects.create(article=article, kind=kind, title=title, file=file, captions=kept, words=words)
    back_to_draft(article, because="添加多媒体", by=by, at=at)
    return medium


@transaction.atomic
def remove_medium(medium_id: int, *, by: User, at: datetime) -> Article:
    """Take a file out of the working copy; the version that has it keeps it. A second time changes nothing."""
    permissions.require_writer(by)
    article = Article.objects.locked(Medium.objects.values_list("article", flat=True).get(pk=medium_id))
    if Medium.objects.filter(pk=medium_id, removed_at__isnull=True).update(removed_at=at):
        back_to_draft(article, because="移除多媒体", by=by, at=at)
    return article
