from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "shangrao_nongan.assessment"
    verbose_name = "年终考核"
