"""What waits about products: to be checked, photographed, paid; and what a participant is asked."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.states import State
from dampingi.pages.home.waiting import Work
from dampingi.records.catalogue.models import Product
from dampingi.records.catalogue.models import State as ProductState
from dampingi.records.interventions.months import months_for
from dampingi.records.interventions.queries import takers
from dampingi.records.photojobs.models import State as JobState
from dampingi.records.photojobs.queries import jobs, late
from dampingi.records.placements.listing import unpaid
from dampingi.records.placements.queries import own_lines, placements, unanswered


def unchecked_products(actor: Actor) -> Work | None:
    if not actor.regions(Permission.CHECK_PRODUCTS):
        return None
    rows = Product.objects.for_actor(actor, Permission.VIEW_PRODUCTS)
    count = rows.filter(state=ProductState.WAITING).count()
    href = f"{reverse('products')}?keadaan={ProductState.WAITING}"
    return Work(count, _("produk menunggu diperiksa"), _("Sebelum tayang di katalog"), href, "store")


def late_photos(actor: Actor, today: datetime.date) -> Work | None:
    if not actor.regions(Permission.ASK_PHOTO_JOBS):
        return None
    count = jobs(actor).filter(late(today)).count()
    href = f"{reverse('photo_jobs')}?tenggat=ya"
    return Work(count, _("permintaan foto lewat tenggat"), _("Ingatkan mitranya"), href, "camera", State.LATE)


def unpaid_shelves(actor: Actor) -> Work | None:
    if not actor.regions(Permission.KEEP_PLACEMENTS):
        return None
    href = f"{reverse('placements')}?perhitungan=dibayar"
    return Work(
        unpaid(placements(actor)).count(), _("titip jual menunggu dibayar mitra"), _("Perhitungannya sudah disetujui"), href, "money"
    )  # fmt: skip


def photos_to_choose(actor: Actor) -> list[Any]:
    """A participant's own photo jobs whose photos wait for an answer."""
    if not actor.holds(Permission.ASK_PHOTO_JOBS):
        return []
    return list(
        jobs(actor, Permission.ASK_PHOTO_JOBS).filter(state=JobState.HANDED_IN).order_by("due_on")[:3]
    )


def shelves_to_answer(actor: Actor) -> list[Any]:
    """A participant's own products of which the office asks whether they may stand with a partner."""
    if not actor.holds(Permission.SEE_OWN_PLACEMENTS):
        return []
    return list(unanswered(own_lines(actor))[:3])


def turnover_to_tell(actor: Actor, today: datetime.date) -> list[Any]:
    """A participant's interventions of which a month could be written and was not."""
    if not actor.holds(Permission.NOTE_INTERVENTIONS):
        return []
    rows = takers(actor, Permission.NOTE_INTERVENTIONS).order_by("-intervention__ends_on", "id")[:6]
    return [t for t in rows if _untold(t, today)][:3]


def _untold(taker: Any, today: datetime.date) -> bool:
    sides = (("before", taker.before), ("after", taker.after))
    return any(amount is None and months_for(taker.intervention, side, today) != [] for side, amount in sides)
