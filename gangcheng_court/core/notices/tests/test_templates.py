"""Every notice template of every desk: one message long, whole, and without links or secrets."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Node, NodeList
from django.template.base import TextNode, VariableNode
from django.template.defaulttags import IfNode
from django.template.loader import get_template
from django.template.loader_tags import BlockNode

from gangcheng_court.core.notices.outbox import SMS_LENGTH, SMS_PREFIX, is_code

FOLDER = Path(settings.BASE_DIR, "templates", "notices")
TEMPLATES = sorted(str(path.relative_to(FOLDER).with_suffix("")) for path in FOLDER.rglob("*.txt"))

FILTER_LENGTHS = {"deadline": 18, "court_day": 10, "court_moment": 16, "money": 14}
NAME_LENGTHS = {
    "code": 6,
    "minutes": 1,
    "due": 22,
    "number": 19,
    "filing.number": 17,
    "ticket.number": 17,
    "row.number": 17,
    "ticket.get_type_display": 4,
    "filing.draft_code": 10,
    "claims": 2,
    "appointment.code": 8,
    "appointment.matter": 20,
    "link": 52,
}
LONGEST_OTHER = 24
SECRETS = re.compile(r"case_number|cause|party|parties|id_number|reasons|amount|name")


def blocks(template: str) -> dict[str, BlockNode]:
    nodes = get_template(f"notices/{template}.txt").template.nodelist.get_nodes_by_type(BlockNode)
    return {node.name: node for node in nodes}


def longest(part: Node | NodeList) -> int:
    """The most characters a part of a template can come to, by what its variables hold at their longest."""
    if isinstance(part, NodeList):
        return sum(longest(node) for node in part)
    if isinstance(part, TextNode):
        return len(part.s.strip("\n"))
    if isinstance(part, VariableNode):
        filters = {function.__name__ for function, _ in part.filter_expression.filters}
        for name, length in FILTER_LENGTHS.items():
            if name in filters:
                return length
        if "date" in filters:
            return 6
        return NAME_LENGTHS.get(str(part.filter_expression.var), LONGEST_OTHER)
    if isinstance(part, IfNode):
        return max(longest(nodes) for _, nodes in part.conditions_nodelists)
    return sum(longest(getattr(part, name)) for name in part.child_nodelists if hasattr(part, name))


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_has_a_title_and_a_body_or_only_a_text_message(template: str) -> None:
    assert {"title", "body"} <= set(blocks(template)) <= {"title", "sms", "body"} or is_code(template)
    assert "sms" in blocks("code")


@pytest.mark.parametrize("template", [name for name in TEMPLATES if "sms" in blocks(name)])
def test_a_text_message_fits_in_one_and_holds_no_link_and_no_case_secret(template: str) -> None:
    sms = blocks(template)["sms"].nodelist
    words = "".join(node.s for node in sms.get_nodes_by_type(TextNode))
    variables = " ".join(str(node.filter_expression.var) for node in sms.get_nodes_by_type(VariableNode))

    assert len(SMS_PREFIX) + longest(sms) <= SMS_LENGTH
    assert not re.search(r"https?:|www\.|\.(com|cn)\b|[【】]", words)
    assert not SECRETS.search(variables), variables
