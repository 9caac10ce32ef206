"""管辖法院: a package of another court becomes a filing here, with our own number and our own clock from its arrival.

The filer is an account of the sending court, which nobody can sign in to. It is the assisting court that identified
the person and that serves our letters; an account here is never given somebody's papers on another court's word.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO

from django.conf import settings
from django.core.files import File
from django.db import transaction

from filings.cross_region import package
from filings.cross_region.enums import Direction, State
from filings.cross_region.models import CourtKey, Transfer
from filings.cross_region.package import MANIFEST, BadPackage, Package, Part
from filings.cross_region.services import reading
from filings.intake import queries
from filings.intake.enums import Status
from filings.intake.kinds import KINDS
from filings.intake.models import Filing, Material
from filings.reception import services as reception
from filings.review import rounds
from filings.review.services import telling
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.errors import Refused

USED = "这个材料包编号已经用过，内容却不一样。请换一个编号重新发送。"


def verified(content: bytes, *, key: CourtKey) -> Package:
    """The package that `key`'s court has signed for this one. Raises BadPackage, naming the file at fault."""
    return package.verify(
        content,
        public_key=key.public_key,
        sender=key.court.code,
        receiver=settings.COURT_CODE,
        most_bytes=settings.MAX_PACKAGE_MB * 1024 * 1024,
    )


def take_filing(opened: Package, *, sha256: str, key: CourtKey, at: datetime) -> tuple[Transfer, bool]:
    """Take the filing of a verified package in and open our review; its transfer, and whether it is new.

    The same package again, also at the same moment, is the same filing. Raises BadPackage, naming the file at fault,
    and Refused when its number was used for another content; nothing is left of what is not taken.
    """
    with files_of_this_attempt() as stored, transaction.atomic():
        transfer, is_new = Transfer.objects.get_or_create(
            direction=Direction.IN,
            court=key.court,
            package_id=opened.package_id,
            defaults={"state": State.DELIVERED, "sha256": sha256, "created_at": at, "delivered_at": at},
        )
        if not is_new:
            if transfer.sha256 != sha256:
                raise Refused(USED)
            return transfer, False
        transfer.filing = _enter(opened, key, stored, at)
        transfer.received_there_at = reading.moment(opened.filing.get("received_at"))
        transfer.their_number = reading.text(opened.filing, "number")[:60]
        trail.save(transfer, by=None, because=f"收到{key.court}的材料包", at=at)
    return transfer, True


@contextmanager
def files_of_this_attempt() -> Iterator[list[StoredFile]]:
    """Files written while a package is taken in go again when it is not taken after all."""
    stored: list[StoredFile] = []
    try:
        yield stored
    except BaseException:
        for file in stored:
            file.file.storage.delete(file.file.name)
        raise


def _enter(opened: Package, key: CourtKey, stored: list[StoredFile], at: datetime) -> Filing:
    kind = KINDS.get(reading.text(opened.filing, "kind"))
    if kind is None:
        raise BadPackage(MANIFEST, "本院不办理这类申请。")
    if why_not := queries.why_not_offered(kind.code):
        raise BadPackage(MANIFEST, why_not)
    filer = _account_of(key)
    filing = reading.filing_of(opened.filing, kind, filer, at)
    lines = reading.rows(opened.filing, "parties", reading.MOST_PARTIES)
    parties = [reading.party_of(filing, line, place) for place, line in enumerate(lines)]
    trail.save(filing, by=None, because="跨域转入", at=at)
    for party, agents in parties:
        trail.save(party, by=None, because="跨域转入", at=at)
        for agent in agents:
            trail.save(agent, by=None, because="跨域转入", at=at)
    for place, part in enumerate(opened.parts):
        file = keep(part, stored, at)
        slot = reading.slot_of(kind, part)
        Material.objects.create(filing=filing, slot=slot, position=place, file=file, added_at=at)
    reception.enter(filing, status=Status.SUBMITTED, because=f"收到{key.court}跨域转来的材料", by=None, at=at)
    opened_round = rounds.open_round(filing, at=at)
    telling.arrival(filing, opened_round, at=at)
    return filing


def keep(part: Part, stored: list[StoredFile], at: datetime) -> StoredFile:
    """Check and keep one file of a package, and note it in `stored`. Raises BadPackage for what is no document."""
    try:
        file = documents.store(File(BytesIO(part.content), name=part.name), by=None, at=at)
    except Refused as refusal:
        raise BadPackage(part.path, str(refusal)) from refusal
    stored += [file.handed_in, file]
    return file


def _account_of(key: CourtKey) -> User:
    """The account in whose name the other court's filings stand here; it has no password and is switched off."""
    phone = f"跨域{key.court.code}"
    user = User.objects.filter(phone=phone).first()
    if user is None:
        user = User(phone=phone, name=key.court.name, is_active=False)
        user.set_unusable_password()
        user, _ = User.objects.get_or_create(
            phone=phone, defaults={"name": user.name, "is_active": False, "password": user.password}
        )
    return user
