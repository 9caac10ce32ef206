"""The calendar's administration: single days, a whole year's notice, and the limits that move with them."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.core.deadlines import calendar as legal_calendar
from gangcheng_court.core.deadlines import recalculation, services
from gangcheng_court.core.deadlines.forms import NoticeForm
from gangcheng_court.core.deadlines.models import CalendarNotice, CalendarOverride, DueDateChange


class CalendarAdmin(admin.ModelAdmin):
    """For administrators, by their role; no single permissions are kept."""

    def _may(self, request: HttpRequest, obj: Any = None) -> bool:
        return has_role(request.user, Role.ADMINISTRATOR)

    has_module_permission = has_view_permission = _may
    has_add_permission = has_change_permission = has_delete_permission = _may


class ReadOnlyAdmin(CalendarAdmin):
    def _may_not(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_add_permission = has_change_permission = has_delete_permission = _may_not


@admin.register(CalendarOverride)
class CalendarOverrideAdmin(CalendarAdmin):
    """Single days. Changing them moves nothing by itself: the list says how many limits would move and asks."""

    list_display = ["date", "is_workday", "source"]
    list_filter = ["is_workday"]
    date_hierarchy = "date"
    change_list_template = "deadlines/overrides.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.recalculate)
        return [path("recalculate/", view, name="deadlines_recalculate"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        moves = recalculation.pending(legal_calendar.load(), at=timezone.now())
        return super().changelist_view(request, {"pending": sum(1 for _ in moves)} | (extra_context or {}))

    def recalculate(self, request: HttpRequest) -> HttpResponse:
        at = timezone.now()
        if request.method == "POST":
            moved = recalculation.recalculate(by=request.user, at=at, because="日历调整")
            messages.success(request, f"已重新计算，{moved}项未结期限的到期时间有变化。")
            return redirect("admin:deadlines_calendaroverride_changelist")
        moves = list(recalculation.pending(legal_calendar.load(), at=at))
        context = self.admin_site.each_context(request) | {"title": "重新计算未结期限", "moves": moves}
        return render(request, "deadlines/recalculate.html", context)


@admin.register(CalendarNotice)
class CalendarNoticeAdmin(ReadOnlyAdmin):
    """A whole year: paste the notice, look at what it does, confirm."""

    list_display = ["year", "source", "entered_by", "entered_at"]
    change_list_template = "deadlines/notices.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.enter)
        return [path("enter/", view, name="deadlines_enter_notice"), *super().get_urls()]

    def enter(self, request: HttpRequest) -> HttpResponse:
        at = timezone.now()
        form = NoticeForm(request.POST or None)
        context = self.admin_site.each_context(request) | {"title": "录入年度放假安排", "form": form}
        if form.is_valid() and "edit" not in request.POST:
            year, source = form.cleaned_data["year"], form.cleaned_data["source"]
            gazette = form.cleaned_data["gazette"]
            if "confirm" in request.POST:
                moved = services.enter_notice(year, gazette=gazette, source=source, by=request.user, at=at)
                messages.success(request, f"{year}年放假安排已录入，{moved}项未结期限的到期时间有变化。")
                return redirect("admin:deadlines_calendarnotice_changelist")
            calendar = legal_calendar.load().with_year(year, gazette.overrides(source))
            context |= {"gazette": gazette, "moves": list(recalculation.pending(calendar, at=at))}
        return render(request, "deadlines/enter_notice.html", context, status=422 if form.errors else 200)


@admin.register(DueDateChange)
class DueDateChangeAdmin(ReadOnlyAdmin):
    list_display = ["reference", "promise", "old_due_at", "new_due_at", "because", "by", "at"]
    search_fields = ["reference"]
    list_select_related = ["by"]
