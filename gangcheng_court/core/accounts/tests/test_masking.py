import logging

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


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("Key (phone)=(13812345678) already exists", "Key (phone)=(138****5678) already exists"),
        ("证号370117199001010014。", "证号370117********0014。"),
        ("{'wang.li@example.cn': (550, b'unknown')}", "{'w***@example.cn': (550, b'unknown')}"),
        ("WS20261123-000123 took 0.123456789012 s", "WS20261123-000123 took 0.123456789012 s"),
    ],
)
def test_text_is_masked_where_it_names_a_person(line, masked):
    assert masking.mask_text(line) == masked


def test_a_log_line_hides_what_an_exception_says(caplog):
    logger = logging.getLogger("court.tests")
    try:
        raise ValueError("证号 370117199001010014")
    except ValueError:
        logger.exception("电话 %s", "13812345678")
    handler = next(handler for handler in logging.getLogger().handlers if handler.__class__ is logging.StreamHandler)

    line = handler.format(caplog.records[0])

    assert "138****5678" in line
    assert "370117********0014" in line
    assert "13812345678" not in line
    assert "370117199001010014" not in line


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/supervision/complaints/new/Ab-_5678901234567890xy/whom/", "/supervision/complaints/new/***/whom/"),
        ("/supervision/q/7KQ2MXR4AB/", "/supervision/q/***/"),
        ("/supervision/complaints/new/", "/supervision/complaints/new/"),
    ],
)
def test_no_log_line_holds_an_address_that_opens_what_it_names(path, logged):
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, "Gone: %s", (path,), None)
    assert masking.MaskedLines().format(record) == f"Gone: {logged}"
