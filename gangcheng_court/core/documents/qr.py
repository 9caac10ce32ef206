"""QR codes, as SVG for pages and letters alike."""

import segno
from django.utils.safestring import SafeString, mark_safe


def svg(text: str) -> SafeString:
    """An `<svg class="qr">` element holding `text`, sized by its surroundings, without style attributes or script."""
    code = segno.make(text, error="m", micro=False)
    drawing = code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(drawing)  # noqa: S308 - one path drawn by segno; `text` itself is not in the markup
