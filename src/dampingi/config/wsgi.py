import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dampingi.config.settings")

application = get_wsgi_application()
# All code is loaded now and stays: the collector would go through it again and again, while a request waits
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()
