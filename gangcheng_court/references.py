"""Codes and numbers that people read out over the telephone and copy from paper."""

import secrets

from django.db import connection

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0/O, 1/I/L: read over the telephone without mistakes."""


def random_code(length: int) -> str:
    """An unguessable code of `length` letters and digits (about 5 bits each)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def code_of(digest: str, length: int) -> str:
    """The code that a hexadecimal `digest` gives: the same for the same digest; two hex digits a letter."""
    pairs = (digest[place : place + 2] for place in range(0, 2 * length, 2))
    return "".join(ALPHABET[int(pair, 16) % len(ALPHABET)] for pair in pairs)


def next_serial(sequence: str) -> int:
    """The next value of a database sequence. It never repeats; a transaction that fails leaves a gap."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [sequence])
        return cursor.fetchone()[0]
