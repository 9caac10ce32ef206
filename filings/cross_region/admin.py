"""Keys of other courts: the administrator enters what was agreed; a secret is shown once, when it is made."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone

from filings.cross_region import services
from filings.cross_region.forms import KeyForm
from filings.cross_region.models import CourtKey
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.core.audit import signing


@admin.register(CourtKey)
class CourtKeyAdmin(admin.ModelAdmin):
    form = KeyForm
    list_display = ["court", "address", "active"]
    list_select_related = ["court"]
    search_fields = ["court__name", "court__code"]
    readonly_fields = ["our_code", "our_key"]

    @admin.display(description="本院代字")
    def our_code(self, obj: Any = None) -> str:
        return settings.COURT_CODE

    @admin.display(description="本院签名公钥（交给对方法院）")
    def our_key(self, obj: Any = None) -> str:
        return signing.public_key() or "还没有配置 COURT_SIGNING_KEY"

    def get_readonly_fields(self, request: HttpRequest, obj: CourtKey | None = None) -> list[str]:
        return [*self.readonly_fields, "court"] if obj else self.readonly_fields

    def _may(self, request: HttpRequest, obj: Any = None) -> bool:
        return has_role(request.user, Role.ADMINISTRATOR)

    def _may_not(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_module_permission = has_view_permission = has_change_permission = has_add_permission = _may
    has_delete_permission = _may_not

    def save_model(self, request: HttpRequest, obj: CourtKey, form: KeyForm, change: bool) -> None:
        typed = form.cleaned_data["secret"]
        key = services.save_key(
            obj.court,
            address=obj.address,
            public_key=obj.public_key,
            active=obj.active,
            secret=typed,
            by=request.user,
            at=timezone.now(),
        )
        obj.pk = key.pk
        if not change and not typed:
            messages.warning(request, f"共享密钥（只显示这一次）：{key.secret}")
