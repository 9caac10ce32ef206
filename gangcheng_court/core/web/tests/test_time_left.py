import pytest
from django.template import RequestContext, Template

from gangcheng_court.core.deadlines.clock import court_time


@pytest.mark.django_db
def test_many_limits_on_one_page_look_up_the_calendar_once(rf, django_assert_num_queries):
    page = Template("{% load court %}{% for limit in limits %}{% time_left limit %}{% endfor %}")
    limits = [court_time(f"2026-11-{day}") for day in range(24, 30)] * 5
    context = RequestContext(rf.get("/"), {"limits": limits, "now": court_time("2026-11-23 10:00")})

    with django_assert_num_queries(1):
        text = page.render(context)
    assert text.count("还剩") == 30
