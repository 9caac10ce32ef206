"""What everybody reads: search, topics, an article, its media."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.core.documents import serving
from gangcheng_court.core.web.access import staff_only
from hotline.knowledge import links, permissions, queries, services
from hotline.knowledge.enums import Topic
from hotline.knowledge.forms import FeedbackForm
from hotline.knowledge.models import Article, Medium
from hotline.knowledge.rules import answers
from hotline.knowledge.rules.words import LONGEST_QUESTION

GUIDANCE = (Topic.PROCEDURE, Topic.RISK, Topic.RESOLUTION, Topic.MODEL_JUDGMENT)
"""法治宣传 of 承诺十; the other topics guide through a service."""

COUNTED = "已记一次引用。"


@require_safe
def knowledge(request: HttpRequest) -> HttpResponse:
    """Ask in one's own words, or choose a topic."""
    context = _found(request) | {"groups": _groups(), "is_writer": has_role(request.user, *permissions.WRITERS)}
    return render(request, "hotline/knowledge/knowledge.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The answers alone: a part of a page, or JSON to who prefers it. Whoever answers callers reads them whole."""
    found = _found(request)
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"question": found["question"], "answers": [_as_data(row) for row in found["rows"]]})
    if has_role(request.user, *permissions.WRITERS):
        for row in found["rows"]:
            row["blocks"] = answers.blocks(row["version"].answer)
    return render(request, "hotline/knowledge/_results.html", found)


@require_safe
def topic(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that is put out on a topic, page by page."""
    if code not in Topic.values:
        raise Http404
    try:
        page = queries.of_topic(code, after=request.GET.get("after", ""))
    except ValueError as error:
        raise BadRequest("after") from error
    context = {
        "topic": Topic(code),
        "rows": [_row(found) for found in page.rows],
        "older": f"?after={page.next_key}" if page.next_key else "",
        "newer": request.path if "after" in request.GET else "",
    }
    return render(request, "hotline/knowledge/topic.html", context)


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """One question and its one complete answer."""
    return _show(request, _published(slug))


@require_POST
def unclear(request: HttpRequest, slug: str) -> HttpResponse:
    """“没答清楚”: no account is needed."""
    found = _published(slug)
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    by = request.user if request.user.is_authenticated else None
    services.give_feedback(found.pk, words=form.cleaned_data["words"], by=by, at=timezone.now())
    messages.success(request, "已经记下，我们会把答复改得更清楚。急需答复的，请拨打 12368。")
    return redirect(links.public(found))


@require_POST
@staff_only(*permissions.WRITERS)
def used(request: HttpRequest, slug: str) -> HttpResponse:
    """An operator answered with this article."""
    found = _published(slug)
    services.count_use(found.pk, by=request.user, at=timezone.now())
    if request.htmx:
        return HttpResponse(COUNTED)
    messages.success(request, COUNTED)
    return redirect(links.public(found))


@require_safe
def medium(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A picture, film or recording, in parts for players that ask so."""
    return serving.show(request, _medium(request, pk).file)


@require_safe
def captions(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The captions of a film."""
    found = _medium(request, pk)
    if found.captions is None:
        raise Http404
    return serving.show(request, found.captions)


def _found(request: HttpRequest) -> dict[str, Any]:
    question = answers.tidy(request.GET.get("q", ""))[:LONGEST_QUESTION]
    return {"question": question, "rows": [_row(found) for found in queries.search(question)] if question else []}


def _row(found: Article) -> dict[str, Any]:
    version = found.published
    return {"slug": found.slug, "version": version, "beginning": answers.beginning(version.answer), "used": found.used}


def _as_data(row: dict[str, Any]) -> dict[str, Any]:
    version = row["version"]
    told = {name: getattr(version, name) for name in ("question", "answer", "laws")}
    return told | {"slug": row["slug"], "topic": version.get_topic_display(), "review_on": version.review_on}


def _groups() -> list[tuple[str, list[tuple[Topic, int]]]]:
    counted = queries.topics()
    return [
        ("法治宣传", [row for row in counted if row[0] in GUIDANCE]),
        ("办事指引", [row for row in counted if row[0] not in GUIDANCE]),
    ]


def _published(slug: str) -> Article:
    rows = Article.objects.select_related("published", "owner").defer("search", "answer")
    return get_object_or_404(rows.filter(published__isnull=False), slug=slug)


def _show(request: HttpRequest, found: Article, form: FeedbackForm | None = None, *, status: int = 200) -> HttpResponse:
    version, is_writer = found.published, has_role(request.user, *permissions.WRITERS)
    context = {
        "article": found,
        "version": version,
        "blocks": answers.blocks(version.answer),
        "media": media_of(version.media),
        "related": queries.related(found),
        "form": form or FeedbackForm(),
        "is_writer": is_writer,
        "versions": found.versions.select_related("published_by") if is_writer else [],
    }
    return render(request, "hotline/knowledge/article.html", context, status=status)


def media_of(keys: list[int]) -> QuerySet[Medium]:
    """The media named, in the order in which they were added."""
    return Medium.objects.filter(pk__in=keys).select_related("file").order_by("id") if keys else Medium.objects.none()


def _medium(request: HttpRequest, pk: int) -> Medium:
    """A medium that is put out, or any to who writes."""
    found = get_object_or_404(Medium.objects.select_related("file", "captions", "article__published"), pk=pk)
    version = found.article.published
    if not (version and pk in version.media) and not has_role(request.user, *permissions.WRITERS):
        raise Http404
    return found
