"""Likely repeats as far as a person reaches both records."""

import uuid

from django.db.models import F
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains
from dampingi.records.duplicates.models import Certainty, MergeBatch, Pair, Search


def pairs(actor: Actor):
    """All of them, decided or not, with both businesses and owners."""
    return Pair.objects.for_actor(actor, Permission.REVIEW_REPEATS).select_related(
        "left__owner", "right__owner", "model"
    )


def open_pairs(actor: Actor):
    return pairs(actor).filter(state=Pair.State.OPEN)


def pair_of(actor: Actor, id: uuid.UUID) -> Pair:
    found = pairs(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Pasangan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def next_pair(actor: Actor, after: Pair | None = None) -> Pair | None:
    """The likeliest that waits; after one, the next below it, and at the end the first again."""
    waiting = open_pairs(actor).order_by(F("weight").desc(), "id")
    if after is None:
        return waiting.first()
    below = waiting.exclude(pk=after.pk).filter(weight__lte=after.weight)
    return below.first() or waiting.exclude(pk=after.pk).first()


def searches(actor: Actor):
    return Search.objects.for_actor(actor, Permission.REVIEW_REPEATS).select_related("job", "model")


def batches(actor: Actor):
    return MergeBatch.objects.for_actor(actor, Permission.REVIEW_REPEATS)


def batch_of(actor: Actor, id: uuid.UUID) -> MergeBatch:
    found = batches(actor).select_related("search").filter(id=id).first()
    if found is None:
        raise Refused(_("Penggabungan otomatis itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def certainty_for(region: str) -> Certainty | None:
    """What holds for a region: the newest setting of the region itself or of one around it. None where nobody set any."""
    newest = Certainty.objects.order_by("-at", "-id")
    return next((each for each in newest if contains(each.region, region)), None)
