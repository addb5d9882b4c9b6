from django.core.paginator import Paginator
from django.shortcuts import render

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.audit.queries import events_for


@requires(Permission.SEE_AUDIT)
def trail(request):
    page = Paginator(events_for(request.actor), 50).get_page(request.GET.get("halaman"))
    return render(request, "audit/trail.html", {"page": page})
