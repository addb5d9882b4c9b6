import gc
import os

# Nothing that is loaded goes away again: the collector would only look for it, and take two fifths of a start
gc.disable()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import get_resolver  # noqa: E402

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dampingi.config.settings")

application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018
# All code is loaded now and stays: the collector would go through it again and again, while a request waits
gc.freeze()
gc.enable()
