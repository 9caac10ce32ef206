"""A person's messages, and for staff the messages that could not be delivered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gangcheng_court.core.accounts import permissions
from gangcheng_court.core.notices import delivery
from gangcheng_court.core.notices import inbox as inbox_of
from gangcheng_court.core.notices.models import Delivery

FAILED_SHOWN = 100


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    page = inbox_of.page(request.user, after=request.GET.get("after", ""))
    return render(
        request,
        "notices/inbox/page.html",
        {
            "page": page,
            "unread": inbox_of.unread_count(request.user),
            "older": f"?after={page.older}" if page.older else "",
            "newer": "?" if "after" in request.GET else "",
            "may_resend": request.user.role in delivery.RESENDERS,
        },
    )


@login_required
@require_safe
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    found = get_object_or_404(inbox_of.visible_to(request.user), pk=notice_id)
    inbox_of.mark_read(inbox_of.visible_to(request.user).filter(pk=notice_id), at=timezone.now())
    return render(request, "notices/inbox/notice.html", {"notice": found})


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    inbox_of.mark_read(inbox_of.visible_to(request.user), at=timezone.now())
    messages.success(request, "全部消息已标为已读。")
    return redirect("notices:inbox")


@login_required
@require_safe
def failed(request: HttpRequest) -> HttpResponse:
    permissions.require_role(request.user, *delivery.RESENDERS)
    return render(request, "notices/failed/page.html", {"deliveries": delivery.failed()[:FAILED_SHOWN]})


@login_required
@require_POST
def resend(request: HttpRequest, delivery_id: int) -> HttpResponse:
    permissions.require_role(request.user, *delivery.RESENDERS)
    get_object_or_404(Delivery.objects.filter(notice__confidential=False), pk=delivery_id)
    delivery.resend(delivery_id, by=request.user, at=timezone.now())
    messages.success(request, "已经重新排队发送。")
    return redirect("notices:failed")
