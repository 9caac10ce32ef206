from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "gangcheng_court.core.deadlines"
    label = "deadlines"
    verbose_name = "期间与日历"
