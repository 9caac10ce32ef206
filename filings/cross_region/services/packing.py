"""What a filing says, as the manifest of a package says it, and its files."""

from collections.abc import Collection
from typing import Any

from django.conf import settings

from filings.cross_region.models import Transfer, TransferCorrection
from filings.cross_region.package import APPLICATION, Package, Part
from filings.intake import queries, rules
from filings.intake.enums import ConsentStep
from filings.intake.kinds import ANSWERS as ANSWERS_OF
from filings.intake.kinds import KINDS
from filings.intake.models import Agent, Filing, Material, Party
from filings.intake.permissions import covers
from gangcheng_court.core.documents import pdf
from gangcheng_court.core.documents.checks import EXTENSIONS

COMPLAINT = "complaint"
"""The slot of the paper that a filing opens with, in every kind."""
ANSWERS = ("kind", "cause_left_to_court", "details", "claims", "facts", "evidence", "mediation_wish")
SERVICE = ("service_recipient", "service_address", "service_postcode", "service_phone", "service_email")
PARTY = (
    *("side", "kind", "name", "sex", "birth_on", "ethnicity", "occupation", "employer", "domicile", "phone"),
    *("id_kind", "id_number", "credit_code", "legal_representative", "representative_title"),
)
AGENT = (
    *("kind", "name", "organisation", "phone", "license_number", "id_number", "authority", "special_powers"),
    "authority_ends_on",
)


def pack(transfer: Transfer) -> Package:
    """The package of a filing as it was handed in: its data, the application as PDF, and every current material."""
    filing = queries.whole(Filing.objects.filter(pk=transfer.filing_id)).get()
    parts = [Part(APPLICATION, _application(filing, transfer), f"{KINDS[filing.kind].title}.pdf")]
    parts += [_material(material, number) for number, material in enumerate(filing.materials.all(), start=1)]
    return Package(
        transfer.package_id, settings.COURT_CODE, transfer.court.code, data_of(filing, transfer), tuple(parts)
    )


def pack_correction(correction: TransferCorrection) -> Package:
    """The package of a corrected answer: the parts that the notice opened as they stand now, and nothing else.

    Of an open slot every file goes, so that one that was taken out is missing there too.
    """
    transfer, opened = correction.transfer, correction.targets
    filing = queries.whole(Filing.objects.filter(pk=transfer.filing_id)).get()
    data = data_of(filing, transfer)
    names = {name for task, fields in ANSWERS_OF.items() if covers(opened, f"task:{task}") for name in fields}
    told = {name: data[name] for name in names & data.keys()}
    told |= {"number": filing.number, "received_at": correction.answered_at.isoformat()}
    parties = [party for party in filing.parties.all() if covers(opened, f"party:{party.pk}")]
    if parties:
        told["parties"] = [_party(party) | _place(party, correction) for party in parties]
    application = changes_application(opened, COMPLAINT)
    parts = [Part(APPLICATION, _application(filing, transfer), f"{KINDS[filing.kind].title}.pdf")] * application
    for number, material in enumerate(filing.materials.all(), start=1):
        if covers(opened, f"slot:{material.slot}") or (application and material.slot == COMPLAINT):
            parts.append(_material(material, number))
    court = transfer.court.code
    return Package(
        correction.package_id,
        settings.COURT_CODE,
        court,
        told,
        tuple(parts),
        corrects=transfer.package_id,
        notice=correction.notice,
    )


def changes_application(targets: Collection[str], complaint: str) -> bool:
    """Whether the application as a paper changes with these parts: with every one but a slot that is not its own."""
    return any(not target.startswith("slot:") or target == f"slot:{complaint}" for target in targets)


def data_of(filing: Filing, transfer: Transfer) -> dict[str, Any]:
    """The `filing` of a manifest: plain JSON, empty answers left out."""
    cause = filing.cause and {"edition": filing.cause.edition, "code": filing.cause.code, "name": filing.cause.name}
    return _told(
        _fields(filing, ANSWERS)
        | _fields(filing, SERVICE)
        | {
            "number": filing.number,
            "received_at": filing.received_at.isoformat(),
            "cause": cause,
            "amount": str(filing.amount) if filing.amount is not None else "",
            "e_service": filing.consents.filter(step=ConsentStep.E_SERVICE, given=True).exists(),
            "identity_document": transfer.identity_document,
            "parties": [_party(party) for party in filing.parties.all()],
        }
    )


def _material(material: Material, number: int) -> Part:
    file = material.file
    with file.file.open("rb") as content:
        return Part(f"materials/{number:03}{EXTENSIONS[file.content_type]}", content.read(), file.name, material.slot)


def _place(party: Party, correction: TransferCorrection) -> dict[str, int]:
    return {"place": correction.party_ids.index(party.pk)} if party.pk in correction.party_ids else {}


def _party(party: Party) -> dict[str, Any]:
    agents = [_told(_fields(agent, AGENT)) for agent in party.agents.all()]
    return _told(_fields(party, PARTY) | {"agents": agents})


def _fields(row: Filing | Party | Agent, names: tuple[str, ...]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", None, [], {}, False)}


def _application(filing: Filing, transfer: Transfer) -> bytes:
    details = [
        (detail.label, detail.words(filing.details[detail.code]))
        for detail in rules.open_details(filing)
        if filing.details.get(detail.code)
    ]
    return pdf.render(
        "pdf/filings/transfer_application.html", {"filing": filing, "transfer": transfer, "details": details}
    )
