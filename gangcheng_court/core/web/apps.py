from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "gangcheng_court.core.web"
    label = "web"
    verbose_name = "页面"
