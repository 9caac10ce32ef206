"""Reports made in the worker; the president's list each working day; the report of each month."""

from supervision.board.services.daily import send_daily_lists
from supervision.board.services.jobs import ask_for_report, forget_reports, make_reports
from supervision.board.services.monthly import make_monthly_report

__all__ = ["ask_for_report", "forget_reports", "make_monthly_report", "make_reports", "send_daily_lists"]
