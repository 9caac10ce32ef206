"""The addresses of fees: the public calculator, the payer's pages, the desk's."""

from django.urls import path

from filings.fees.views import calculator

urlpatterns = [
    path("fees/", calculator.calculator, name="fees-calculator"),
]
