"""Lists that page by key: the next page begins after the last row of this one, wherever the list has grown since."""

from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from gangcheng_court.core.deadlines.clock import moment


def page(
    request: HttpRequest, rows: QuerySet, *, by: str = "", newest_first: bool = False, size: int
) -> tuple[list[Any], dict[str, str]]:
    """One page of `rows` in the order of the moment `by` (no row is without it) and the id, or of the id alone.

    And what `_components/pager.html` shows: the addresses `older` and `newer`, '' where there is none. The key of the
    page stands in the address as `after`; raises BadRequest for one that no page wrote.
    """
    way, sign = ("lt", "-") if newest_first else ("gt", "")
    rows = rows.order_by(*[f"{sign}{name}" for name in (by, "pk") if name])
    if after := request.GET.get("after", ""):
        rows = rows.filter(_beyond(after, by, way))
    found = list(rows[: size + 1])
    older = ""
    if len(found) > size:
        last = found[size - 1]
        older = with_query(request, after=f"{getattr(last, by).isoformat()}_{last.pk}" if by else str(last.pk))
    return found[:size], {"older": older, "newer": with_query(request, after="") if after else ""}


def with_query(request: HttpRequest, **changes: str) -> str:
    """This page's address with some of its conditions changed; an empty one is left out."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _beyond(after: str, by: str, way: str) -> Q:
    told, _, pk = after.rpartition("_")
    if not pk.isascii() or not pk.isdecimal() or len(pk) > 18:
        raise BadRequest("after")
    if not by:
        return Q(**{f"pk__{way}": int(pk)})
    try:
        last = moment(told)
    except ValueError as error:
        raise BadRequest("after") from error
    # The first condition is the index's; the second leaves out what stands at the very moment before the key.
    return Q(**{f"{by}__{way}e": last}) & (Q(**{f"{by}__{way}": last}) | Q(**{f"pk__{way}": int(pk)}))
