import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shangrao_nongan.settings")
os.environ["SERVES_PAGES"] = "1"  # here somebody waits: see WEB_STATEMENT_SECONDS in the settings
application = get_wsgi_application()
