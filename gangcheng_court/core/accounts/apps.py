from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "gangcheng_court.core.accounts"
    label = "accounts"
    verbose_name = "人员与身份"
