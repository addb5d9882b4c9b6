import uuid
from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.batches import update_many
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains
from dampingi.records.programmes.intake import ApplicationIntake, Selection
from dampingi.records.programmes.models import Application, Priority, Programme, Scheme


@transaction.atomic
def apply(*, by: Actor, programme: Programme, rows: Sequence[ApplicationIntake]) -> list[Application]:
    """Take in applications, from any door; a person applies once per programme."""
    schemes = {s.code: s for s in programme.schemes.all()}
    for region in {r.region for r in rows}:
        by.require(Permission.MANAGE_INTAKE, region=region, programme=programme.id)
    _check_rows(programme, rows, schemes)
    made = [
        Application(
            programme=programme, scheme=schemes[r.scheme], person_id=r.person_id, region=r.region, priority=r.priority,
            door=r.door, idea=r.idea, criteria_met=list(r.criteria_met), applied_on=r.applied_on,
        )
        for r in rows
    ]  # fmt: skip
    Application.objects.bulk_create(made, batch_size=1000)
    _audit(by, "apply", programme, made)
    return made


def _check_rows(programme: Programme, rows: Sequence[ApplicationIntake], schemes: dict[str, Scheme]) -> None:
    for r in rows:
        if r.scheme not in schemes:
            raise Refused(_("Skema %(scheme)s tidak ada di program ini.") % {"scheme": r.scheme})
        if not contains(programme.region, r.region):
            raise Refused(_("Wilayah %(region)s di luar program ini.") % {"region": r.region})
        if r.priority not in Priority.values:
            raise Refused(_("Kelompok prioritas %(priority)s tidak dikenal.") % {"priority": r.priority})
    people = [r.person_id for r in rows]
    earlier = set(
        Application.objects.unscoped("only asks whether they applied")
        .filter(programme=programme)
        .values_list("person_id", flat=True)
    )
    if len(set(people)) < len(people) or earlier & set(people):
        raise Conflict(_("Ada orang yang mendaftar dua kali. Satu orang satu pendaftaran per program."))


@transaction.atomic
def select(*, by: Actor, programme: Programme) -> Selection:
    """Decide the submitted applications: criteria first, then per kelurahan priority groups and date of application
    up to the quota; the rest wait in that order."""
    by.require(Permission.MANAGE_INTAKE, region=programme.region, programme=programme.id)
    lock_places(programme.id)
    waiting_rows = list(
        Application.objects.for_actor(by, Permission.MANAGE_INTAKE)
        .select_for_update(of=("self",))
        .filter(programme=programme, state=Application.State.SUBMITTED)
        .select_related("scheme")
        .order_by("applied_on", "id")
    )
    places = _places_left(programme)
    found, lists = Selection(), defaultdict(list)
    for a in waiting_rows:
        missing = [c["text"] for c in a.scheme.criteria if c["required"] and c["code"] not in a.criteria_met]
        if missing:
            a.state, a.reason = Application.State.REJECTED, "; ".join(missing)
            found.rejected += 1
        else:
            lists[a.region].append(a)
    for region, listed in lists.items():
        _fill(listed, places.get(region, 0), found)
    found.unfilled = {r: left for r, n in places.items() if (left := n - _accepted(lists.get(r, []))) > 0}
    _save(by, programme, waiting_rows)
    return found


def lock_places(programme: uuid.UUID) -> None:
    """Whoever gives out places of a programme does so alone until their transaction ends."""
    Programme.objects.select_for_update().get(id=programme)


def _fill(listed: list[Application], places: int, found: Selection) -> None:
    listed.sort(key=lambda a: (a.priority == Priority.NONE, a.applied_on, a.id))
    for place, a in enumerate(listed, 1):
        a.place = place
        if place <= places:
            a.state = Application.State.ACCEPTED
            found.accepted += 1
        else:
            a.state = Application.State.WAITING
            found.waiting += 1


def _accepted(listed: list[Application]) -> int:
    return sum(a.state == Application.State.ACCEPTED for a in listed)


def _places_left(programme: Programme) -> dict[str, int]:
    places = dict(programme.quotas.values_list("region", "places"))
    taken = Application.objects.unscoped("counts places only").filter(
        programme=programme, state=Application.State.ACCEPTED
    )
    for region in taken.values_list("region", flat=True):
        places[region] = places.get(region, 0) - 1
    return {r: max(0, n) for r, n in places.items()}


def _save(by: Actor, programme: Programme, rows: list[Application]) -> None:
    now = timezone.now()
    for a in rows:
        a.decided_by, a.decided_at = by.label, now
    update_many(Application, ["state", "place", "reason", "decided_by", "decided_at"], rows)
    _audit(by, "select", programme, rows)


def _audit(by: Actor, action: str, programme: Programme, rows: Sequence[Application]) -> None:
    record_event(
        by=by, action=f"{action}_applications", subject=("programme", programme.id), region=programme.region,
        programme=programme.id, detail={"rows": len(rows)}, values=[(str(a.id), a.state, a.place) for a in rows],
    )  # fmt: skip
