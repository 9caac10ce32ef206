"""Wiring: which room answers under which address."""

from django.contrib import admin
from django.urls import include, path

from gangcheng_court.portal.sign_in.views import administration_sign_in

urlpatterns = [
    path("admin/login/", administration_sign_in, name="administration-sign-in"),
    path("admin/", admin.site.urls),
    path("accounts/", include("gangcheng_court.portal.sign_in.urls")),
    path("", include("gangcheng_court.portal.people.urls")),
    path("api/", include("gangcheng_court.api")),
    path("", include("gangcheng_court.core.deadlines.urls")),
    path("", include("gangcheng_court.core.notices.urls")),
    path("", include("gangcheng_court.core.web.urls")),
    path("", include("gangcheng_court.portal.urls")),
    path("", include("filings.urls")),
    path("hotline/", include("hotline.urls")),
    path("hall/", include("accessibility.urls")),
    path("supervision/", include("supervision.urls")),
]

handler400 = "gangcheng_court.core.web.views.bad_request"
handler403 = "gangcheng_court.core.web.views.forbidden"
handler404 = "gangcheng_court.core.web.views.not_found"
handler500 = "gangcheng_court.core.web.views.server_error"
