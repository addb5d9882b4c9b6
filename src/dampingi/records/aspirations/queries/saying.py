"""What is told of aspirations in public, and who may decide that."""

import uuid
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.approvals.queries import may_decide
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import exists, names
from dampingi.records.aspirations.models import Aspiration, Box, State, Wording
from dampingi.records.aspirations.queries.reading import aspiration, standing

NAME = "aspiration_wording"
MOST = 200


@dataclass(frozen=True)
class Told:
    """`asked`: how many in this kecamatan asked it; `state` as it stands today."""

    said: str
    did: str
    state: str
    state_name: str
    asked: int
    wording: Wording


@dataclass(frozen=True)
class Page:
    """`counts`: (key, count) of the kecamatan: received, answered, planned, done, not_possible."""

    counts: dict[str, int]
    told: list[Told]


def seen_row(actor: Actor, id: uuid.UUID) -> Aspiration:
    return aspiration(actor, id)


def wording_of(row: Aspiration) -> Wording | None:
    return Wording.objects.unscoped("of an aspiration the reader sees").filter(aspiration=row).first()


def waiting(actor: Actor, wording: Wording) -> Approval | None:
    """The approval this reader may decide now."""
    rows = Approval.objects.unscoped("of a wording the reader may see").filter(
        workflow=NAME, subject_id=wording.id, version=wording.version, state=Approval.State.WAITING
    )
    found = rows.prefetch_related("verdicts").first()
    return found if found and may_decide(actor, found) else None


def heard_districts() -> list[tuple[str, str]]:
    """Kecamatan with an open link or any aspiration, for everyone."""
    rows = Aspiration.objects.unscoped("public: where anything was heard")
    codes = set(rows.order_by().values_list("region", flat=True).distinct())
    opened = Box.objects.unscoped("public: where one may ask").filter(closed_at=None)
    codes |= set(opened.values_list("region", flat=True))
    return sorted(names(codes).items(), key=lambda pair: (pair[0][:5], pair[1]))


def page_of(district: str) -> Page:
    """Refused for what is no kecamatan in which anything was heard."""
    rows = standing(Aspiration.objects.unscoped("public: counts of a kecamatan").filter(region=district))
    held = list(rows.values_list("id", "joins", "now", "replied_at"))
    opened = Box.objects.unscoped("public: is it open?").filter(region=district, closed_at=None)
    if not (held or opened.exists()) or not exists(district):
        raise Refused(_("Halaman kecamatan itu belum ada."), status=404)
    counts = {"received": len(held), "answered": sum(r is not None for _i, _j, _n, r in held)}
    for state in (State.PLANNED, State.DONE, State.NOT_POSSIBLE):
        counts[state.value] = sum(now == state for _i, _j, now, _r in held)
    asked: dict[uuid.UUID, int] = {}
    for id, joins, _now, _replied in held:
        asked[joins or id] = asked.get(joins or id, 0) + 1
    return Page(counts, _told(district, asked))


def _told(district: str, asked: dict[uuid.UUID, int]) -> list[Told]:
    here = Q(aspiration__region=district) | Q(aspiration__joined__region=district)
    rows = Wording.objects.unscoped("public: approved words").filter(here, state=Wording.State.PUBLISHED)
    found = rows.select_related("aspiration").distinct().order_by("-published_at", "id")[:MOST]
    return [
        Told(
            w.said,
            w.did,
            w.aspiration.state,
            str(State(w.aspiration.state).label),
            asked.get(w.aspiration_id, 0),
            w,
        )
        for w in found
        if w.aspiration.joins_id is None
    ]
