"""The window's addresses, and the citizen's own page for asking for help."""

from django.urls import path

from filings.window.views import assistances, help, records, visits

urlpatterns = [
    path("window/", visits.window, name="window"),
    path("window/visits/", visits.book, name="window-book"),
    path("window/visits/<int:visit_id>/", visits.visit, name="window-visit"),
    path("window/visits/<int:visit_id>/person/", visits.identify, name="window-person"),
    path("window/visits/<int:visit_id>/no-phone/", visits.no_phone, name="window-no-phone"),
    path("window/visits/<int:visit_id>/document/", visits.document, name="window-document"),
    path("window/visits/<int:visit_id>/submit/", visits.hand_in, name="window-submit"),
    path("window/visits/<int:visit_id>/record/", records.make, name="window-record"),
    path("window/visits/<int:visit_id>/record/<int:record_id>/", records.show, name="window-record-file"),
    path("window/visits/<int:visit_id>/record/<int:record_id>/code/", records.send_code, name="window-record-code"),
    path("window/visits/<int:visit_id>/record/<int:record_id>/confirm/", records.confirm, name="window-record-confirm"),
    path("window/visits/<int:visit_id>/record/<int:record_id>/sign/", records.sign, name="window-record-sign"),
    path("window/visits/<int:visit_id>/end/", visits.end, name="window-end"),
    path("assistance/", assistances.start, name="assistances"),
    path("assistance/invited/", assistances.invited, name="assistance-invited"),
    path("assistance/<int:assistance_id>/", assistances.assistance, name="assistance"),
    path("assistance/<int:assistance_id>/code/", assistances.send_code, name="assistance-code"),
    path("assistance/<int:assistance_id>/open/", assistances.open_, name="assistance-open"),
    path("assistance/<int:assistance_id>/draft/", assistances.choose, name="assistance-draft"),
    path("assistance/<int:assistance_id>/submission-code/", assistances.send_submission_code, name="assistance-ask"),
    path("assistance/<int:assistance_id>/submit/", assistances.hand_in, name="assistance-submit"),
    path("assistance/<int:assistance_id>/end/", assistances.end, name="assistance-end"),
    path("file/<slug:code>/helping/", assistances.of_draft, name="assistance-of"),
    path("file/<slug:code>/help/", help.ask, name="draft-help"),
]
