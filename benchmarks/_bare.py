"""A bare Django project: one view that answers with bytes in hand. No session, no user, no database; packed as ours are.

`BARE_PAGES` names a folder of files; /NAME answers with the file of that name, and / with a few words.
"""

import os
from pathlib import Path

from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DEBUG=False,
    INSTALLED_APPS=[],
    MIDDLEWARE=["django.middleware.common.CommonMiddleware", "django.middleware.gzip.GZipMiddleware"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="benchmark",
    USE_I18N=False,
)

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

FOLDER = os.environ.get("BARE_PAGES")
PAGES = {file.name: file.read_bytes() for file in Path(FOLDER).iterdir()} if FOLDER else {}


def page(request: HttpRequest, name: str = "") -> HttpResponse:
    return HttpResponse(PAGES.get(name, b"<!doctype html><title>Bare</title><h1>Bare</h1>"))


urlpatterns = [path("", page), path("<str:name>", page)]
application = get_wsgi_application()
