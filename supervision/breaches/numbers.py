"""The reference of an explanation's limit."""


def explanation_reference(breach: int, round_number: int) -> str:
    """Such as `CQ000123/1`."""
    return f"CQ{breach:06d}/{round_number}"
