"""How moments, days, deadlines, money and errors are written."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template

from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.web.fields import DayField
from gangcheng_court.core.web.forms import PlainForm
from gangcheng_court.core.web.templatetags import court


class Answers(forms.Form):
    name = forms.CharField(label="姓名", help_text="与证件一致")
    side = forms.ChoiceField(label="您是哪一方？", choices=[("a", "原告"), ("b", "代理人")], widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="证件类型", choices=[("", "请选择"), ("a", "身份证")])
    truth = forms.BooleanField(label="我保证属实")
    phone = forms.CharField(label="电话", required=False)


def test_a_moment_is_written_on_the_courts_clock():
    assert court.court_moment(court_time("2026-11-23 14:05")) == "2026-11-23 14:05"
    assert court.court_second(court_time("2026-11-23 14:05:09")) == "2026-11-23 14:05:09"
    assert court.court_moment(None) == ""


def test_a_day_has_its_weekday_and_another_year_is_named(time_machine):
    time_machine.move_to(court_time("2026-11-23 14:05"))
    assert court.court_day(date(2026, 11, 26)) == "11月26日(周四)"
    assert court.court_day(court_time("2026-11-26 23:59")) == "11月26日(周四)"
    assert court.court_day(date(2027, 1, 4)) == "2027年1月4日(周一)"


def test_a_letter_names_the_year_also_of_a_day_in_this_one():
    assert court.letter_day(date(2026, 12, 3)) == "2026年12月3日（周四）"
    assert court.letter_deadline(court_time("2026-12-04 00:00")) == "2026年12月3日（周四）24:00"


def test_a_deadline_at_midnight_belongs_to_the_day_before(time_machine):
    time_machine.move_to(court_time("2026-11-23 14:05"))
    assert court.deadline(court_time("2026-11-27 00:00")) == "11月26日(周四) 24:00 前"
    assert court.deadline(court_time("2026-11-26 17:00")) == "11月26日(周四) 17:00 前"


def test_money_has_its_sign_and_two_places():
    assert court.money(Decimal("123456.78")) == "¥123,456.78"
    assert court.money(0) == "¥0.00"
    assert court.money(None) == ""


@pytest.mark.django_db
def test_time_left_says_it_in_words_with_its_level():
    page = Template("{% load court %}{% time_left due_at now %}")
    now = court_time("2026-11-23 14:05")  # Monday
    late = page.render(Context({"due_at": now - timedelta(hours=2), "now": now}))
    near = page.render(Context({"due_at": court_time("2026-11-23 15:05"), "now": now}))
    assert "tag--late" in late
    assert "已超期 2 小时" in late
    assert "data-due" not in late
    assert "tag--now" in near
    assert 'data-due="2026-11-23T15:05:00+08:00"' in near


def test_the_summary_says_what_the_field_says_and_links_to_the_first_input():
    form = Answers({"phone": "1"})
    summary = Template("{% load court %}{% error_summary form %}").render(Context({"form": form}))
    fields = str(form)
    for link, words in (
        ("#id_name", "请填写姓名。"),
        ("#id_side_0", "请回答：您是哪一方？"),
        ("#id_kind", "请选择证件类型。"),
        ("#id_truth", "请勾选“我保证属实”。"),
    ):
        assert f'<a href="{link}">{words}</a>' in summary
        assert f"<li>{words}</li>" in fields
        assert f'id="{link[1:]}"' in fields
    assert 'role="alert"' in summary


def test_no_summary_without_errors():
    page = Template("{% load court %}{% error_summary form other %}")
    assert "error-summary" not in page.render(Context({"form": Answers(), "other": None}))


def test_a_plain_form_names_the_field_and_the_fix_unless_it_has_its_own_words():
    class Plain(PlainForm):
        reason = forms.CharField(label="理由", max_length=3)
        note = forms.CharField(label="附言")
        side = forms.ChoiceField(label="哪一方", choices=[("a", "原告")])
        email = forms.EmailField(label="邮箱")
        own = forms.CharField(label="住所", error_messages={"required": "住所也要写。"})

    form = Plain({"reason": "四个字了", "note": "a\0", "side": "b", "email": "不是"})
    assert form.errors == {
        "reason": ["理由最多 3 个字，现在有 4 个，请删短一些。"],
        "note": ["附言里有看不见的特殊字符，请删掉后重新输入。"],
        "side": ["请在列出的选项里选择哪一方。"],
        "email": ["邮箱格式不对，例如 name@example.com。"],
        "own": ["住所也要写。"],
    }


def test_the_summary_covers_formsets_and_whole_form_errors():
    class Whole(forms.Form):
        def clean(self):
            raise forms.ValidationError("本息合计与请求金额不一致。")

    several = forms.formset_factory(Answers, min_num=1, validate_min=True)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": "甲"}
    )
    summary = Template("{% load court %}{% error_summary whole several %}").render(
        Context({"whole": Whole({}), "several": several})
    )
    assert "<li>本息合计与请求金额不一致。</li>" in summary
    assert '<a href="#id_form-0-kind">请选择证件类型。</a>' in summary


def test_a_field_says_when_it_may_be_left_empty_and_ties_hint_and_error_to_itself():
    form = Answers({})
    html = str(form)
    assert '电话<span class="optional">（选填）</span>' in html
    assert "姓名<span" not in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert html.count("<fieldset") == 1
    assert "<legend>您是哪一方？</legend>" in html


def test_what_a_person_wrote_is_escaped_in_the_form():
    html = str(Answers({"name": '"><script>alert(1)</script>', "kind": "<b>"}))
    assert "<script>" not in html
    assert "<b>" not in html


@pytest.mark.parametrize(
    "written",
    ["2026-11-23", "2026年11月23日", "2026/11/23", "20261123", "２０２６．１１．２３", " 2026 年 11 月 23 日 "],
)
def test_a_day_may_be_written_as_people_write_it(written):
    assert DayField().clean(written) == date(2026, 11, 23)


@pytest.mark.parametrize("written", ["1985-02-29", "昨天", "2026-13-01"])
def test_a_day_that_does_not_exist_is_refused_with_an_example(written):
    with pytest.raises(forms.ValidationError, match="例如 2026-11-23"):
        DayField().clean(written)
