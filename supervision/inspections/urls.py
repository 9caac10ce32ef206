"""The addresses of 明察暗访."""

from django.urls import path

from supervision.inspections.views import checking, checklists, lists, results

urlpatterns = [
    path("inspections/", lists.inspections, name="inspections"),
    path("inspections/new/", lists.new, name="inspection-new"),
    path("inspections/checklists/", checklists.checklists, name="checklists"),
    path("inspections/checklists/new/", checklists.new, name="checklist-new"),
    path("inspections/checklists/<slug:code>/", checklists.checklist, name="checklist"),
    path("inspections/<slug:number>/", results.inspection, name="inspection"),
    path("inspections/<slug:number>/report.pdf", results.report, name="inspection-report"),
    path("inspections/<slug:number>/check/", checking.check, name="inspection-check"),
    path("inspections/<slug:number>/check/<int:item>/", checking.answer, name="inspection-answer"),
    path("inspections/<slug:number>/check/<int:item>/photos/", checking.add_photo, name="inspection-photo-add"),
    path("inspections/<slug:number>/orders/", results.orders, name="inspection-orders"),
    path("inspections/<slug:number>/photos/<uuid:file_id>/", results.photo, name="inspection-photo"),
    path("inspections/<slug:number>/photos/<uuid:file_id>/drop/", checking.drop_photo, name="inspection-photo-drop"),
    path("inspections/<slug:number>/<slug:code>/", results.act, name="inspection-act"),
]
