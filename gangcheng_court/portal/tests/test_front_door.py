"""The front door leads somewhere from every link: no dead ends."""

import re

import pytest
from django.urls import reverse

from gangcheng_court.portal import guides

pytestmark = pytest.mark.django_db
SIX_FUNCTIONS = ["多元解纷", "分调裁审", "立案服务", "审判辅助", "涉诉信访", "法治宣传"]
TWELVE_SERVICES = [
    *["自助立案", "现场立案", "交退费", "查询", "咨询", "阅卷"],
    *["保全", "鉴定", "信访", "投诉", "联系法官", "律师通道"],
]
SIX_DOORS = ["立案", "查案", "交退费", "12368", "预约取号", "监督投诉"]


def links(page: str) -> set[str]:
    return set(re.findall(r'href="(/[^"#]*)"', page))


@pytest.mark.promise("1")
def test_the_service_map_names_every_function_and_service_of_the_commitments():
    assert [guide.title for guide in guides.FUNCTIONS] == SIX_FUNCTIONS
    assert [guide.title for guide in guides.SERVICES] == TWELVE_SERVICES


def test_home_has_its_six_doors_in_order(client):
    assert re.findall(r'doors__title">([^<]+)<', client.get("/").text) == SIX_DOORS


@pytest.mark.parametrize("start", ["/", reverse("portal:services"), reverse("portal:accessibility")])
def test_every_link_leads_to_a_page(client, start):
    found = {link for link in links(client.get(start).text) if not link.startswith("/static/")}
    assert len(found) > 8
    for link in found:
        assert client.get(link, follow=True).status_code == 200, link


@pytest.mark.parametrize("slug", guides.BY_SLUG)
def test_every_guide_says_how_where_and_whom_to_call(client, slug):
    page = client.get(reverse("portal:guide", args=[slug])).text
    guide = guides.BY_SLUG[slug]
    assert guide.steps
    assert guide.basis or guide.route
    for needed in (guide.title, guide.who, "12368", "0531-76881643", "08:30"):
        assert needed in page
    if guide.route:
        assert f'href="{reverse(guide.route)}"' in page
    for words, route, *args in guide.more:
        address = reverse(route, args=args)
        assert f'href="{address}">{words}' in page
        assert client.get(address, follow=True).status_code == 200


def test_a_guide_that_does_not_exist_is_not_found(client):
    assert client.get(reverse("portal:guide", args=["nothing"])).status_code == 404


def test_home_shows_each_promise_and_says_when_nothing_was_due(client):
    page = client.get("/").text
    assert page.count('class="board__figure') == page.count("本月暂无") > 0
    assert "三天内审核" in page


@pytest.mark.parametrize("written", ["AB23CD45EF67", " ab23-cd45 ef67 ", "ＡＢ２３ＣＤ４５ＥＦ６７"])
def test_a_verification_code_is_read_as_people_copy_it(client, written):
    answer = client.get(reverse("portal:verify"), {"code": written})
    assert answer.url == reverse("filings:verify", args=["AB23CD45EF67"])


@pytest.mark.parametrize("written", ["", "不是码", "<script>", "../../etc", "A" * 41])
def test_what_cannot_be_a_code_is_asked_again(client, written):
    answer = client.get(reverse("portal:verify"), {"code": written})
    assert answer.status_code == 422
    assert "<title>错误：" in answer.text
    assert "<script>" not in answer.text.split("<main", 1)[1]


def test_the_hall_is_where_the_court_says(client, settings):
    settings.HALL_ADDRESS = "友谊大街 1 号"
    settings.SERVICE_HOURS = ["09:00-12:00"]
    page = client.get("/").text
    assert "友谊大街 1 号" in page
    assert "09:00 至 12:00" in page


def test_the_accessibility_statement_says_whom_to_tell_and_how_long_a_session_rests(client, settings):
    settings.CITIZEN_IDLE_SECONDS, settings.ACCESSIBILITY_MAIL = 40 * 60, "help@example.cn"
    page = client.get(reverse("portal:accessibility")).text
    needed = [
        "GB/T 37668",
        "还做得不够的地方",
        "tel:12368",
        "tel:053176881643",
        "mailto:help@example.cn",
        "登录后 40 分钟",
    ]
    assert [words for words in needed if words not in page] == []
    settings.ACCESSIBILITY_MAIL = ""
    assert "mailto:" not in client.get(reverse("portal:accessibility")).text
