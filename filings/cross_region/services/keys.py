"""The key that this court and another know each other by."""

import base64
import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction

from filings.cross_region.models import CourtKey
from filings.intake.models import Court
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import require_role
from gangcheng_court.core.audit import trail
from gangcheng_court.core.audit.signing import KEY_BYTES
from gangcheng_court.errors import Refused


@transaction.atomic
def save_key(
    court: Court, *, address: str, public_key: str, active: bool, by: User, at: datetime, secret: str = ""
) -> CourtKey:
    """Keep what was agreed with another court; without `secret` the one there is stays, or a new one is made.

    Refused for this court itself, and for a public key that is none. Administrators only.
    """
    require_role(by, Role.ADMINISTRATOR)
    if court.code == settings.COURT_CODE:
        raise Refused("这是本院自己，不需要密钥。")
    try:
        raw = base64.b64decode(public_key.strip(), validate=True)
    except ValueError:
        raw = b""
    if len(raw) != KEY_BYTES:
        raise Refused("签名公钥不对：应当是 32 字节 Ed25519 公钥的 Base64 文本，请向对方法院核对。")
    key = CourtKey.objects.select_for_update().filter(court=court).first() or CourtKey(court=court)
    key.address, key.public_key, key.active = address.strip(), public_key.strip(), active
    key.secret = secret.strip() or key.secret or secrets.token_urlsafe(48)
    trail.save(key, by=by, because="登记跨域密钥", at=at)
    return key
