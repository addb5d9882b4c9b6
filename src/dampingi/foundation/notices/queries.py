from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.notices.models import Notice


def notices_for(actor: Actor, *, unread: bool = False):
    found = Notice.objects.filter(user=actor.user_id).order_by("-at")
    return found.filter(read_at=None) if unread else found
