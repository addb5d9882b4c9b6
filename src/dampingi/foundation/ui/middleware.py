from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dampingi.foundation.errors import Refused


def refusals(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Turns a refusal of the domain into a page that says why and gives a way on; nothing was written."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        template = "ui/refused_part.html" if getattr(request, "htmx", False) else "ui/refused.html"
        status = getattr(exception, "status", 409)
        return render(request, template, {"message": str(exception)}, status=status)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
