"""The desk of the knowledge base: what waits, writing with a look at it, reviewing, putting out, media, history."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.errors import Refused, WrongState
from hotline.knowledge import links, permissions, queries, services
from hotline.knowledge.enums import ArticleStatus, Topic
from hotline.knowledge.forms import ArticleForm, MediumForm, ReasonForm, of_article
from hotline.knowledge.models import Article, ArticleVersion, Feedback, Medium
from hotline.knowledge.queries import Tab
from hotline.knowledge.rules import answers
from hotline.knowledge.views.public import media_of

LONGEST_SEARCH = 100
MOST_SHOWN = 50

desk = staff_only(*permissions.WRITERS)
reviewers = staff_only(*permissions.REVIEWERS)


@require_safe
@desk
def articles(request: HttpRequest) -> HttpResponse:
    """One tab of the list, last edited first; tab, topic, words and page are in the address."""
    asked = {name: request.GET.get(name, "") for name in ("tab", "topic", "q", "after")}
    tab = Tab(asked["tab"]) if asked["tab"] in Tab.values else Tab.ALL
    words = answers.tidy(asked["q"])[:LONGEST_SEARCH]
    topic = asked["topic"] if asked["topic"] in Topic.values else ""
    try:
        page = queries.page(tab, today=court_date(timezone.now()), topic=topic, asked=words, after=asked["after"])
    except ValueError as error:
        raise BadRequest("after") from error
    kept = {"topic": topic, "q": words}
    context = {
        "tab": tab,
        "topic": topic,
        "topics": Topic.choices,
        "words": words,
        "rows": page.rows,
        "tabs": [{"title": one.label, "url": _address(tab=one.value, **kept), "current": one == tab} for one in Tab],
        "older": _address(tab=tab.value, after=page.next_key, **kept) if page.next_key else "",
        "newer": _address(tab=tab.value, **kept) if asked["after"] else "",
    }
    return render(request, "hotline/knowledge/desk.html", context)


@require_http_methods(["GET", "POST"])
@desk
def new(request: HttpRequest) -> HttpResponse:
    """Begin an article, with a look at it before it is saved."""
    return _write(request, None)


@require_http_methods(["GET", "POST"])
@desk
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change an article; readers go on with the version that is out."""
    return _write(request, _article(slug))


@require_safe
@desk
def manage(request: HttpRequest, slug: str) -> HttpResponse:
    """One article: its text, what may be done with it, media, what readers miss, history."""
    return _show(request, _article(slug))


@require_safe
@desk
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What was once put out, word for word."""
    rows = ArticleVersion.objects.select_related("article", "reviewed_by", "published_by")
    found = get_object_or_404(rows, article__slug=slug, number=number)
    context = {"version": found, "blocks": answers.blocks(found.answer), "media": media_of(found.media)}
    return render(request, "hotline/knowledge/version.html", context)


@require_POST
@reviewers
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that the draft on the page is right."""
    found = _article(slug)
    try:
        seen_at = datetime.fromisoformat(request.POST.get("seen_at", ""))
    except ValueError as error:
        raise BadRequest("seen_at") from error
    services.review(found.pk, by=request.user, at=timezone.now(), seen_at=seen_at)
    messages.success(request, "已审核通过，可以发布。")
    return redirect(links.desk(found))


@require_POST
@reviewers
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Put the reviewed text out."""
    found = _article(slug)
    services.publish(found.pk, by=request.user, at=timezone.now())
    messages.success(request, "已发布，群众和坐席马上可以查到。")
    return redirect(links.desk(found))


@require_POST
@reviewers
def send_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a draft back with what is to be changed."""
    return _with_reason(request, slug, "send_back_form", services.send_back, "已退回修改，并通知负责人。")


@require_POST
@reviewers
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take an article away from its readers."""
    return _with_reason(request, slug, "withdraw_form", services.withdraw, "已下架，群众查不到这一条了。")


@require_POST
@desk
def add_medium(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a picture, film or recording. A bad file is answered beside its field; what was typed stays."""
    found = _article(slug)
    form = MediumForm(request.POST, request.FILES)
    if form.is_valid():
        told = form.cleaned_data
        try:
            services.add_medium(
                found.pk,
                told["file"],
                title=told["title"],
                words=told["words"],
                captions=told["captions"],
                by=request.user,
                at=timezone.now(),
            )
        except WrongState:
            raise
        except Refused as refusal:
            form.add_error("captions" if "字幕" in str(refusal) else "file", str(refusal))
        else:
            messages.success(request, "已添加，审核发布后群众才看得到。")
            return redirect(links.desk(found))
    return _show(request, found, {"medium_form": form}, status=422)


@require_POST
@desk
def remove_medium(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file out of the working copy."""
    found = get_object_or_404(Medium.objects.select_related("article"), pk=pk)
    services.remove_medium(found.pk, by=request.user, at=timezone.now())
    messages.success(request, f"已移除“{found.title}”。")
    return redirect(links.desk(found.article))


@require_POST
@desk
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """A reader's note is done."""
    found = get_object_or_404(Feedback.objects.select_related("version__article"), pk=pk)
    services.settle(found.pk, by=request.user, at=timezone.now())
    messages.success(request, "已标记为处理完毕。")
    return redirect(links.desk(found.version.article))


def _article(slug: str) -> Article:
    return get_object_or_404(
        Article.objects.select_related("owner", "reviewed_by", "published").defer("search"), slug=slug
    )


def _address(**query: str) -> str:
    kept = {name: value for name, value in query.items() if value}
    return f"{reverse('hotline:knowledge-desk')}?{urlencode(kept)}"


def _with_reason(request: HttpRequest, slug: str, name: str, act: Callable[..., Any], done: str) -> HttpResponse:
    found = _article(slug)
    form = ReasonForm(request.POST, prefix=name)
    if not form.is_valid():
        return _show(request, found, {name: form}, status=422)
    act(found.pk, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
    messages.success(request, done)
    return redirect(links.desk(found))


def _write(request: HttpRequest, found: Article | None) -> HttpResponse:
    form = ArticleForm(request.POST or None, initial=of_article(found) if found else None)
    looks = "preview" in request.POST
    if form.is_bound and form.is_valid() and not looks:
        now = timezone.now()
        try:
            if found is None:
                saved = services.draft(form.writing(), by=request.user, at=now)
            elif form.moment_seen is None:
                raise BadRequest("seen_at")
            else:
                saved = services.edit(found.pk, form.writing(), by=request.user, at=now, seen_at=form.moment_seen)
        except Refused as refusal:
            form.add_error("review_on" if "复核日期" in str(refusal) else None, str(refusal))
        else:
            messages.success(request, "已保存为草稿，等另一位负责人审核发布。")
            return redirect(links.desk(saved))
    told = getattr(form, "cleaned_data", {})
    context = {
        "article": found,
        "form": form,
        "looked": told if looks and not form.errors else None,
        "blocks": answers.blocks(told.get("answer", "")),
    }
    return render(request, "hotline/knowledge/write.html", context, status=422 if form.errors else 200)


def _show(
    request: HttpRequest, found: Article, tried: dict[str, Form] | None = None, *, status: int = 200
) -> HttpResponse:
    tried = tried or {}
    reviews = permissions.has_role(request.user, *permissions.REVIEWERS)
    notes = Feedback.objects.open().filter(version__article=found).select_related("version", "by")
    context = {
        "article": found,
        "blocks": answers.blocks(found.answer),
        "media": found.media.filter(removed_at__isnull=True).select_related("file"),
        "versions": found.versions.select_related("published_by"),
        "notes": notes[:MOST_SHOWN],
        "history": trail.history(found)[:MOST_SHOWN],
        "may_review": permissions.may_review(request.user, found),
        "may_withdraw": reviews and found.status != ArticleStatus.WITHDRAWN,
        "wrote": reviews and permissions.wrote(request.user, found),
        "due": found.status == ArticleStatus.PUBLISHED and found.review_on <= court_date(timezone.now()),
        "medium_form": MediumForm(),
        "send_back_form": ReasonForm(prefix="send_back_form"),
        "withdraw_form": ReasonForm(prefix="withdraw_form"),
        "errors_form": next(iter(tried.values()), None),
    }
    return render(request, "hotline/knowledge/manage.html", context | tried, status=status)
