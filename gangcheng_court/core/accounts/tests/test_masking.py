import pytest
from django.template import Context, Template

from gangcheng_court.core.accounts import masking


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("370117199001010014", "370117********0014"),
        ("37120319850615002X", "371203********002X"),
        ("13701201510123456", "137012*******3456"),
        ("E12345678", "E******78"),
        ("1234", "****"),
        ("", ""),
    ],
)
def test_numbers_are_masked(number, masked):
    assert masking.mask_number(number) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [("13812345678", "138****5678"), ("053176881643", "053*****1643"), ("76881643", "****1643"), ("12368", "12368")],
)
def test_phones_are_masked(phone, masked):
    assert masking.mask_phone(phone) == masked


def test_templates_mask_and_bear_nothing():
    page = Template("{% load masking %}{{ a|masked_number }} {{ b|masked_phone }}{{ none|masked_number }}")
    context = Context({"a": "370117199001010014", "b": "13812345678", "none": None})
    assert page.render(context) == "370117********0014 138****5678"
