"""The addresses of fees: the public calculator, the payer's pages, the desk's."""

from django.urls import path

from filings.fees.views import calculator, desk, paying

urlpatterns = [
    path("fees/", calculator.calculator, name="fees-calculator"),
    path("fees/desk/", desk.work, name="fees-desk"),
    path("fees/desk/<slug:number>/", desk.filing_fees, name="fees-desk-filing"),
    path("fees/desk/<slug:number>/<slug:code>/<int:pk>/", desk.act, name="fees-act"),
    path("fees/statements/", desk.bank_statements, name="fees-statements"),
    path("fees/statements/<int:pk>/", desk.bank_statement, name="fees-statement"),
    path("fees/lines/<int:pk>/", desk.bank_line, name="fees-line"),
    path("filings/<slug:number>/fees/", paying.fees, name="fees"),
    path("filings/<slug:number>/fees/relief/", paying.ask_for_relief, name="fees-relief"),
    path("filings/<slug:number>/fees/papers/<slug:kind>/<int:pk>/", paying.paper, name="fees-paper"),
    path("filings/<slug:number>/fees/proofs/<int:pk>/", paying.proof, name="fees-proof"),
    path("filings/<slug:number>/fees/sandbox/<int:pk>/", paying.sandbox, name="fees-sandbox"),
]
