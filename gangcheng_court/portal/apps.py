from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "gangcheng_court.portal"
    label = "portal"
    verbose_name = "门户"
