"""The addresses of 投诉."""

from django.urls import path

from supervision.complaints.views import public, tracking
from supervision.complaints.views.desk import entering, identity, lists, page

PUBLIC = [
    path("complaints/new/", public.begin, name="complain"),
    path("complaints/new/<slug:code>/send/", public.send, name="complained"),
    path("complaints/new/<slug:code>/throw-away/", public.throw_away, name="complain-throw-away"),
    path("complaints/new/<slug:code>/files/<int:file_id>/remove/", public.remove_file, name="complain-file-remove"),
    path("complaints/new/<slug:code>/<slug:step>/", public.step, name="complain-step"),
    path("complaints/new/<slug:code>/<slug:step>/save/", public.save, name="complain-save"),
    path("complaints/leave/", public.leave, name="complaint-leave"),
    path("complaints/verify/<slug:code>/", public.verified, name="complaint-verify"),
    path("complaints/track/", tracking.track, name="track"),
    path("complaints/track/<slug:number>/", tracking.tracked, name="tracked"),
    path("complaints/track/<slug:number>/receipt.pdf", tracking.receipt, name="complaint-receipt"),
    path("complaints/track/<slug:number>/message/", tracking.message, name="tracked-message"),
    path("complaints/track/<slug:number>/files/", tracking.files, name="tracked-files"),
    path("complaints/track/<slug:number>/files/<int:pk>/", tracking.file, name="tracked-file"),
    path("complaints/track/<slug:number>/rate/", tracking.rate, name="tracked-rate"),
    path("complaints/track/<slug:number>/review/", tracking.review, name="tracked-review"),
]

DESK = [
    path("complaints/", lists.complaints, name="complaints"),
    path("complaints/list.xlsx", lists.complaints_xlsx, name="complaints-xlsx"),
    path("complaints/enter/", entering.enter, name="complaint-enter"),
    path("complaints/ticket/<slug:number>/", lists.of_ticket, name="complaint-of-ticket"),
    path("complaints/<slug:number>/", page.complaint, name="complaint"),
    path("complaints/<slug:number>/files/<uuid:file_id>/", page.file, name="complaint-file"),
    path("complaints/<slug:number>/identity/<int:pk>/", identity.identity, name="complaint-identity"),
    path("complaints/<slug:number>/<slug:code>/", page.act, name="complaint-act"),
]
"""After the public's: a number stands where they have words."""
urlpatterns = [*PUBLIC, *DESK]
