"""The beginning of a pleading, and its questions, one page after the other."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from filings.intake.enums import Side
from filings.intake.kinds import Task
from filings.intake.links import task_url
from filings.intake.models import Filing
from filings.intake.views import drafting
from filings.pleadings import data, permissions, queries, services
from filings.pleadings.data.shape import Step
from filings.pleadings.data.terms import TERMS
from filings.pleadings.forms import MOST_ROWS, StepAnswers
from filings.pleadings.models import Pleading
from filings.pleadings.rules.answers import holds, open_steps
from filings.pleadings.rules.checks import Notice
from filings.pleadings.views.begun import own_pleading

SIDES = {"plaintiffs": Side.PLAINTIFF, "defendants": Side.DEFENDANT}


@require_http_methods(["GET", "POST"])
@drafting.own_draft
def pleading(request: HttpRequest, filing: Filing) -> HttpResponse:
    """Choose between the questions and a paper of one's own; once begun, the pages with what was answered."""
    permissions.require_open(filing)
    now = timezone.now()
    if request.method == "POST":
        begun = services.start(filing.pk, by=request.user, at=now)
        if "own" in request.POST and queries.paper_slot(filing):
            services.use_own_paper(filing.pk, by=request.user, at=now)
            return redirect(f"{task_url(filing, Task.MATERIALS)}#slot-{queries.paper_slot(filing)}")
        if "change" in request.POST:
            begun = services.change_form(filing.pk, by=request.user, at=now)
            messages.success(request, f"已换成“{begun.form.title}”的问题，两张表都问到的回答已经保留。")
            return redirect("filings:pleading", code=filing.draft_code)
        return redirect(_step_url(filing, open_steps(begun.form, begun.answers)[0]))
    found = queries.of(filing)
    context: dict[str, Any] = {"pleading": found}
    if found:
        steps = open_steps(found.form, found.answers)
        context |= {
            "steps": [_shown(filing, found, step) for step in steps],
            "answered": sum(_is_answered(found, step) for step in steps),
            "notices": linked(filing, queries.doubts(found, timezone.localdate(now))),
            "better": queries.better_form(found, filing),
        }
    else:
        context["form"] = data.form_for(filing.kind, filing.cause.code if filing.cause else "")
    return drafting.page(request, filing, "filings/pleadings/pleading.html", context)


@require_http_methods(["GET", "POST"])
@own_pleading
def step(request: HttpRequest, filing: Filing, pleading: Pleading, step: str) -> HttpResponse:
    """One page of questions. A doubt that an answer raises is shown once before going on; it never stops anybody."""
    page = pleading.form.step(step)
    if page is None:
        raise Http404(step)
    permissions.require_open(filing, page)
    typed = drafting.typed(request)
    asked = StepAnswers(
        typed,
        form=pleading.form,
        step=page,
        answers=pleading.answers,
        prefill=_known(filing),
        extra=request.GET.get("rows", ""),
    )
    doubts = [doubt for doubt in queries.doubts(pleading, timezone.localdate()) if doubt.step == page.code]

    def keep(at: datetime) -> None:
        answers = asked.kept(without=request.POST.get("remove", ""))
        services.save_answers(filing.pk, step=page.code, answers=answers, by=request.user, at=at)

    def go() -> HttpResponse:
        for button in ("add", "remove"):
            if (name := request.POST.get(button, "").partition(":")[0]) in asked.lists:
                more = f"?rows={name}" if button == "add" else ""
                return redirect(f"{request.path}{more}#list-{name}")
        saved = queries.of(filing)
        steps = open_steps(saved.form, saved.answers)
        if "back" in request.POST:
            return redirect(_neighbour_url(filing, saved, page, -1))
        new = [doubt for doubt in queries.doubts(saved, timezone.localdate()) if doubt.step == page.code]
        if [doubt for doubt in new if doubt not in doubts]:
            return redirect(f"{request.path}#doubts")
        if page == steps[-1]:
            services.compose(filing.pk, by=request.user, at=timezone.now())
        return redirect(_neighbour_url(filing, saved, page, 1))

    def show(status: int) -> HttpResponse:
        steps = [each.code for each in open_steps(pleading.form, pleading.answers)]
        context = {
            "pleading": pleading,
            "step": page,
            "number": steps.index(page.code) + 1 if page.code in steps else 1,
            "count": len(steps),
            "sections": [
                {"section": section, "questions": _questions(asked, section, pleading)}
                for section in page.sections
                if holds(section.when, pleading.answers)
            ],
            "asked": asked,
            "notices": doubts,
            "most": MOST_ROWS,
            "evidence_count": len(filing.evidence),
        }
        return drafting.page(request, filing, "filings/pleadings/step.html", context, status=status)

    if request.method == "POST":
        return drafting.answer(request, filing, asked.parts, keep=keep, show=show, go=go)
    return show(200)


def _questions(asked: StepAnswers, section: Any, pleading: Pleading) -> list[dict[str, Any]]:
    """The section's questions with their terms and, for those that depend on another, on which answers of which."""
    questions = asked.questions_of(section)
    for question in questions:
        field = question["field"]
        question["terms"] = [(term, TERMS[term]) for term in field.terms]
        if field.when:
            first = pleading.form.fields[field.when[0]]
            labels = dict(first.choices) or {"yes": "是", "no": "否"}
            question["when"] = first.code
            question["answers"] = " ".join(field.when[1:])
            question["chosen"] = "”或“".join(labels[answer] for answer in field.when[1:])
    return questions


def _known(filing: Filing) -> dict[str, str]:
    """What the filing says already, by the words that a field's `prefill` may have."""
    return dict(filing.details) | {
        key: "、".join(party.name for party in filing.parties.all() if party.side == side and party.name)
        for key, side in SIDES.items()
    }


def _step_url(filing: Filing, step: Step) -> str:
    return reverse("filings:pleading-step", args=[filing.draft_code, step.code])


def _neighbour_url(filing: Filing, pleading: Pleading, page: Step, way: int) -> str:
    """The page before or after among those asked now; the overview before the first, the text after the last."""
    steps = [each for each in open_steps(pleading.form, pleading.answers) if permissions.is_open(filing, each)]
    there = steps.index(page) + way
    if there < 0:
        return reverse("filings:pleading", args=[filing.draft_code])
    if there == len(steps):
        return reverse("filings:pleading-text", args=[filing.draft_code])
    return _step_url(filing, steps[there])


def _shown(filing: Filing, pleading: Pleading, step: Step) -> dict[str, Any]:
    return {
        "title": step.title,
        "url": _step_url(filing, step),
        "answered": _is_answered(pleading, step),
        "open": permissions.is_open(filing, step),
    }


def _is_answered(pleading: Pleading, step: Step) -> bool:
    return any(field.code in pleading.answers for section in step.sections for field in section.fields)


def linked(filing: Filing, doubts: list[Notice]) -> list[dict[str, str]]:
    """Doubts with the address of the page they are about."""
    return [
        {
            "message": doubt.message,
            "url": reverse("filings:pleading-step", args=[filing.draft_code, doubt.step]) + "#doubts",
        }
        for doubt in doubts
    ]
