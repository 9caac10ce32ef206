"""Starting states of the knowledge base, and the smallest films and recordings that are whole."""

import itertools
from datetime import date, timedelta
from typing import Any

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.tests.builders import make_picture, upload
from hotline.knowledge.enums import ArticleStatus, MediumKind, Topic
from hotline.knowledge.models import Article, ArticleVersion, Feedback, Medium
from hotline.knowledge.services import Writing
from hotline.knowledge.services.publishing import index

NOW = court_time("2026-06-17 14:00")
QUESTION = "诉讼费怎么退"
ANSWER = """胜诉或者撤诉以后，多交的诉讼费由法院退还，不用申请。

1. 准备一张与交费人同名的银行卡。
2. 裁判生效之日起十五日内，法院把钱退到这张卡上。

- 没有按时收到的，拨打 12368。"""
_serial = itertools.count(1)


def make_operator(**fields: Any) -> User:
    return make_user(Role.OPERATOR, department=make_department("hotline", "12368 诉讼服务热线"), **fields)


def writing(**fields: Any) -> Writing:
    return Writing(
        **{
            "topic": Topic.FEES,
            "question": QUESTION,
            "answer": ANSWER,
            "laws": ("诉讼费用交纳办法第五十三条",),
            "words": "退款",
            "owner": None,
            "review_on": date(2027, 6, 17),
        }
        | fields
    )


def make_article(writer: User | None = None, **fields: Any) -> Article:
    """A draft as `writer` left it."""
    article = Article(
        **{
            "slug": f"article-{next(_serial)}",
            "topic": Topic.FEES,
            "question": QUESTION,
            "answer": ANSWER,
            "laws": ["诉讼费用交纳办法第五十三条"],
            "owner": writer,
            "review_on": date(2027, 6, 17),
            "edited_at": NOW,
        }
        | fields
    )
    trail.save(article, by=writer, because="起草", at=NOW)
    return article


def make_reviewed(writer: User, **fields: Any) -> Article:
    return make_article(writer, status=ArticleStatus.REVIEWED, reviewed_by=make_user(Role.CHIEF), **fields)


def make_published(writer: User | None = None, **fields: Any) -> Article:
    """What readers see, put out an hour after it was written."""
    return put_out(make_article(writer, **fields))


def put_out(article: Article, **fields: Any) -> Article:
    copied = {name: getattr(article, name) for name in ("topic", "question", "answer", "laws", "review_on")}
    at = NOW + timedelta(hours=1)
    version = ArticleVersion.objects.create(article=article, number=1, published_at=at, **copied | fields)
    Article.objects.filter(pk=article.pk).update(status=ArticleStatus.PUBLISHED, published=version)
    article.refresh_from_db()
    index(article)
    return article


def make_feedback(article: Article, words: str = "多久到账没有说", **fields: Any) -> Feedback:
    return Feedback.objects.create(version=article.published, words=words, at=NOW + timedelta(hours=2), **fields)


def make_medium(article: Article, **fields: Any) -> Medium:
    """A picture, told in words; a part of what is put out when the article is."""
    picture = documents.store(upload(make_picture("PNG"), "流程图.png"), by=None, at=NOW)
    told = {"kind": MediumKind.PICTURE, "title": "退费流程图", "file": picture, "words": "两步：准备银行卡，等待退款。"}
    return Medium.objects.create(article=article, **told | fields)


def make_film() -> Medium:
    """A film with captions, put out with its article."""
    article = make_article()
    film = documents.store_medium(upload(make_mp4(), "介绍.mp4"), by=None, at=NOW)
    captions = documents.store_captions(upload(VTT.encode(), "字幕.vtt"), by=None, at=NOW)
    medium = make_medium(article, kind=MediumKind.VIDEO, title="怎么退费", file=film, captions=captions)
    put_out(article, media=[medium.pk])
    return medium


def box(kind: bytes, content: bytes = b"") -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + kind + content


def make_mp4(brand: bytes = b"isom") -> bytes:
    """The boxes of a film without a picture in it."""
    return box(b"ftyp", brand + b"\0\0\2\0" + brand) + box(b"moov", box(b"mvhd", bytes(100))) + box(b"mdat", bytes(900))


def make_mp3() -> bytes:
    """Three silent frames of 128 kbit/s at 44.1 kHz."""
    return (b"\xff\xfb\x90\x00" + bytes(413)) * 3


VTT = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\n先准备一张银行卡。\n\n00:04.000 --> 00:08.500\n十五日内到账。\n"
