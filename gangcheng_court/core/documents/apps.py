from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "gangcheng_court.core.documents"
    label = "documents"
    verbose_name = "文件"
