"""What the filer's and the clerk's pages show alike of a correction."""

from filings.cross_region.models import TransferCorrection
from filings.intake import links


def items(correction: TransferCorrection | None) -> list[tuple[dict[str, str], str]]:
    """What the other court asks for, each with the page that it opens; '' for what is brought to the window."""
    if correction is None:
        return []
    filing, found = correction.transfer.filing, []
    for item in correction.items:
        target = correction.target_of(item)
        found.append((item, links.target_url(filing, target, "correction") if target else ""))
    return found
