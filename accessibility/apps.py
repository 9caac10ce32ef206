from django.apps import AppConfig


class AccessibilityConfig(AppConfig):
    name = "accessibility"
    label = "accessibility"
    verbose_name = "大厅服务"
