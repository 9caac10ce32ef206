"""The hall's matters and windows to begin with."""

from accessibility.queue.data.matters import MATTERS, WINDOWS
from accessibility.queue.models import Matter, Window


def load_hall() -> int:
    """Put the starting matters and windows where there are none; return how many matters there are then.

    What the court changed since is left alone.
    """
    if not Matter.objects.exists():
        Matter.objects.bulk_create(
            Matter(code=code, name=name, hint=hint, letter=letter, typical_minutes=minutes, position=position)
            for position, (code, name, hint, letter, minutes) in enumerate(MATTERS)
        )
    if not Window.objects.exists():
        for number, name, is_priority, has_sign_language, codes in WINDOWS:
            window = Window.objects.create(
                number=number, name=name, is_priority=is_priority, has_sign_language=has_sign_language
            )
            window.matters.set(Matter.objects.filter(code__in=codes))
    return Matter.objects.count()
