"""Personal numbers at rest: AES-GCM sealed text, and keyed hashes to find one again.

A sealed column can be read, never searched; the column `…_hash` beside it holds `blind_index()` of the same
number and carries look-ups and uniqueness.
"""

import base64
import hashlib
import hmac
import os
import re
from contextlib import suppress
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models

from gangcheng_court.core.accounts.identity import tidy

NONCE_BYTES = 12
NAME_DOTS = re.compile(r"[•‧∙・．.]")


def _keys() -> list[AESGCM]:
    return [AESGCM(base64.b64decode(key)) for key in settings.FIELD_KEYS]


def seal(text: str, context: str) -> str:
    """Encrypt `text` with the first key, bound to `context` (table.column) so that it cannot be moved elsewhere."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = _keys()[0].encrypt(nonce, text.encode(), context.encode())
    return base64.b64encode(nonce + sealed).decode()


def unseal(sealed: str, context: str) -> str:
    """Decrypt with whichever key fits. Raises `cryptography.exceptions.InvalidTag` when it was tampered with."""
    raw = base64.b64decode(sealed)
    for key in _keys():
        with suppress(InvalidTag):
            return key.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], context.encode()).decode()
    raise InvalidTag


def blind_index(kind: str, value: str) -> str:
    """Keyed hash (64 hex) of a normalised number, equal for equal numbers of one kind; '' for ''."""
    if not value:
        return ""
    return hmac.new(settings.INDEX_KEY.encode(), f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()


def name_index(name: str) -> str:
    """Keyed hash of a person's name, equal however blanks, width, case and the dot inside it are written; '' for ''."""
    return blind_index("name", NAME_DOTS.sub("·", tidy(name)))


def scattered(kind: str, serial: int) -> int:
    """Six digits for `serial`, no two alike in a million in a row, in an order that only the court can work out.

    For numbers of what is kept from some: the holes in what they see tell them nothing.
    """
    left, right = divmod(serial % 1_000_000, 1000)
    for turn in range(4):
        left, right = right, (left + int(blind_index(kind, f"{turn}:{right}"), 16)) % 1000
    return 1000 * left + right


class SealedTextField(models.TextField):
    """Text that is encrypted in the database and plain in Python. Look-ups raise FieldError: use the hash column."""

    def _context(self) -> str:
        table = self.model._meta.db_table.replace("historical", "", 1)
        return f"{table}.{self.column}"

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return seal(value, self._context()) if value else value

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return unseal(value, self._context()) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is sealed: look it up by its hash column")
