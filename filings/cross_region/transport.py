"""How a request reaches another court. `settings.CROSS_REGION_TRANSPORT` names the function used."""

import urllib.error
import urllib.request
from dataclasses import dataclass

TIMEOUT_SECONDS = 60
MOST_ANSWER_BYTES = 60 * 1024 * 1024


@dataclass(frozen=True)
class Answer:
    """What the other court answered, whatever its status."""

    status: int
    body: bytes


def https(method: str, url: str, *, headers: dict[str, str], body: bytes) -> Answer:
    """Ask over HTTP. Raises OSError when no answer comes, ValueError for an address that is not HTTP."""
    if not url.startswith(("https://", "http://")):
        raise ValueError(url)
    request = urllib.request.Request(url, body or None, headers, method=method)  # noqa: S310 - checked above
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 - a court's own
            return Answer(answer.status, answer.read(MOST_ANSWER_BYTES))
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.read(100_000))
