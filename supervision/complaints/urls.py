"""The addresses of 投诉."""

from django.urls import path

from supervision.complaints.views.desk import entering, identity, lists, page

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
urlpatterns = [*DESK]
