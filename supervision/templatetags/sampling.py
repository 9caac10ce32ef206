"""How a share that was worked out of a sample is written: whole percents, with its interval in words."""

from django import template

from supervision.questioning.rules.intervals import Share

register = template.Library()


@register.filter
def share_words(share: Share | None) -> str:
    """`78%（62% 到 88% 之间）`; a dash for none."""
    if share is None:
        return "—"
    return f"{share.value:.0%}（{share.low:.0%} 到 {share.high:.0%} 之间）"
