"""Numbers of the hall: a letter for the matter and three figures, such as A007; and the codes of appointments."""

import secrets

LETTERS = "ACEFHJKLMNPRTUWXY"
"""None is taken for a figure or for another letter when it is read from afar or heard: no B D G I O Q S V Z."""
MOST = 999


def label(letter: str, number: int) -> str:
    """As it is called, printed and shown. Numbers start at 1 and end at MOST."""
    return f"{letter}{number:03d}"


APPOINTMENT_CODE = 8
"""Figures only: typed on the keypad of a kiosk."""


def appointment_code() -> str:
    """A code nobody can guess together with a telephone."""
    return "".join(secrets.choice("0123456789") for _ in range(APPOINTMENT_CODE))
