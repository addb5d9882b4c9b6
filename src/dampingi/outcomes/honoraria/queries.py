import uuid

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.outcomes.honoraria.models import Bundle


def bundles(actor: Actor):
    return Bundle.objects.for_actor(actor, Permission.VIEW_HONORARIA).select_related("programme", "document")


def bundle(actor: Actor, id: uuid.UUID) -> Bundle:
    found = bundles(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Berkas itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found
