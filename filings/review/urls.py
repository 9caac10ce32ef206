"""The review desk's addresses."""

from django.urls import path

from filings.review.views import decisions, effect, queue, workbench

urlpatterns = [
    path("review/", queue.queue, name="review-queue"),
    path("review/<slug:number>/", workbench.workbench, name="review"),
    path("review/<slug:number>/take/", queue.take, name="review-take"),
    path("review/<slug:number>/assign/", queue.assign, name="review-assign"),
    path("review/<slug:number>/give-back/", queue.give_back, name="review-give-back"),
    path("review/<slug:number>/military/", queue.confirm_military, name="review-military"),
    path("review/<slug:number>/checklist/", workbench.judge, name="review-judge"),
    path("review/<slug:number>/parties/<int:party_id>/number/", workbench.reveal, name="review-reveal"),
    path(
        "review/<slug:number>/parties/<int:party_id>/agents/<int:agent_id>/number/",
        workbench.reveal,
        name="review-reveal-agent",
    ),
    path("review/<slug:number>/effect/", effect.record, name="review-effect"),
    path("review/<slug:number>/effect/ask/", effect.ask, name="review-effect-ask"),
    path("trial/inquiries/", effect.inquiries, name="inquiries"),
    path("trial/inquiries/<int:inquiry_id>/", effect.inquiry, name="inquiry"),
    path("review/<slug:number>/letters/<int:letter_id>/", workbench.letter, name="review-letter"),
    path("review/<slug:number>/decisions/<str:code>/", decisions.decide, name="review-decide"),
    path("review/<slug:number>/drafts/<str:key>/", decisions.draft, name="review-draft"),
    path("review/<slug:number>/proposals/<int:proposal_id>/letter/", decisions.look, name="review-look"),
    path("review/<slug:number>/proposals/<int:proposal_id>/", decisions.answer, name="review-answer"),
]
