"""The app's own addresses: its page, its files by version, its manifest and its worker. None of them knows who asks."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET

from dampingi.capture.field.bundle import PAGE, File, bundle
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import public, requires

YEAR = 365 * 24 * 3600
ROOT = "/lapangan/"


@require_GET
@requires(Permission.CAPTURE_IN_FIELD)
@ensure_csrf_cookie
def page(request: HttpRequest) -> HttpResponse:
    """The first visit, with a login; from then on the worker gives the same page without asking here."""
    return _answer(request, bundle().files[PAGE], "no-cache")


@public
@require_GET
def file(request: HttpRequest, version: str, name: str) -> HttpResponse:
    """Of this version or not at all: a phone that asks in the middle of a change gets nothing rather than a mixture."""
    current = bundle()
    if version != current.version or name not in current.files:
        raise Http404
    return _answer(request, current.files[name], f"public, max-age={YEAR}, immutable")


@public
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(bundle().worker, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@public
@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    root = f"{ROOT}berkas/{bundle().version}/"
    told = {
        "id": ROOT,
        "name": _("Dampingi di lapangan"),
        "short_name": "Dampingi",
        "description": _("Mencatat kunjungan, tahap, tugas, dan kehadiran, juga tanpa sinyal."),
        "lang": request.LANGUAGE_CODE,
        "start_url": ROOT,
        "scope": ROOT,
        "display": "standalone",
        "background_color": "#f7f6f2",
        "theme_color": "#2c3b94",
        "icons": [
            {"src": f"{root}mark.svg", "type": "image/svg+xml", "sizes": "any", "purpose": "any"},
            {"src": f"{root}icons/192.png", "type": "image/png", "sizes": "192x192", "purpose": "any"},
            {"src": f"{root}icons/512.png", "type": "image/png", "sizes": "512x512", "purpose": "maskable"},
        ],
    }
    answer = JsonResponse(told, content_type="application/manifest+json")
    answer["Cache-Control"] = "no-cache"
    return answer


def _answer(request: HttpRequest, found: File, kept: str) -> HttpResponse:
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    answer = HttpResponse(found.packed if packed else found.body, content_type=found.content_type)
    if packed:
        answer["Content-Encoding"] = "gzip"
    answer["Vary"] = "Accept-Encoding"
    answer["Cache-Control"] = kept
    return answer
