from django.utils import timezone

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.audit.listing import TRAIL
from dampingi.foundation.audit.queries import events_for, head_on
from dampingi.foundation.ui.lists import respond


@requires(Permission.SEE_AUDIT)
def trail(request):
    head = head_on(timezone.localdate())
    return respond(request, TRAIL, events_for(request.actor), "audit/trail.html", {"head": head})
