from django.urls import path

from filings.mediation.views import desk, filer

urlpatterns = [
    path("filings/<slug:number>/mediation/", filer.mediation, name="mediation"),
    path("filings/<slug:number>/mediation/confirmation/", filer.confirm, name="mediation-confirm"),
    path("mediations/", desk.mediations, name="mediations"),
    path("review/<slug:number>/mediation/", desk.mediation, name="mediation-desk"),
    path("review/<slug:number>/mediation/offer/", desk.offer, name="mediation-offer"),
    path("review/<slug:number>/mediation/<slug:code>/", desk.act, name="mediation-act"),
]
