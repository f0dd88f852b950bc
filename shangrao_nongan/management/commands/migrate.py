from django.core.management.commands import migrate

from shangrao_nongan.initial import in_one_step


class Command(migrate.Command):
    def handle(self, *args, **options):
        with in_one_step():
            return super().handle(*args, **options)
