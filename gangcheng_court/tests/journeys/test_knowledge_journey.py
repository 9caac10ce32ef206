"""An answer from its first words to the reader who misses something: without JavaScript, and with links and buttons by
keyboard."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.tests.journeys.hands import Keyboard, Mouse, file
from hotline.knowledge.tests.builders import VTT, make_mp4, make_operator

pytestmark = pytest.mark.promise("10")


@pytest.mark.parametrize(("hands", "scripts"), [(Mouse, False), (Keyboard, True)])
def test_an_answer_is_written_reviewed_found_and_found_unclear(
    new_page: Callable[..., Page], hands: type[Mouse], scripts: bool
) -> None:
    operator = hands(new_page(user=make_operator(), scripts=scripts))
    operator.page.goto(reverse("hotline:knowledge-desk"))
    operator.follow("写一条新的")
    operator.page.get_by_label("主题").select_option("fees")
    operator.write("问题", "诉讼费怎么退")
    operator.write("完整的答复", "胜诉的，十五日内退还。\n\n- 不用申请")
    operator.write("法律依据", "诉讼费用交纳办法第五十三条")
    operator.page.get_by_label("复核日期").fill("2099-06-17")
    operator.push("预览")
    expect(operator.page.get_by_role("heading", name="预览：诉讼费怎么退")).to_be_visible()
    operator.push("保存草稿")
    operator.page.get_by_text("添加图片、视频或音频").click()
    operator.write("标题", "怎么退费")
    operator.page.get_by_label("文件").set_input_files(file("退费.mp4", make_mp4()))
    operator.page.get_by_label("字幕").set_input_files(file("字幕.vtt", VTT.encode()))
    operator.write("文字说明", "先准备一张银行卡。")
    operator.push("添加")
    expect(operator.page.locator("video track")).to_have_count(1)
    address = operator.page.url

    chief = hands(new_page(user=make_user(Role.CHIEF), scripts=scripts))
    chief.page.goto(address)
    chief.push("审核通过")
    chief.push("发布")
    expect(chief.page.get_by_text("已发布，群众和坐席马上可以查到")).to_be_visible()

    reader = hands(new_page(scripts=scripts))
    reader.page.goto(reverse("portal:home"))
    reader.follow("诉讼知识库")
    reader.write("您想问什么", "官司费退不退")
    reader.push("查找")
    reader.follow("诉讼费怎么退")
    expect(reader.page.locator("video")).to_be_visible()
    reader.page.emulate_media(media="print")
    expect(reader.page.get_by_text("十五日内退还")).to_be_visible()
    expect(reader.page.get_by_text("诉讼费用交纳办法第五十三条")).to_be_visible()
    for on_screen_only in (
        reader.page.locator("video"),
        reader.page.get_by_text("没答清楚？"),
        reader.page.locator("nav").first,
    ):
        expect(on_screen_only).to_be_hidden()
    reader.page.emulate_media(media="screen")
    reader.page.get_by_text("没答清楚？告诉我们").click()
    reader.write("哪里没答清楚", "退到哪张卡")
    reader.push("提交")
    expect(reader.page.get_by_text("已经记下")).to_be_visible()

    operator.page.goto(address)
    expect(operator.page.get_by_text("退到哪张卡").first).to_be_visible()
    operator.push("处理完毕")
    expect(operator.page.get_by_text("没有待处理的反馈")).to_be_visible()


def test_a_script_is_followed_to_its_outcome(new_page: Callable[..., Page]) -> None:
    page = new_page(user=make_operator())
    page.goto(reverse("hotline:scripts"))
    hand = Keyboard(page)
    hand.follow("接听开场")
    hand.follow("要投诉或者提建议")
    expect(page.get_by_text("被投诉的人不参与处理")).to_be_visible()
    expect(page.locator("#script strong")).to_have_text("投诉")
    hand.follow("从头开始")
    expect(page.get_by_text("请问您要办什么事")).to_be_visible()
