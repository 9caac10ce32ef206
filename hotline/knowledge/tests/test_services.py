"""From a draft to what everybody reads, and what readers say about it."""

from datetime import date, timedelta

import pytest

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.accounts.tests.together import together
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents.checks import BadFile
from gangcheng_court.core.documents.tests.builders import make_pdf, make_picture, upload
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState
from hotline.knowledge import queries, services
from hotline.knowledge.data import Starter
from hotline.knowledge.enums import ArticleStatus, MediumKind, Topic
from hotline.knowledge.models import Article, ArticleVersion, Feedback, Medium
from hotline.knowledge.tests.builders import (
    ANSWER,
    NOW,
    VTT,
    make_article,
    make_feedback,
    make_medium,
    make_mp3,
    make_mp4,
    make_operator,
    make_published,
    make_reviewed,
    writing,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=3)


@pytest.fixture
def operator():
    return make_operator()


@pytest.fixture
def chief():
    return make_user(Role.CHIEF)


def test_what_one_writes_another_reviews_and_puts_out(operator, chief):
    article = services.draft(writing(), by=operator, at=NOW)
    services.review(article.pk, by=chief, at=LATER, seen_at=NOW)
    article = services.publish(article.pk, by=chief, at=LATER)

    version = article.published
    assert (article.status, version.number, version.question) == (ArticleStatus.PUBLISHED, 1, "诉讼费怎么退")
    assert (version.reviewed_by, version.published_by, version.published_at) == (chief, chief, LATER)
    assert article.owner == operator
    assert [row.history_change_reason for row in trail.history(article)] == ["发布", "审核通过", "起草"]
    assert queries.search("诉讼费怎么退") == [article]


def test_an_edit_is_seen_by_nobody_until_it_is_put_out_again(operator, chief):
    article = make_published(operator)
    services.edit(article.pk, writing(answer="新的答复"), by=operator, at=LATER, seen_at=NOW)

    article.refresh_from_db()
    assert (article.status, article.answer, article.published.answer) == ("draft", "新的答复", ANSWER)
    services.review(article.pk, by=chief, at=LATER, seen_at=LATER)
    article = services.publish(article.pk, by=chief, at=LATER)
    assert (article.published.number, article.published.answer) == (2, "新的答复")
    assert [version.answer for version in article.versions.all()] == ["新的答复", ANSWER]


def test_who_wrote_it_neither_reviews_nor_puts_it_out(chief):
    article = make_article(chief)
    with pytest.raises(Refused, match="另一位"):
        services.review(article.pk, by=chief, at=LATER, seen_at=NOW)

    other = make_reviewed(chief)
    with pytest.raises(Refused, match="另一位"):
        services.publish(other.pk, by=chief, at=LATER)


def test_who_wrote_an_earlier_version_may_review_the_next(operator, chief):
    article = make_published(chief)
    services.edit(article.pk, writing(), by=operator, at=LATER, seen_at=NOW)

    services.review(article.pk, by=chief, at=LATER, seen_at=LATER)


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.LAWYER, Role.JUDGE, Role.ADMINISTRATOR])
def test_who_is_no_writer_does_nothing(operator, role):
    article, note, stranger = make_published(operator), None, make_user(role)
    note = make_feedback(article)
    for act in (
        lambda: services.draft(writing(), by=stranger, at=NOW),
        lambda: services.edit(article.pk, writing(), by=stranger, at=NOW, seen_at=NOW),
        lambda: services.count_use(article.pk, by=stranger, at=NOW),
        lambda: services.settle(note.pk, by=stranger, at=NOW),
        lambda: services.withdraw(article.pk, by=stranger, at=NOW, reason="x"),
    ):
        with pytest.raises(NotYours):
            act()


@pytest.mark.parametrize("act", ["review", "publish", "withdraw", "send_back"])
def test_an_operator_reviews_nothing(operator, act):
    article = make_reviewed(make_operator())
    more = {"review": {"seen_at": NOW}, "publish": {}}.get(act, {"reason": "x"})
    with pytest.raises(NotYours):
        getattr(services, act)(article.pk, by=operator, at=LATER, **more)


def test_what_changed_after_it_was_read_is_not_approved_unread(operator, chief):
    article = make_article(operator)
    services.edit(article.pk, writing(answer="改过"), by=operator, at=LATER, seen_at=NOW)

    with pytest.raises(WrongState, match="最新内容"):
        services.review(article.pk, by=chief, at=LATER, seen_at=NOW)
    with pytest.raises(WrongState, match="最新内容"):
        services.edit(article.pk, writing(), by=make_operator(), at=LATER, seen_at=NOW)


@pytest.mark.parametrize("status", sorted(set(ArticleStatus) - {ArticleStatus.REVIEWED}))
def test_only_what_was_reviewed_is_put_out(operator, chief, status):
    article = make_published(operator)
    Article.objects.filter(pk=article.pk).update(status=status)

    with pytest.raises(WrongState):
        services.publish(article.pk, by=chief, at=LATER)
    assert ArticleVersion.objects.count() == 1


def test_nothing_is_put_out_past_its_review_date(operator, chief):
    article = make_reviewed(operator, review_on=date(2026, 6, 17))
    with pytest.raises(Refused, match="复核日期"):
        services.publish(article.pk, by=chief, at=LATER)
    with pytest.raises(Refused, match="今天以后"):
        services.draft(writing(review_on=date(2026, 6, 17)), by=operator, at=NOW)


def test_what_is_withdrawn_is_found_by_nobody_and_stays_on_file(operator, chief):
    article = make_published(operator)
    services.withdraw(article.pk, by=chief, at=LATER, reason="法律已修改")

    article.refresh_from_db()
    assert (article.status, article.published, article.versions.count()) == ("withdrawn", None, 1)
    assert queries.search("诉讼费怎么退") == []
    services.edit(article.pk, writing(), by=operator, at=LATER, seen_at=NOW)
    assert queries.search("诉讼费怎么退") == []


def test_a_draft_is_sent_back_with_what_to_change(operator, chief):
    article = make_reviewed(operator)
    services.send_back(article.pk, by=chief, at=LATER, reason="少了期限")

    article.refresh_from_db()
    assert (article.status, article.reviewed_by) == ("draft", None)
    assert "少了期限" in Notice.objects.get(recipient=operator).body
    with pytest.raises(Refused, match="改什么"):
        services.send_back(article.pk, by=chief, at=LATER, reason=" ")


def test_a_use_is_counted_and_stands_in_no_history(operator):
    article = make_published(operator)
    services.count_use(article.pk, by=operator, at=NOW)
    services.count_use(article.pk, by=operator, at=NOW)

    article.refresh_from_db()
    assert (article.used, article.history.count()) == (2, 1)


def test_the_owner_hears_once_a_day_of_what_is_unclear(operator):
    article = make_published(operator)
    for words in ("多久到账", "多久到账", "退到哪张卡"):
        services.give_feedback(article.pk, words=words, by=None, at=LATER)

    assert Feedback.objects.count() == 2
    assert Notice.objects.filter(template="hotline/article_unclear", recipient=operator).count() == 1
    note = Feedback.objects.first()
    services.settle(note.pk, by=operator, at=LATER)
    services.settle(note.pk, by=make_operator(), at=LATER + timedelta(hours=1))
    note.refresh_from_db()
    assert (note.settled_by, note.settled_at) == (operator, LATER)


def test_nobody_fills_the_desk_by_complaining_for_ever(operator):
    article = make_published(operator)
    Feedback.objects.bulk_create(
        Feedback(version=article.published, words=f"第{n}次", at=NOW) for n in range(services.feedback.MOST_OPEN)
    )
    with pytest.raises(Refused, match="12368"):
        services.give_feedback(article.pk, words="再一次", by=None, at=LATER)


def test_nothing_is_unclear_about_what_is_not_put_out(operator):
    with pytest.raises(Refused, match="下架"):
        services.give_feedback(make_article(operator).pk, words="?", by=None, at=LATER)


@pytest.mark.parametrize(("at", "told"), [("2027-06-16 23:59:59", 0), ("2027-06-17 00:00", 1), ("2027-08-01 09:00", 1)])
def test_the_owner_is_reminded_once_when_the_review_date_is_there(operator, at, told):
    make_published(operator)

    assert services.remind(at=court_time(at)) == told
    assert services.remind(at=court_time(at)) == 0
    assert Notice.objects.filter(template="hotline/article_to_review", recipient=operator).count() == told


def test_without_an_owner_who_still_works_here_every_chief_is_reminded(operator, chief):
    make_published(None)
    make_published(make_operator(is_active=False))

    assert services.remind(at=court_time("2027-06-17 09:00")) == 2
    assert Notice.objects.filter(recipient=chief).count() == 2


STARTER = Starter("fees-refund", Topic.FEES, "诉讼费怎么退", "十五日内退还。", ("诉讼费用交纳办法第五十三条",), "退款")


def test_a_starter_is_put_out_once_and_corrected_by_a_newer_file():
    newer = Starter(STARTER.slug, Topic.FEES, STARTER.question, "裁判生效之日起十五日内退还。", STARTER.laws, "")

    assert [services.load(files, at=NOW) for files in ([STARTER], [STARTER], [newer])] == [1, 0, 1]
    article = Article.objects.get()
    assert (article.published.number, article.published.answer) == (2, newer.answer)
    assert queries.search("诉讼费怎么退") == [article]


def test_what_staff_edited_is_never_overwritten(operator, chief):
    services.load([STARTER], at=NOW)
    article = Article.objects.get()
    services.edit(article.pk, writing(answer="我们的做法"), by=operator, at=LATER, seen_at=NOW)

    assert services.load([STARTER], at=LATER) == 0
    assert Article.objects.get().answer == "我们的做法"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (make_picture("PNG"), MediumKind.PICTURE),
        (make_picture("JPEG", orientation=6), MediumKind.PICTURE),
        (make_mp4(), MediumKind.VIDEO),
        (make_mp4(b"M4A "), MediumKind.AUDIO),
        (make_mp3(), MediumKind.AUDIO),
    ],
)
def test_a_medium_is_what_its_content_says_and_is_reviewed_before_anybody_sees_it(operator, chief, content, kind):
    article = make_published(operator)
    medium = services.add_medium(
        article.pk,
        upload(content, "文件.txt"),
        title="介绍",
        words="同样的话",
        captions=upload(VTT.encode(), "字幕.vtt"),
        by=operator,
        at=LATER,
    )

    article.refresh_from_db()
    assert (medium.kind, bool(medium.captions)) == (kind, kind == MediumKind.VIDEO)
    assert (article.status, article.published.media) == ("draft", [])
    services.review(article.pk, by=chief, at=LATER, seen_at=LATER)
    assert services.publish(article.pk, by=chief, at=LATER).published.media == [medium.pk]


def test_a_medium_taken_out_stays_with_the_version_that_has_it(operator):
    article = make_published(operator)
    medium = make_medium(article)
    services.remove_medium(medium.pk, by=operator, at=LATER)
    services.remove_medium(medium.pk, by=operator, at=LATER + timedelta(hours=1))

    medium.refresh_from_db()
    article.refresh_from_db()
    assert (medium.removed_at, article.edited_at) == (LATER, LATER)


def bad_medium(operator, content: bytes, captions: bytes | None = None, words: str = "说明"):
    more = upload(captions, "字幕.vtt") if captions is not None else None
    article = make_article(operator)
    return services.add_medium(
        article.pk, upload(content, "a.mp4"), title="介绍", words=words, captions=more, by=operator, at=LATER
    )


@pytest.mark.parametrize(
    ("content", "captions", "says"),
    [
        (b"", None, "空的"),
        (b"MZ not a film", None, "不是可以播放"),
        (make_pdf(), None, "不是可以播放"),
        (make_mp4()[:-5], VTT.encode(), "不完整"),
        (b"ID3\x04\0\0\0\0\0\0 no frames", None, "不是可以播放"),
        (make_mp4(), None, "要配字幕"),
        (make_mp4(), "第一句".encode(), "WEBVTT"),
        (make_mp4(), "WEBVTT\n\n".encode("utf-16"), "UTF-8"),
        (make_mp4(), b"WEBVTT\n\n00:00:01,000 --> 00:00:04,000\nx\n", "第 3 行的时间写法"),
        (make_mp4(), b"WEBVTT\n\n00:04.000 --> 00:01.000\nx\n", "早于开始"),
        (make_mp4(), b"WEBVTT\n\n00:04.000 --> 00:05.000\nx\n\n00:01.000 --> 00:02.000\ny\n", "第 6 行"),
        (make_mp4(), b"WEBVTT\n", "没有一句"),
    ],
)
def test_a_bad_file_is_refused_with_the_fix_and_nothing_stays(operator, content, captions, says):
    with pytest.raises((BadFile, Refused), match=says):
        bad_medium(operator, content, captions)
    assert not Medium.objects.exists()


def test_a_medium_without_words_is_refused(operator):
    with pytest.raises(Refused, match="文字说明"):
        bad_medium(operator, make_picture("PNG"), words="  ")


@pytest.mark.django_db(transaction=True)
def test_two_publish_at_once_and_one_version_is_put_out(operator):
    article, chiefs = make_reviewed(operator), [make_user(Role.CHIEF), make_user(Role.SUPERVISOR)]

    done, refused = together(
        *(lambda chief=chief: services.publish(article.pk, by=chief, at=LATER) for chief in chiefs)
    )

    assert (len(done), len(refused), ArticleVersion.objects.count()) == (1, 1, 1)
    assert isinstance(refused[0], WrongState)


@pytest.mark.django_db(transaction=True)
def test_two_edit_at_once_and_nothing_is_lost_unseen(operator):
    article, other = make_article(operator), make_operator()

    done, refused = together(
        lambda: services.edit(article.pk, writing(answer="甲"), by=operator, at=LATER, seen_at=NOW),
        lambda: services.edit(article.pk, writing(answer="乙"), by=other, at=LATER, seen_at=NOW),
    )

    assert (len(done), len(refused)) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_the_same_complaint_at_once_is_one_note_and_uses_at_once_are_all_counted(operator):
    article = make_published(operator)
    together(*[lambda: services.give_feedback(article.pk, words="多久到账", by=None, at=LATER)] * 4)
    together(*[lambda: services.count_use(article.pk, by=operator, at=LATER)] * 4)

    article.refresh_from_db()
    assert (Feedback.objects.count(), article.used) == (1, 4)
