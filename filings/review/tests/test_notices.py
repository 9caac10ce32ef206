"""What people are told: short enough for one text message, and free of secrets."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from filings.review.tests.builders import NOW, make_clerk, make_proposal, make_taken
from gangcheng_court.core.notices import outbox

pytestmark = pytest.mark.django_db
TEMPLATES = sorted(path.stem for path in Path(settings.BASE_DIR, "templates/notices/filings").glob("*.txt"))


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_text_fits_one_message_and_every_inbox_line_its_field(template: str) -> None:
    proposal = make_proposal(make_taken(make_clerk()))
    filing = proposal.round.filing
    filing.case_number, proposal.answered_by = "（2026）鲁0117民初1号", proposal.proposed_by
    context = {
        "filing": filing,
        "proposal": proposal,
        "due_at": NOW,
        "last_day": date(2026, 12, 31),
        "stage": "last_day",
        "reasons": "理由",
        "right_court": "济南市莱芜区人民法院",
    }

    blocks = outbox.render_blocks(f"filings/{template}", context)

    assert 0 < len(blocks["title"]) <= 100
    assert len(outbox.SMS_PREFIX + blocks.get("sms", "")) <= outbox.SMS_LENGTH
    for secret in ("张玥喆", "李建国", "民间借贷", "理由"):
        assert secret not in blocks.get("sms", "")
    assert "None" not in blocks["title"] + blocks["body"] + blocks.get("sms", "")
