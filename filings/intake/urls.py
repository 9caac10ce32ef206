from django.urls import path

from filings.intake.views import claims, courts, delivery, details, drafts, facts, guide, materials, parties

urlpatterns = [
    path("file/", guide.guide, name="intake-guide"),
    path("file/suitability/", guide.suitability, name="intake-suitability"),
    path("file/kinds/<slug:kind>/", guide.kind_guide, name="intake-kind"),
    path("file/right-court/", courts.right_court, name="right-court"),
    path("courts/", courts.directory, name="courts"),
    path("file/start/", drafts.start, name="intake-start"),
    path("file/<slug:code>/", drafts.task_list, name="draft"),
    path("file/<slug:code>/discard/", drafts.discard, name="draft-discard"),
    path("file/<slug:code>/parties/", parties.parties, name="draft-parties"),
    path("file/<slug:code>/parties/add/", parties.add_party, name="draft-add-party"),
    path("file/<slug:code>/parties/<int:party_id>/", parties.party, name="draft-party"),
    path("file/<slug:code>/parties/<int:party_id>/remove/", parties.remove_party, name="draft-remove-party"),
    path("file/<slug:code>/parties/<int:party_id>/agents/add/", parties.add_agent, name="draft-add-agent"),
    path("file/<slug:code>/parties/<int:party_id>/agents/<int:agent_id>/", parties.agent, name="draft-agent"),
    path(
        "file/<slug:code>/parties/<int:party_id>/agents/<int:agent_id>/remove/",
        parties.remove_agent,
        name="draft-remove-agent",
    ),
    path("file/<slug:code>/cause/", claims.claims, name="draft-cause"),
    path("file/<slug:code>/cause/list/", claims.causes, name="draft-causes"),
    path("file/<slug:code>/details/", details.details, name="draft-details"),
    path("file/<slug:code>/facts/", facts.facts, name="draft-facts"),
    path("file/<slug:code>/materials/", materials.materials, name="draft-materials"),
    path("file/<slug:code>/materials/<slug:slot>/", materials.upload, name="draft-upload"),
    path("file/<slug:code>/materials/<slug:slot>/merge/", materials.merge, name="draft-merge"),
    path("file/<slug:code>/material/<int:material_id>/arrange/", materials.arrange, name="draft-arrange"),
    path("file/<slug:code>/material/<int:material_id>/remove/", materials.remove, name="draft-remove-material"),
    path("file/<slug:code>/service/", delivery.delivery, name="draft-service"),
]
