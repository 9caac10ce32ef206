"""{% load notices %}{% unread_notices as unread %}: for the number beside 消息 in the header."""

from django import template

from gangcheng_court.core.notices import inbox

register = template.Library()


@register.simple_tag(takes_context=True)
def unread_notices(context: template.Context) -> str:
    """The unread count of whoever is signed in, as it is shown: "" for none, "99+" past ninety-nine."""
    user = getattr(context.get("request"), "user", None)
    count = inbox.unread_count(user) if user is not None else 0
    return "" if count == 0 else f"{inbox.COUNTED_UP_TO}+" if count > inbox.COUNTED_UP_TO else str(count)
