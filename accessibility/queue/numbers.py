"""Numbers of the hall: a letter for the matter and three figures, such as A007."""

LETTERS = "ACEFHJKLMNPRTUWXY"
"""None is taken for a figure or for another letter when it is read from afar or heard: no B D G I O Q S V Z."""
MOST = 999


def label(letter: str, number: int) -> str:
    """As it is called, printed and shown. Numbers start at 1 and end at MOST."""
    return f"{letter}{number:03d}"
