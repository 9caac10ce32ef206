"""The pages of the knowledge base, for everybody and at its desk."""

from collections.abc import Callable

from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user
from hotline.knowledge import links
from hotline.knowledge.tests.builders import (
    make_article,
    make_feedback,
    make_film,
    make_medium,
    make_operator,
    make_published,
    make_reviewed,
)

Look = tuple[User | None, str]


def _home() -> Look:
    return None, reverse("hotline:knowledge")


def _found() -> Look:
    make_published()
    make_published(question="申请执行要交钱吗", answer="不预交申请费，执行到位后由被执行人交纳。")
    return None, reverse("hotline:knowledge") + "?q=诉讼费怎么退"


def _nothing_found() -> Look:
    return None, reverse("hotline:knowledge") + "?q=种花"


def _topic() -> Look:
    make_published()
    return None, reverse("hotline:knowledge-topic", args=["fees"])


def _empty_topic() -> Look:
    return None, reverse("hotline:knowledge-topic", args=["files"])


def _article() -> Look:
    make_published(question="谁交诉讼费", answer="由原告预交，最后由败诉方负担。")
    return None, links.public(make_film().article)


def _article_for_staff() -> Look:
    operator = make_operator()
    return operator, links.public(make_published(operator))


def _desk() -> Look:
    operator = make_operator()
    make_feedback(make_published(operator))
    make_reviewed(operator, question="开庭去不了怎么办")
    return operator, reverse("hotline:knowledge-desk")


def _empty_desk() -> Look:
    return make_operator(), reverse("hotline:knowledge-desk") + "?tab=due"


def _write() -> Look:
    operator = make_operator()
    return operator, reverse("hotline:knowledge-edit", args=[make_article(operator).slug])


def _manage() -> Look:
    article = make_published(make_operator())
    make_medium(article)
    make_feedback(article)
    return make_user(Role.CHIEF), links.desk(article)


def _review() -> Look:
    return make_user(Role.SUPERVISOR), links.desk(make_article(make_operator()))


def _version() -> Look:
    return make_operator(), reverse("hotline:knowledge-version", args=[make_published().slug, 1])


def _scripts() -> Look:
    return make_operator(), reverse("hotline:scripts")


def _script() -> Look:
    return make_operator(), reverse("hotline:script", args=["opening"])


KNOWLEDGE_PAGES: dict[str, Callable[[], Look]] = {
    "knowledge": _home,
    "knowledge-found": _found,
    "knowledge-nothing-found": _nothing_found,
    "knowledge-topic": _topic,
    "knowledge-topic-empty": _empty_topic,
    "article": _article,
}
KNOWLEDGE_DESK: dict[str, Callable[[], Look]] = {
    "article-staff": _article_for_staff,
    "knowledge-desk": _desk,
    "knowledge-desk-empty": _empty_desk,
    "knowledge-write": _write,
    "knowledge-manage": _manage,
    "knowledge-review": _review,
    "knowledge-version": _version,
    "scripts": _scripts,
    "script": _script,
}
