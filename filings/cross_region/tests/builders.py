"""Starting states of the cross-region window, and another court that lives in the same process."""

import base64
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client, override_settings

from filings.cross_region import package, signatures
from filings.cross_region.enums import ConsentBy, Direction, State
from filings.cross_region.models import CourtKey, Transfer
from filings.cross_region.package import APPLICATION, Package, Part
from filings.cross_region.transport import Answer
from filings.intake.enums import Channel, CourtLevel, Status
from filings.intake.models import Court, Filing, Material
from filings.intake.tests.builders import make_cause, make_complete_draft, make_submitted
from filings.review.tests.builders import NOW, RECEIVED
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.tests.builders import make_pdf

NOTICE = "WS20260617-000077/1"
US, THEM = "鲁0117", "鲁0116"
SECRET = "s" * 40
ADDRESS = "https://laiwu.example.cn/api/v1/cross-region"
PACKAGES = "/api/v1/cross-region/packages/"
OUR_KEY = base64.b64decode(settings.COURT_SIGNING_KEY)
THEIR_KEY = b"t" * 32


def make_court(code: str = THEM, name: str = "济南市莱芜区人民法院", **fields: Any) -> Court:
    values = {"name": name, "level": CourtLevel.BASIC, "divisions": [name.removesuffix("人民法院")]}
    return Court.objects.get_or_create(code=code, defaults=values | fields)[0]


def make_key(code: str = THEM, *, key: bytes = THEIR_KEY, **fields: Any) -> CourtKey:
    """What we know another court by; it signs its packages with `key`."""
    values = {"address": ADDRESS, "secret": SECRET, "public_key": package.public_key_of(key)}
    name = "济南市莱芜区人民法院" if code == THEM else f"测试{code}人民法院"
    return CourtKey.objects.create(court=make_court(code, name), **values | fields)


def make_two_courts() -> CourtKey:
    """Both courts in one database: ours, and the other one, which knows us by the same secret."""
    make_key(US, key=OUR_KEY)
    return make_key()


def make_preparing(*, filer: User | None = None, court: Court | None = None, **fields: Any) -> Transfer:
    """A complete draft that is to go to another court."""
    filing = make_complete_draft(filer=filer, channel=Channel.CROSS_REGION)
    give_file(filing)
    return _transfer(filing, court, fields)


def make_ready(clerk: User, **fields: Any) -> Transfer:
    """A draft whose filer was identified and agreed."""
    return make_preparing(**agreed(clerk) | fields)


def make_queued(clerk: User, **fields: Any) -> Transfer:
    """A filing that was handed over and waits to be sent."""
    filing = make_submitted(channel=Channel.CROSS_REGION, status=Status.TRANSFERRED)
    give_file(filing)
    values = {"state": State.QUEUED, "queued_at": RECEIVED, "next_attempt_at": RECEIVED}
    return _transfer(filing, fields.pop("court", None), agreed(clerk) | values | fields)


def make_delivered(clerk: User, **fields: Any) -> Transfer:
    """A filing that the other court has, with a number of its own."""
    values = {"state": State.DELIVERED, "their_number": "WS20260617-000077", "sent_at": NOW, "delivered_at": NOW}
    return make_queued(clerk, **values | {"next_attempt_at": NOW} | fields)


def make_asked(clerk: User, *targets: str, **fields: Any) -> Transfer:
    """A filing of which the other court asks that `targets` (our own) be corrected."""
    transfer = make_delivered(clerk, **fields)
    party_ids = list(transfer.filing.parties.values_list("pk", flat=True))
    opened = targets or ("slot:identity",)
    places = {f"party:{pk}": f"party:{place}" for place, pk in enumerate(party_ids)}
    transfer.corrections.create(
        notice=NOTICE,
        items=[{"target": places.get(target, target), "text": "请补正", "basis": ""} for target in opened],
        party_ids=party_ids,
        asked_at=NOW,
        due_at=court_time("2026-06-25"),
    )
    Filing.objects.filter(pk=transfer.filing_id).update(open_targets=list(opened))
    transfer.filing.refresh_from_db()
    return transfer


def agreed(clerk: User) -> dict[str, Any]:
    return {
        "assisted_by": clerk,
        "identity_document": "resident",
        "identified_at": RECEIVED,
        "consent_by": ConsentBy.IN_PERSON,
        "consent_at": RECEIVED,
        "consent_recorded_by": clerk,
        "consent_words": "我同意转送",
    }


def give_file(filing: Filing) -> None:
    """Put real bytes behind the identity paper."""
    file = documents.store_bytes(make_pdf(), name="身份证.pdf", content_type="application/pdf", by=filing.filer, at=NOW)
    Material.objects.filter(filing=filing).update(file=file)


def _transfer(filing: Filing, court: Court | None, fields: dict[str, Any]) -> Transfer:
    return Transfer.objects.create(
        direction=Direction.OUT, filing=filing, court=court or make_court(), created_at=RECEIVED, **fields
    )


def their_filing(**changed: Any) -> dict[str, Any]:
    """The `filing` of a package of the other court."""
    cause = make_cause()
    person = {"kind": "natural", "domicile": "济南市钢城区艾山街道1号", "phone": "13800000001"}
    values = {
        "number": "WS20260617-000009",
        "received_at": "2026-06-16T15:00:00+08:00",
        "kind": "civil_complaint",
        "cause": {"edition": cause.edition, "code": cause.code, "name": cause.name},
        "claims": ["判令被告偿还借款本金50000元"],
        "amount": "50000.00",
        "facts": "被告借款未还。",
        "evidence": [{"name": "借条", "source": "原告保管", "purpose": "证明借款"}],
        "service_recipient": "张玥喆",
        "service_address": "济南市莱芜区凤城街道2号",
        "service_phone": "13800000001",
        "parties": [
            {"side": "plaintiff", "name": "张玥喆", "birth_on": "1990-01-01", "id_kind": "resident", **person}
            | {
                "id_number": "370117199001010022",
                "agents": [{"kind": "lawyer", "name": "李律师", "authority": "general"}],
            },
            {"side": "defendant", "name": "李建国", **person},
        ],
    }
    return values | changed


def their_package(*, key: bytes = THEIR_KEY, **changed: Any) -> bytes:
    """A package that the other court signed for us."""
    parts = (
        Part(APPLICATION, make_pdf(), "民事起诉.pdf"),
        Part("materials/001.pdf", make_pdf(2), "身份证.pdf", "identity"),
    )
    values = {
        "package_id": package.UUID(int=9),
        "sender": THEM,
        "receiver": US,
        "filing": their_filing(),
        "parts": parts,
    }
    return package.build(Package(**values | changed), key=key)


_nonces = iter(range(10**6))


def headers(method: str, path: str, body: bytes, at: datetime, **changed: Any) -> dict[str, str]:
    """What the other court signs a request to us with."""
    values = {"secret": SECRET, "code": THEM, "nonce": f"test-nonce-{next(_nonces):08}", "at": at}
    return signatures.sign(**{"method": method, "path": path, "body": body} | values | changed)


def loopback(method: str, url: str, *, headers: dict[str, str], body: bytes) -> Answer:
    """A transport to the other court, which answers in this process under its own code."""
    with override_settings(COURT_CODE=THEM):
        answer = Client().generic(method, urlsplit(url).path, body, content_type="application/zip", headers=headers)
        return Answer(answer.status_code, answer.content)
