"""The desk's pages about money: the lists, one filing, the bank's statements."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filings.fees import links
from filings.fees.enums import LineStatus
from filings.fees.forms import AssignForm, DeskForm, SendBackForm, StatementForm
from filings.fees.gateways import BadStatement
from filings.fees.models import Statement, StatementLine
from filings.fees.queries import desk as lists
from filings.fees.queries.books import charges_of, reliefs_of
from filings.fees.queries.desk import Tab
from filings.fees.services import statements
from filings.fees.views.access import at_desk, desk
from filings.fees.views.acts import ACTS, Offer, offered
from filings.intake.models import Filing
from gangcheng_court.core.audit import reads
from gangcheng_court.core.deadlines import obligations
from gangcheng_court.core.web import responses

STATEMENTS_SHOWN = 30
LINES_SHOWN = 200


@require_GET
@desk
def work(request: HttpRequest) -> HttpResponse:
    """One tab of what waits at the desk; tab and page are in the address."""
    now, asked = timezone.now(), request.GET.get("tab", Tab.REFUNDS)
    tab = Tab(asked) if asked in Tab.values else Tab.REFUNDS
    after = request.GET.get("after", "")
    after_key = int(after) if after.isascii() and after.isdigit() and len(after) < 15 else 0
    rows, more = lists.page(tab, now=now, after=after_key)
    counts, here = lists.counts(now=now), reverse("filings:fees-desk")
    context = {
        "now": now,
        "tab": tab,
        "rows": rows,
        "tabs": [
            {
                "title": each.label,
                "url": f"{here}?tab={each}",
                "current": each == tab,
                "count": counts[each],
                "late": each == Tab.OVERDUE,
            }
            for each in Tab
        ],
        "older": f"{here}?tab={tab}&after={more}" if more else "",
        "newer": f"{here}?tab={tab}" if after_key else "",
    }
    return render(request, "filings/fees/desk.html", context)


@require_GET
@at_desk
def filing_fees(request: HttpRequest, filing: Filing) -> HttpResponse:
    """Everything about the money of one filing, with what can be done about it now."""
    return _show(request, filing)


@require_POST
@at_desk
def act(request: HttpRequest, filing: Filing, code: str, pk: int) -> HttpResponse:
    """One step on one row; a form to be put right comes back open on the page."""
    if code not in ACTS:
        raise Http404
    step = ACTS[code]
    row = get_object_or_404(step.of(filing), pk=pk)
    form = step.form(request.POST, row=row, code=code)
    if not form.is_valid():
        return _show(request, filing, tried=Offer(step, row, form), status=422)
    step.act(row.pk, **form.answers(), by=request.user, at=timezone.now())
    messages.success(request, f"{filing.number} {step.done}")
    return redirect(links.desk(filing))


@require_http_methods(["GET", "POST"])
@desk
def bank_statements(request: HttpRequest) -> HttpResponse:
    """Upload the bank's file and see what the last ones came to."""
    form = StatementForm()
    if request.method == "POST":
        form = StatementForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                taken = statements.take_in(file.read(), name=file.name, by=request.user, at=timezone.now())
            except BadStatement as refusal:
                form.add_error("file", str(refusal))
            else:
                said = "已导入，结果如下。" if taken.is_new else "这个文件以前导入过，没有重复入账。"
                messages.success(request, said)
                return redirect("filings:fees-statement", pk=taken.statement.pk)
    found = Statement.objects.select_related("imported_by")[:STATEMENTS_SHOWN]
    context = {"form": form, "statements": found}
    return render(request, "filings/fees/statements.html", context, status=422 if form.errors else 200)


@require_GET
@desk
def bank_statement(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of each line of one statement. The reading is logged: it names payers."""
    statement = get_object_or_404(Statement.objects.select_related("imported_by"), pk=pk)
    _log(request, "银行对账单", statement.number)
    lines = statement.lines.select_related("payment__charge__filing")
    context = {
        "statement": statement,
        "lines": lines.order_by("-status", "position")[:LINES_SHOWN],
        "most": LINES_SHOWN,
        "unmatched": lines.filter(status=LineStatus.UNMATCHED).count(),
    }
    return render(request, "filings/fees/statement.html", context)


@require_http_methods(["GET", "POST"])
@desk
def bank_line(request: HttpRequest, pk: int) -> HttpResponse:
    """One unmatched line: credit it to a charge, or send it back."""
    line = get_object_or_404(StatementLine.objects.select_related("statement", "handled_by"), pk=pk)
    if request.method == "GET":
        _log(request, "银行流水", line.reference)
        return _line(request, line)
    sends_back = request.POST.get("step") == "send-back"
    form: DeskForm = (SendBackForm if sends_back else AssignForm)(request.POST, row=line, code="line")
    if not form.is_valid():
        return _line(request, line, **{"send_back_form" if sends_back else "assign_form": form})
    step = statements.send_back if sends_back else statements.assign
    step(line.pk, **form.answers(), by=request.user, at=timezone.now())
    messages.success(request, f"流水 {line.reference} {'已登记退回付款人' if sends_back else '已入账'}。")
    return redirect(f"{reverse('filings:fees-desk')}?tab={Tab.LINES}")


def _line(request: HttpRequest, line: StatementLine, **tried: DeskForm) -> HttpResponse:
    context: dict[str, Any] = {
        "line": line,
        "assign_form": AssignForm(row=line, code="assign"),
        "send_back_form": SendBackForm(row=line, code="send"),
    }
    if not tried:
        return render(request, "filings/fees/line.html", context)
    return responses.invalid(request, "filings/fees/line.html", context | tried | {"tried": next(iter(tried.values()))})


def _show(request: HttpRequest, filing: Filing, *, tried: Offer | None = None, status: int = 200) -> HttpResponse:
    now, user = timezone.now(), request.user
    _log(request, "诉讼费", filing.number)
    charges = charges_of(filing)
    context = {
        "filing": filing,
        "now": now,
        "tried": tried,
        "charges": [
            {
                "charge": charge,
                "limits": [(limit, obligations.explain(limit)) for limit in charge.limits.all()],
                "payments": charge.payments.all(),
                "offers": offered(charge, user, now),
                "lapses": [(lapse, offered(lapse, user, now)) for lapse in charge.lapses.all()],
                "refunds": [
                    (refund, obligations.explain(refund.limit), offered(refund, user, now))
                    for refund in charge.refunds.all()
                ],
            }
            for charge in charges
        ],
        "reliefs": [(relief, offered(relief, user, now)) for relief in reliefs_of(filing)],
        "register": offered(filing, user, now) if any(charge.payments.all() for charge in charges) else [],
    }
    return render(request, "filings/fees/desk_filing.html", context, status=status)


def _log(request: HttpRequest, what: str, reference: str) -> None:
    address = reads.address_of(request)
    reads.log(reader=request.user, what=what, reference=reference, at=timezone.now(), address=address)
