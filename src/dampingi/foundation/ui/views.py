from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.routes import public
from dampingi.foundation.ui import assets, gallery
from dampingi.foundation.ui.context import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 3600


@public
@require_GET
def asset(request: HttpRequest, name: str) -> HttpResponse:
    kind = name.rpartition(".")[2]
    if kind not in assets.BUILDERS:
        raise Http404
    if settings.DEBUG:
        assets.asset.cache_clear()
    found = assets.asset(kind)
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(found.packed if packed else found.body, content_type=found.content_type)
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    current = name == found.name and not settings.DEBUG
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable" if current else "no-cache"
    return response


@public
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remembers light or dark in a cookie, so that the next page is right from its first byte."""
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    response = HttpResponseRedirect(back if safe else "/")
    if (chosen := request.POST.get("tampilan", "auto")) in THEMES:
        response.set_cookie(
            THEME_COOKIE, chosen, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    return response


@public
@require_GET
def style_guide(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/style_guide.html", gallery.everything(request))
