from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.errors import bad_request, too_large

LARGEST_BODY = 64 * 2**20
"""Bytes of one request: the largest sheet (60 MB) and its form. More would fill the disk before anyone is asked who they are."""


def refusals(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Turns a refusal of the domain into a page that says why and gives a way on; nothing was written."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if _length(request) > LARGEST_BODY:
            return too_large(request)
        # PostgreSQL knows no NUL in a text; nobody types one
        if "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.path:
            return bad_request(request)
        return get_response(request)

    def process_view(request: HttpRequest, *_view: object) -> HttpResponse | None:
        typed = (
            (text for texts in request.POST.lists() for text in texts[1]) if request.method == "POST" else ()
        )
        return bad_request(request) if any("\0" in text for text in typed) else None

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        template = "ui/refused_part.html" if getattr(request, "htmx", False) else "ui/refused.html"
        status = getattr(exception, "status", 409)
        return render(request, template, {"message": str(exception)}, status=status)

    middleware.process_view = process_view  # type: ignore[attr-defined]
    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def _length(request: HttpRequest) -> int:
    stated = request.META.get("CONTENT_LENGTH") or "0"
    return int(stated) if stated.isdecimal() else 0
