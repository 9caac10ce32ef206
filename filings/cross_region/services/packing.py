"""What a filing says, as the manifest of a package says it, and its files."""

from typing import Any

from django.conf import settings

from filings.cross_region.models import Transfer
from filings.cross_region.package import APPLICATION, Package, Part
from filings.intake import queries, rules
from filings.intake.enums import ConsentStep
from filings.intake.kinds import KINDS
from filings.intake.models import Agent, Filing, Party
from gangcheng_court.core.documents import pdf
from gangcheng_court.core.documents.checks import EXTENSIONS

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
    for number, material in enumerate(filing.materials.all(), start=1):
        file = material.file
        with file.file.open("rb") as content:
            path = f"materials/{number:03}{EXTENSIONS[file.content_type]}"
            parts.append(Part(path, content.read(), file.name, material.slot))
    return Package(
        transfer.package_id, settings.COURT_CODE, transfer.court.code, data_of(filing, transfer), tuple(parts)
    )


def data_of(filing: Filing, transfer: Transfer) -> dict[str, Any]:
    """The `filing` of a manifest: plain JSON, empty answers left out."""
    cause = filing.cause and {"edition": filing.cause.edition, "code": filing.cause.code, "name": filing.cause.name}
    return _told(
        _fields(filing, ANSWERS)
        | _fields(filing, SERVICE)
        | {
            "number": filing.number,
            "received_at": filing.submitted_at.isoformat(),
            "cause": cause,
            "amount": str(filing.amount) if filing.amount is not None else "",
            "e_service": filing.consents.filter(step=ConsentStep.E_SERVICE, given=True).exists(),
            "identity_document": transfer.identity_document,
            "parties": [_party(party) for party in filing.parties.all()],
        }
    )


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
