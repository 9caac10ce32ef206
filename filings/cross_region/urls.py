"""Addresses of the cross-region window and of what a filer sees of it."""

from django.urls import path

from filings.cross_region.views import desk, mine

urlpatterns = [
    path("cross-region/start/", mine.start, name="transfer-start"),
    path("cross-region/desk/", desk.transfers, name="transfers"),
    path("cross-region/desk/start/", desk.start, name="transfer-window"),
    path("cross-region/desk/wrong-court/<slug:number>/", desk.wrong_court, name="transfer-wrong-court"),
    path("cross-region/desk/<slug:code>/", desk.transfer, name="transfer-desk"),
    path("cross-region/desk/<slug:code>/identify/", desk.identify, name="transfer-identify"),
    path("cross-region/desk/<slug:code>/consent/", desk.consent, name="transfer-consent"),
    path("cross-region/desk/<slug:code>/scan/", desk.scan, name="transfer-scan"),
    path("cross-region/desk/<slug:code>/hand-over/", desk.hand_over, name="transfer-hand-over"),
    path("cross-region/desk/<slug:code>/retry/", desk.retry, name="transfer-retry"),
    path("cross-region/desk/<slug:code>/correct/", desk.correct, name="transfer-desk-correct"),
    path("cross-region/desk/<slug:code>/letters/", desk.add_letter, name="transfer-add-letter"),
    path("cross-region/desk/<slug:code>/receipt.pdf", desk.receipt, name="transfer-desk-receipt"),
    path("cross-region/desk/<slug:code>/files/<uuid:file_id>/", desk.file, name="transfer-desk-file"),
    path("cross-region/<slug:code>/", mine.transfer, name="transfer"),
    path("cross-region/<slug:code>/agree/", mine.agree, name="transfer-agree"),
    path("cross-region/<slug:code>/correct/", mine.correct, name="transfer-correct"),
    path("cross-region/<slug:code>/receipt.pdf", mine.receipt, name="transfer-receipt"),
    path("cross-region/<slug:code>/letters/<int:letter_id>/", mine.letter, name="transfer-letter"),
]
