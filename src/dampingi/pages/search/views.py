from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.routes import for_anyone_logged_in
from dampingi.pages.search.queries import found_for

SHORTEST = 2


@for_anyone_logged_in
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("cari", "").replace("\0", "").strip()[:100]
    long_enough = len(text) >= SHORTEST
    found = found_for(request.actor, text) if long_enough else {}
    count = sum(group["count"] for group in found.values())
    context = {"text": text, "found": found, "count": count, "long_enough": long_enough}
    return render(request, "pages/search.html", context)
