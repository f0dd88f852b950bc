from django.apps import AppConfig


class GreenfoodConfig(AppConfig):
    name = "greenfood"
    verbose_name = "绿色食品"
