"""Scripts beside the console: what to say, and where each answer leads. Links only, so that it works by itself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gangcheng_court.core.web.access import staff_only
from hotline.knowledge import data, permissions
from hotline.knowledge.rules import answers


@require_safe
@staff_only(*permissions.WRITERS)
def scripts(request: HttpRequest) -> HttpResponse:
    """Every script."""
    return render(request, "hotline/knowledge/scripts.html", {"scripts": data.all_scripts().values()})


@require_safe
@staff_only(*permissions.WRITERS)
def script(request: HttpRequest, slug: str, step: str = "") -> HttpResponse:
    """One step of a script (without one, the first); htmx gets the step alone."""
    found = data.all_scripts().get(slug)
    if found is None or (step and step not in found.steps):
        raise Http404
    now = found.steps[step] if step else found.start
    context = {"script": found, "step": now, "blocks": answers.blocks(now.words), "is_start": now == found.start}
    return render(request, f"hotline/knowledge/{'_step' if request.htmx else 'script'}.html", context)
