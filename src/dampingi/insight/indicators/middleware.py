from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from dampingi.insight.indicators.catalogue import one_reading


def read_once(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A page asks a dozen times which indicators count; the database is asked once."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with one_reading():
            return answer(request)

    return middleware
