"""Rounds and entries as one person may see them. A draft is read only by those who write it."""

import datetime
import uuid
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.grants import grants
from dampingi.foundation.accounts.models import Assignment
from dampingi.foundation.accounts.permissions import Permission, Reach, Role
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import name_of
from dampingi.insight.rounds.models import Edition, Entry, Letter, Minutes, Outcome, Round

SEE = Permission.VIEW_ROUNDS


def rounds(actor: Actor) -> Any:
    """Those of the actor's regions, and those that invited one of them; newest first."""
    invited = Entry.objects.for_actor(actor, SEE).filter(round=OuterRef("pk"))
    own = Round.objects.for_actor(actor, SEE).values("pk")
    rows = Round.objects.unscoped("narrowed to the actor's own and those that invited them")
    return rows.filter(Q(pk__in=own) | Exists(invited)).order_by("-ends_on", "-starts_on", "-at")


def round_(actor: Actor, id: uuid.UUID) -> Round:
    found = rounds(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Putaran itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def entries(actor: Actor) -> Any:
    return Entry.objects.for_actor(actor, SEE).select_related("round")


def entry(actor: Actor, id: uuid.UUID) -> Entry:
    found = entries(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Isian itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def edition(actor: Actor, id: uuid.UUID) -> Edition:
    found = Edition.objects.for_actor(actor, SEE).select_related("entry__round").filter(id=id).first()
    if found is None:
        raise Refused(_("Edisi itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def holds_round(actor: Actor, round: Round) -> bool:
    """Whether this person acts for the very region that asked: a province looks at its cities' rounds and leaves them to them."""
    return actor.user_id is not None and _of_the_very_region(actor, Permission.HOLD_ROUNDS, round.region)


def require_holds(actor: Actor, region: str) -> None:
    if not _of_the_very_region(actor, Permission.HOLD_ROUNDS, region):
        raise Denied(_("Putaran ini dipegang oleh %(place)s sendiri.") % {"place": name_of(region)})


def _of_the_very_region(actor: Actor, permission: Permission, region: str) -> bool:
    return any(s.reach is Reach.REGION and s.region == region for s in actor.scopes(permission))


def reports_for(actor: Actor, region: str) -> bool:
    """Whether this person writes for the region: only who is appointed to it, never whoever is above."""
    return actor.user_id is not None and _of_the_very_region(actor, Permission.REPORT_ROUNDS, region)


def reporters(region: str, *, on: datetime.date) -> list[uuid.UUID]:
    """Users who write for the region."""
    roles = [r for r in Role if Permission.REPORT_ROUNDS in grants(r, depth(region))]
    held = Assignment.objects.on(on).filter(region=region, role__in=roles, user__is_active=True)
    return list(held.values_list("user", flat=True).distinct())


def intact(found: Edition | Minutes) -> bool:
    """Whether what is stored is still what was frozen."""
    return digest(found.body) == found.hash


def latest(found: Entry) -> Edition | None:
    """The newest edition handed in. The caller has checked the entry."""
    return found.editions.order_by("-number").first()


def letter_of(found: Edition) -> Letter | None:
    """The caller has checked the edition."""
    return Letter.objects.filter(edition=found).first()


def ever_accepted(found: Round) -> bool:
    """Also what was opened again since: minutes may rest on it. The caller has checked the round."""
    rows = Edition.objects.unscoped("of a round in hand").filter(entry__round=found)
    return rows.filter(outcome__in=(Outcome.ACCEPTED, Outcome.REOPENED)).exists()


def changed_since(found: Minutes) -> int:
    """Regions whose report is another now than the minutes hold: opened again, or handed in anew. The caller has checked the minutes."""
    held = {line["region"]: line for line in found.body["lines"] if line.get("edition")}
    rows = (
        Edition.objects.unscoped("of minutes in hand").filter(entry__round=found.round_id).order_by("number")
    )
    now = {e.entry.region: e for e in rows.select_related("entry")}
    return sum(
        now[r].number != line["edition"] or now[r].outcome == Outcome.REOPENED
        for r, line in held.items()
        if r in now
    )


def minutes(actor: Actor, id: uuid.UUID) -> Minutes:
    found = Minutes.objects.for_actor(actor, SEE).select_related("round").filter(id=id).first()
    if found is None:
        raise Refused(_("Berita acara itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found
