from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.errors import bad_request


def refusals(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Turns a refusal of the domain into a page that says why and gives a way on; nothing was written."""

    def middleware(request: HttpRequest) -> HttpResponse:
        # PostgreSQL knows no NUL in a text; nobody types one
        if "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.path:
            return bad_request(request)
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        template = "ui/refused_part.html" if getattr(request, "htmx", False) else "ui/refused.html"
        status = getattr(exception, "status", 409)
        return render(request, template, {"message": str(exception)}, status=status)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
