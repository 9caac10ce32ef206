"""The hall's matters, windows and times of appointment to begin with."""

from datetime import time

from accessibility.queue.data.matters import MATTERS, PLANS, WINDOWS
from accessibility.queue.models import AppointmentPlan, Matter, Window


def load_hall() -> int:
    """Put the starting matters, windows and plans where there are none; return how many matters there are then.

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
    if not AppointmentPlan.objects.exists():
        matters = Matter.objects.in_bulk(field_name="code")
        AppointmentPlan.objects.bulk_create(
            AppointmentPlan(
                matter=matters[code],
                starts=time.fromisoformat(starts),
                ends=time.fromisoformat(ends),
                slot_minutes=minutes,
                capacity=capacity,
            )
            for code, (starts, ends), minutes, capacity in PLANS
            if code in matters
        )
    return Matter.objects.count()
