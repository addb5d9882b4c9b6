import datetime
import uuid
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains
from dampingi.records.catalogue.models import Product
from dampingi.records.catalogue.models import State as ProductState
from dampingi.records.partners.models import Partner
from dampingi.records.partners.queries import active_on
from dampingi.records.photojobs.models import WITH_PARTNER, JobPhoto, PhotoJob

SHOOTERS = ("polytechnic", "university", "school", "media", "association")
"""Kinds of partners whose people make photos."""


def jobs(actor: Actor, permission: Permission = Permission.VIEW_PHOTO_JOBS) -> Any:
    return PhotoJob.objects.for_actor(actor, permission).select_related("product__business", "partner")


def job_of(found: Any, id: uuid.UUID) -> PhotoJob:
    one = found.filter(id=id).first()
    if one is None:
        raise Refused(_("Permintaan foto itu tidak ada, atau bukan untuk Anda."), status=404)
    return one


def photos_of(job: PhotoJob) -> list[JobPhoto]:
    return list(job.photos.filter(removed_at=None).order_by("at", "id"))


def photo_of(actor: Actor, permission: Permission, id: uuid.UUID) -> JobPhoto:
    rows = JobPhoto.objects.for_actor(actor, permission).filter(removed_at=None)
    found = rows.filter(id=id).select_related("job").first()
    if found is None:
        raise Refused(_("Foto itu tidak ada lagi, atau bukan untuk Anda."), status=404)
    return found


def askable(actor: Actor) -> Any:
    """Products for which the actor may ask for photos."""
    rows = Product.objects.for_actor(actor, Permission.ASK_PHOTO_JOBS).exclude(state=ProductState.WITHDRAWN)
    return rows.filter(business__archived_at=None).select_related("business")


def shooters_for(region: str, day: datetime.date) -> list[Partner]:
    """Partners that make photos and work where the business is."""
    rows = (
        Partner.objects.unscoped("whom one may ask")
        .filter(active_on(day), kind__in=SHOOTERS)
        .order_by("name")
    )
    return [p for p in rows if contains(p.region, region)]


def late(day: datetime.date) -> Q:
    return Q(state__in=WITH_PARTNER, due_on__lt=day)
