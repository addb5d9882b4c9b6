import uuid
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.agenda import Placed, Slot, problems
from dampingi.engines.agenda import Talk as Planned
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.insight.evaluation.models import Evaluation, RaterAssignment
from dampingi.insight.evaluation.panel import RATE
from dampingi.insight.hearings.models import Event, Talk


def events(actor: Actor):
    return Event.objects.for_actor(actor, Permission.VIEW_EVALUATION).select_related("programme").distinct()


def event_of(actor: Actor, id: uuid.UUID) -> Event:
    found = events(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Acara itu tidak ada, atau bukan bagian Anda."), status=404)
    return found


def manages(actor: Actor, event: Event) -> bool:
    return actor.may(Permission.MANAGE_EVALUATION, region=event.region, programme=event.programme_id)


def oversees(actor: Actor, event: Event) -> bool:
    return actor.may(Permission.VIEW_EVALUATION, region=event.region, programme=event.programme_id)


def talks(actor: Actor, event: Event) -> list[Talk]:
    """All, for whoever oversees or sits on the panel; for a mentor their own."""
    found = Talk.objects.filter(event=event).select_related(
        "subject__mentor", "subject__evaluation__instrument"
    )
    found = found.prefetch_related("seats__user").order_by("on", "minute", "room")
    if oversees(actor, event) or event.attendees.filter(user=actor.user_id).exists():  # type: ignore[attr-defined]
        return list(found)
    return list(found.filter(subject__mentor__user=actor.user_id))


def talk_of(actor: Actor, event: Event, id: uuid.UUID) -> Talk:
    found = next((t for t in talks(actor, event) if t.id == id), None)
    if found is None:
        raise Refused(_("Presentasi itu tidak ada, atau bukan bagian Anda."), status=404)
    return found


def takes_part(actor: Actor, event: Event) -> bool:
    """Whoever notes what was said: the office and the panel."""
    return manages(actor, event) or event.attendees.filter(user=actor.user_id).exists()  # type: ignore[attr-defined]


def open_evaluations(actor: Actor):
    """Frozen, not closed, and not part of an event yet."""
    found = Evaluation.objects.for_actor(actor, Permission.MANAGE_EVALUATION).select_related(
        "programme", "instrument"
    )
    return found.filter(freeze__isnull=False, closure=None, hearings=None).order_by("level")


def conflicts(event: Event) -> frozenset[tuple[str, str]]:
    """(rater, mentor's user) who must not meet: declared, or the same person."""
    declared = RaterAssignment.objects.filter(subject__evaluation__hearings=event).exclude(conflict="")
    found = {(str(r), str(m)) for r, m in declared.values_list("rater", "subject__mentor__user")}
    own = event.attendees.values_list("user", flat=True)  # type: ignore[attr-defined]
    return frozenset(found | {(str(u), str(u)) for u in own})


def placed(rows: Iterable[Talk]) -> list[Placed]:
    """The agenda as the engine checks it. Talks of absent mentors are nobody's."""
    return [
        Placed(
            Planned(str(t.id), str(t.subject.evaluation_id), t.subject.region, str(t.subject.mentor.user_id)),
            Slot(t.on.isoformat(), t.minute, t.block), t.room, tuple(sorted(str(s.user_id) for s in t.seats.all())),  # type: ignore[attr-defined]
        )
        for t in rows
        if t.state != Talk.State.ABSENT
    ]  # fmt: skip


def wrong(event: Event, rows: list[Talk]) -> list[dict[str, Any]]:
    """What the agenda breaks, in words, with the cure."""
    names = {str(t.id): t.subject.name for t in rows}
    people = {str(s.user_id): s.user.name for t in rows for s in t.seats.all()}  # type: ignore[attr-defined]
    groups = {str(t.subject.evaluation_id): t.subject.evaluation.instrument.name for t in rows}
    coming = {str(t.id) for t in rows if t.state == Talk.State.PLANNED}
    found = problems(placed(rows), event.minutes, least=event.least, conflicts=conflicts(event))
    told = [p for p in found if p.kind == "disconnected" or p.keys[0] in coming]
    return [{"kind": p.kind, "says": _words(event, p, names, people, groups)} for p in told]


def _words(
    event: Event, p: Any, names: dict[str, str], people: dict[str, str], groups: dict[str, str]
) -> str:
    if p.kind == "disconnected":
        parts = "; ".join(", ".join(people[r] for r in part) for part in p.parts)
        return _(
            "%(group)s: penilainya terpisah (%(parts)s), jadi ketatnya tidak dapat disetarakan. Minta seorang penilai dari kelompok yang satu "
            "menilai juga satu pendamping kelompok lain, atau bagi presentasinya ke lebih banyak sesi supaya penilai bergiliran ruang."
        ) % {"group": groups[p.keys[0]], "parts": parts}
    if p.kind == "few_raters":
        return _("%(name)s: hanya %(n)s penilai, sedikitnya %(least)s. Tambah penilai, atau pindahkan presentasinya.") % {
            "name": names[p.keys[0]], "n": p.keys[1], "least": event.least,
        }  # fmt: skip
    if p.kind == "conflict":
        return _("%(rater)s berbenturan kepentingan dengan %(name)s. Pindahkan presentasinya, atau keluarkan penilainya.") % {
            "rater": people[p.keys[1]], "name": names[p.keys[0]],
        }  # fmt: skip
    both = {"one": names[p.keys[0]], "other": names[p.keys[1]]}
    if p.kind == "rater_double":
        told = both | {"rater": people[p.keys[2]]}
        return _("%(rater)s di dua tempat pada jam yang sama: %(one)s dan %(other)s.") % told
    if p.kind == "room_double":
        return _("%(one)s dan %(other)s di ruang dan jam yang sama.") % both
    return _("%(one)s dan %(other)s orang yang sama pada jam yang sama.") % both


def raters(event: Event) -> list[User]:
    found = event.attendees.filter(mandate=RATE).select_related("user").order_by("user__name", "user_id")  # type: ignore[attr-defined]
    return [a.user for a in found]
