from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "shangrao_nongan.demo"
    verbose_name = "演示数据"
