from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "gangcheng_court.core.audit"
    label = "audit"
    verbose_name = "留痕"
