import uuid

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import depth
from dampingi.records.cooperatives.models import BookYear, Cooperative


def cooperatives(actor: Actor):
    return Cooperative.objects.for_actor(actor, Permission.VIEW_COOPERATIVES).filter(archived_at=None)


def managed(actor: Actor):
    return Cooperative.objects.for_actor(actor, Permission.MANAGE_COOPERATIVES).filter(archived_at=None)


def cooperative_of(found, id: uuid.UUID) -> Cooperative:
    one = found.filter(id=id).first()
    if one is None:
        raise Refused(_("Koperasi itu tidak ada, atau di luar wilayah Anda."), status=404)
    return one


def year_of(cooperative: Cooperative, year: int) -> BookYear | None:
    return BookYear.objects.filter(cooperative=cooperative, year=year).first()


def authority_words(cooperative: Cooperative) -> str:
    """Whose it is to guide and assess, by where its members live."""
    return (
        _("Pemerintah pusat"), _("Provinsi"), _("Kabupaten/kota"),
    )[min(2, depth(cooperative.members_area))]  # fmt: skip
