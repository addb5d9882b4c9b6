import uuid
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Refused
from dampingi.insight.reviews.counting import frozen_person
from dampingi.insight.reviews.models import Counted, ExitRule, Freeze
from dampingi.insight.reviews.rates import again
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import programmes

READ = Permission.PRINT_REPORTS


def readable(actor: Actor) -> list[Programme]:
    """The programmes whose evaluation the actor reads: those they reach whole."""
    return [p for p in programmes(actor) if actor.may(READ, region=p.region, programme=p.id)]


def rule_of(programme: Programme) -> ExitRule | None:
    rows = ExitRule.objects.unscoped("published").filter(programme=programme)
    return rows.order_by("-number").first()


def rules_of(programme: Programme) -> list[ExitRule]:
    rows = ExitRule.objects.unscoped("published").filter(programme=programme)
    return list(rows.order_by("-number"))


def next_number(programme: Programme) -> int:
    rows = Freeze.objects.unscoped("to number it").filter(programme=programme)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


def freezes(actor: Actor) -> Any:
    return Freeze.objects.for_actor(actor, READ).select_related("programme", "rule")


def freeze_of(actor: Actor, id: uuid.UUID) -> Freeze:
    found = freezes(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Evaluasi itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def counted(actor: Actor, freeze: Freeze) -> Any:
    return Counted.objects.for_actor(actor, READ).filter(freeze=freeze)


def recomputed(freeze: Freeze) -> dict[str, Any]:
    """The body again, from the frozen people and the rule and definition stored with them."""
    rows = Counted.objects.unscoped("the whole freeze").filter(freeze=freeze).order_by("region", "id")
    return again(freeze.body, [frozen_person(row) for row in rows])


def holds(freeze: Freeze) -> bool:
    """Whether the stored figures are those of the frozen people, digit by digit."""
    return digest(recomputed(freeze)) == freeze.hash == digest(freeze.body)
