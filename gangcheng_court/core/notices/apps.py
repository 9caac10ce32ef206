from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "gangcheng_court.core.notices"
    label = "notices"
    verbose_name = "通知"
