from datetime import date, timedelta

import chinese_calendar
import pytest
from django.core.exceptions import ValidationError

from gangcheng_court.core.deadlines import gazette
from gangcheng_court.core.deadlines.clock import weekday

NOTICE_2026 = """
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。
"""


def test_the_notice_of_2026_reads_as_it_was_published():
    read = gazette.read(NOTICE_2026, 2026)

    day = date(2026, 1, 1)
    while day.year == 2026:
        works = day in read.workdays or (day.weekday() < 5 and day not in read.rest_days)
        assert works == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_days_of_the_year_before_and_ranges_over_two_months_are_read():
    text = NOTICE_2026.replace("1月1日（周四）至3日（周六）", "2025年12月31日至2026年1月3日")
    text = text.replace("9月25日（周五）至27日（周日）", "9月25日（周五）至10月1日")

    rest = gazette.read(text, 2026).rest_days
    assert date(2025, 12, 31) in rest
    assert date(2026, 9, 30) in rest


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("1月1日（周四）", "1月1日（周五）", f"2026-01-01是{weekday(date(2026, 1, 1))}，通知写的是周五"),
        ("5月9日（周六）上班", "5月8日（周五）上班", "不是周末"),
        ("5月9日（周六）上班", "5月2日（周六）上班", "既写了放假又写了上班"),
        ("三、清明节：4月4日（周六）至6日（周一）放假，共3天。", "", "缺少法定节假日：2026-04-05（清明节）"),
        ("4月4日（周六）至6日（周一）", "4月4日（周六）至31日（周一）", "4月31日不是真实的日期"),
        ("4月4日（周六）至6日（周一）", "4月4日（周六）至5月6日", "不是一段放假日期"),
    ],
)
def test_a_notice_that_cannot_be_right_is_refused_naming_the_place(old, new, words):
    with pytest.raises(ValidationError) as refusal:
        gazette.read(NOTICE_2026.replace(old, new), 2026)
    assert any(words in message for message in refusal.value.messages)


def test_a_notice_of_another_year_is_refused():
    with pytest.raises(ValidationError):
        gazette.read(NOTICE_2026, 2027)
