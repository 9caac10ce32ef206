"""Letters in official form: drawn up for a look before they go, kept exactly as sent."""

from datetime import datetime
from typing import Any

from django.conf import settings

from filings.intake import queries
from filings.intake.enums import Side
from filings.intake.models import Filing
from filings.review.enums import LetterKind
from filings.review.models import Letter
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.documents import pdf
from gangcheng_court.core.documents import services as documents


def render(kind: LetterKind, filing: Filing, *, at: datetime, **context: Any) -> bytes:
    """The letter as PDF, as it would be sent at `at`; nothing is stored."""
    whole = queries.whole(Filing.objects.filter(pk=filing.pk)).get()
    whole.cause_name = filing.cause_name
    parties = list(whole.parties.all())
    return pdf.render(
        f"pdf/filings/{kind}.html",
        {
            "filing": whole,
            "kind": whole.kind_data,
            "filer_title": whole.kind_data.side_title(Side.PLAINTIFF),
            "plaintiffs": [party for party in parties if party.side == Side.PLAINTIFF],
            "defendants": [party for party in parties if party.side == Side.DEFENDANT],
            "third_parties": [party for party in parties if party.side == Side.THIRD_PARTY],
            "issued_at": at,
            "site_url": settings.SITE_URL,
        }
        | context,
    )


def issue(kind: LetterKind, filing: Filing, *, by: User, at: datetime, **context: Any) -> Letter:
    """Draw the letter up, keep it and put it on record, in the caller's transaction."""
    content = render(kind, filing, at=at, **context)
    name = f"{LetterKind(kind).name_for(filing.kind_data.letters)}{filing.case_number or filing.number}.pdf"
    file = documents.store_bytes(content, name=name, content_type="application/pdf", by=by, at=at)
    return Letter.objects.create(filing=filing, kind=kind, file=file, issued_at=at, issued_by=by)
