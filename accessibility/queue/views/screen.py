"""The hall screen: a display that nobody signs in to and that only reads. Its address carries the key of the device.

Many screens ask every two seconds. What they ask for is drawn once for each version of the board and read from the
cache by all, together with the keys that may read it: no session, no user, no statement.
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from accessibility.queue import queries
from accessibility.queue.enums import DeviceKind
from accessibility.queue.models import Device
from accessibility.queue.services import board_version, screens
from gangcheng_court.core.deadlines.clock import court_date

LIFE_SECONDS = 2
"""How long a drawing is kept: so long a lost move of the version, or a device just put out of use, can go unseen."""
WITHOUT_REDIS_SECONDS = 30
"""How long a process that Redis left without an answer draws for itself, instead of letting every screen wait again."""
SEEN_SECONDS = 60

logger = logging.getLogger(__name__)
own = LocMemCache("hall-screen", {})
"""What this process keeps for itself."""


@dataclass(frozen=True)
class Drawing:
    """The board as every screen shows it, and the keys of the screens that may."""

    html: str
    digest: str
    keys: frozenset[str]


@never_cache
@require_safe
def screen(request: HttpRequest, key: str) -> HttpResponse:
    """The whole page; it goes on asking for the board by itself."""
    now = timezone.now()
    drawing = current(now)
    if key not in drawing.keys:
        return render(request, "accessibility/queue/screen_unknown.html", status=404)
    _stamp(key, now)
    return render(request, "accessibility/queue/screen.html", {"key": key, "drawing": drawing, "now": now})


@never_cache
@require_safe
def board(request: HttpRequest, key: str) -> HttpResponse:
    """The board alone; 204 while it is the one that the screen has, `?seen=` its digest."""
    now = timezone.now()
    drawing = current(now)
    if key not in drawing.keys:
        return HttpResponse("这块屏幕没有启用。", status=404, content_type="text/plain; charset=utf-8")
    _stamp(key, now)
    if request.GET.get("seen") == drawing.digest:
        return HttpResponse(status=204)
    return HttpResponse(drawing.html, headers={"Board-Digest": drawing.digest})


def current(at: datetime) -> Drawing:
    """The board of this version, drawn if nobody has drawn it yet. Without Redis each process draws its own."""
    if not own.get("without-redis"):
        try:
            name = f"hall-board:{board_version.current()}"
            return cache.get_or_set(name, lambda: draw(at), LIFE_SECONDS)
        except RedisError as error:
            logger.warning("the hall's board is drawn without Redis: %s", error)
            own.set("without-redis", True, WITHOUT_REDIS_SECONDS)
    return own.get_or_set("board", lambda: draw(at), LIFE_SECONDS)


def draw(at: datetime) -> Drawing:
    """The board from the database."""
    html = render_to_string("accessibility/queue/screen_board.html", {"board": queries.board(court_date(at))})
    digest = hashlib.sha256(html.encode()).hexdigest()[:16]
    keys = Device.objects.filter(kind=DeviceKind.SCREEN, revoked_at=None).values_list("key", flat=True)
    return Drawing(html, digest, frozenset(keys))


def _stamp(key: str, at: datetime) -> None:
    """Note, once a minute, that the screen is alive."""
    if own.add(f"seen:{key}", True, SEEN_SECONDS):
        screens.saw(key, at=at)
