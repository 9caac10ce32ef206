"""Personal data as others see it: enough to recognise, too little to use."""

import logging
import re

PERSONAL = re.compile(
    r"(?<![0-9A-Za-z])(?:(?P<number>\d{17}[0-9Xx]?)|(?P<phone>1[3-9]\d{9}))(?![0-9A-Za-z])"
    r"|(?P<mailbox>[\w.+-]+)(?P<host>@[\w-]+\.[\w.-]+)"
)

SECRET_PATHS = re.compile(r"(?<=/complaints/new/)[\w-]{16,}|(?<=/supervision/q/)\w{10}")
"""Addresses that open what they name to whoever knows them: a complaint being written, the answer to a questioning."""


def mask_number(number: str) -> str:
    """Identity or licence number: first six and last four of a long one, last two of a short one."""
    if len(number) >= 15:
        return number[:6] + "*" * (len(number) - 10) + number[-4:]
    return number[:1] + "*" * (len(number) - 3) + number[-2:] if len(number) > 4 else "*" * len(number)


def mask_phone(phone: str) -> str:
    """13812345678 → 138****5678; a short number keeps its last four."""
    if len(phone) >= 11:
        return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]
    return "*" * (len(phone) - 4) + phone[-4:] if len(phone) > 5 else phone


def mask_text(text: str) -> str:
    """`text` with the identity numbers, mobile numbers and mailboxes in it masked."""

    def masked(found: re.Match[str]) -> str:
        if found["host"]:
            return found["mailbox"][:1] + "***" + found["host"]
        return mask_number(found["number"]) if found["number"] else mask_phone(found["phone"])

    return PERSONAL.sub(masked, text)


class MaskedLines(logging.Formatter):
    """Log lines without personal data, whatever an exception or a library put into them."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRET_PATHS.sub("***", mask_text(super().format(record)))
