from django.urls import path

from filings.reception.views import check, correction, progress, verify

urlpatterns = [
    path("file/<slug:code>/check/", check.check, name="check"),
    path("file/<slug:code>/receipt/", check.receipt, name="receipt"),
    path("file/<slug:code>/receipt.pdf", check.receipt_pdf, name="receipt-pdf"),
    path("my/filings/", progress.mine, name="mine"),
    path("filings/<slug:number>/", progress.progress, name="progress"),
    path("filings/<slug:number>/withdraw/", progress.withdraw, name="withdraw"),
    path("filings/<slug:number>/correction/", correction.correct, name="correct"),
    path("filings/<slug:number>/correction/<int:item_id>/", correction.tick, name="correct-tick"),
    path("filings/<slug:code>/files/<uuid:file_id>/", progress.file, name="file"),
    path("verify/<slug:code>/", verify.verify, name="verify"),
]
