"""Personal data as others see it: enough to recognise, too little to use."""


def mask_number(number: str) -> str:
    """Identity or licence number: first six and last four of a long one, last two of a short one."""
    if len(number) >= 15:
        return number[:6] + "*" * (len(number) - 10) + number[-4:]
    return number[:1] + "*" * (len(number) - 3) + number[-2:] if len(number) > 4 else "*" * len(number)


def mask_phone(phone: str) -> str:
    """13812345678 → 138****5678; a short number keeps its last four."""
    if len(phone) >= 11:
        return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]
    return "*" * (len(phone) - 4) + phone[-4:] if len(phone) > 5 else phone
