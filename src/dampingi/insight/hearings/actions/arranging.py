import datetime
import uuid
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.insight.evaluation.actions import assign_raters
from dampingi.insight.evaluation.models import RaterAssignment
from dampingi.insight.hearings.actions.announcing import HARD, agenda_rows, tell_mentor
from dampingi.insight.hearings.actions.planning import frame_of, held
from dampingi.insight.hearings.models import Event, Seat, Talk
from dampingi.insight.hearings.queries import raters, wrong

MOVED = gettext_noop("Jadwal Anda dalam %(event)s berubah: %(day)s pukul %(hour)s, %(room)s.")


@transaction.atomic
def move_talk(*, by: Actor, talk: Talk, on: datetime.date, minute: int, room: int) -> list[Talk]:
    """To another hour or room. Where someone else presents then, both change places. What it would break is refused."""
    event = held(by, talk.event)
    rows = agenda_rows(event)
    found = _planned(rows, talk.id)
    slot = next((s for s in frame_of(event) if (s.day, s.minute) == (on.isoformat(), minute)), None)
    if slot is None or not 0 <= room < len(event.rooms):
        raise Refused(_("Jam atau ruang itu tidak ada dalam acara ini. Pilih dari daftarnya."))
    other = next(
        (t for t in rows if (t.on, t.minute, t.room) == (on, minute, room) and t.id != found.id), None
    )
    if other and other.state != Talk.State.PLANNED:
        raise Conflict(
            _("Presentasi %(name)s sudah berlangsung. Pilih jam lain.") % {"name": other.subject.name}
        )
    before = {p["says"] for p in wrong(event, rows)}
    exchanged = _exchanged(found, other) if other else []
    for each, _coming, leaving in exchanged:
        _require_unrated(each, leaving)
    _change_places(found, other, (on, slot.minute, slot.block, room))
    _require_no_worse(event, before)
    changed = [found, *([other] if other else [])]
    record_event(
        by=by, action="move_talk", subject=("hearings", event.id), region=event.region, programme=event.programme_id,
        detail={"talks": [str(t.id) for t in changed], "on": on.isoformat(), "minute": minute, "room": room},
    )  # fmt: skip
    if event.announced_at:
        for exchange in exchanged:
            _ask_again(by, *exchange)
        for each in changed:
            tell_mentor(event, each, MOVED)
    return changed


@transaction.atomic
def seat_raters(*, by: Actor, talk: Talk, users: Collection[uuid.UUID]) -> list[Seat]:
    """Who rates this mentor. Whoever has rated already stays; whoever is taken out is no longer asked."""
    event = held(by, talk.event)
    rows = agenda_rows(event)
    found = _planned(rows, talk.id)
    known = {r.id: r for r in raters(event)}
    if not set(users) <= set(known):
        raise Refused(_("Pilih anggota tim yang bermandat menilai."))
    before = {p["says"] for p in wrong(event, rows)}
    now = {s.user_id: s for s in found.seats.all()}  # type: ignore[attr-defined]
    leaving = [s for id, s in now.items() if id not in users]
    _require_unrated(found, leaving)
    Seat.objects.filter(id__in=[s.id for s in leaving]).delete()
    coming = [known[id] for id in users if id not in now]
    made = Seat.objects.bulk_create(Seat(talk=found, user=u) for u in coming)
    _require_no_worse(event, before)
    if event.announced_at:
        _ask_again(by, found, coming, leaving)
    record_event(
        by=by, action="seat_raters", subject=("hearings", event.id), region=event.region, programme=event.programme_id,
        detail={"talk": str(found.id), "came": len(coming), "left": len(leaving)}, values=sorted(map(str, users)),
    )  # fmt: skip
    return made


def _planned(rows: list[Talk], id: uuid.UUID) -> Talk:
    found = next(t for t in rows if t.id == id)
    if found.state != Talk.State.PLANNED:
        raise Conflict(_("Presentasi ini sudah berlangsung, jadwalnya tidak berubah lagi."))
    return found


def _change_places(found: Talk, other: Talk | None, to: tuple[datetime.date, int, int, int]) -> None:
    """Through a room that is none, so that no two are in one place on the way. The panels stay with their rooms and hours."""
    old = (found.on, found.minute, found.block, found.room)
    seats = {t.id: [s.user_id for s in t.seats.all()] for t in (found, other) if t}  # type: ignore[attr-defined]
    _put(found, (*old[:3], 32_000))
    if other:
        _put(other, old)
        _seat(other, seats[found.id])
        _seat(found, seats[other.id])
    _put(found, to)


def _exchanged(one: Talk, other: Talk) -> list[tuple[Talk, list[User], list[Seat]]]:
    """For each talk whose panel becomes the other's: who comes and who leaves."""
    seats = {t.id: {s.user_id: s for s in t.seats.all()} for t in (one, other)}  # type: ignore[attr-defined]
    return [
        (
            mine,
            [s.user for id, s in seats[theirs.id].items() if id not in seats[mine.id]],
            [s for id, s in seats[mine.id].items() if id not in seats[theirs.id]],
        )
        for mine, theirs in ((one, other), (other, one))
    ]


def _put(talk: Talk, place: tuple[datetime.date, int, int, int]) -> None:
    talk.on, talk.minute, talk.block, talk.room = place
    talk.save(update_fields=["on", "minute", "block", "room"])


def _seat(talk: Talk, users: list[uuid.UUID]) -> None:
    Seat.objects.filter(talk=talk).delete()
    Seat.objects.bulk_create(Seat(talk=talk, user_id=u) for u in users)


def _require_no_worse(event: Event, before: set[str]) -> None:
    """A change that breaks something new is refused, with what it breaks; what was amiss before does not stand in its way."""
    new = [
        p["says"] for p in wrong(event, agenda_rows(event)) if p["kind"] in HARD and p["says"] not in before
    ]
    if new:
        raise Refused(" ".join(new[:3]))


def _require_unrated(talk: Talk, leaving: list[Seat]) -> None:
    done = RaterAssignment.objects.filter(
        subject=talk.subject_id, rater__in=[s.user_id for s in leaving], ratings__isnull=False
    )
    if done.exists():
        raise Conflict(
            _(
                "Penilai itu sudah memberi nilai di sini. Nilainya tetap; benturan kepentingan dinyatakan dalam sanggahan."
            )
        )


def _ask_again(by: Actor, talk: Talk, coming: list[User], leaving: list[Seat]) -> None:
    gone = [s.user_id for s in leaving]
    RaterAssignment.objects.filter(
        subject=talk.subject_id, rater__in=gone, ratings=None, conflict=""
    ).delete()
    if coming:
        assign_raters(
            by=by, evaluation=talk.subject.evaluation, raters=coming, mentors=[talk.subject.mentor_id]
        )
