from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.origins.models import Origin


def open_origin(*, by: Actor, door: str, reference: str = "", hash: str = "") -> Origin:
    return Origin.objects.create(door=door, reference=reference, hash=hash, by=by.label)
