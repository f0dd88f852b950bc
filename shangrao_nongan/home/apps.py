from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "shangrao_nongan.home"
    verbose_name = "首页"
