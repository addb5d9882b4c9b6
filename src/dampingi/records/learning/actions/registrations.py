"""Places in a training: who asks has one or waits in the order of asking; whoever leaves makes room for the first who waits."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.rowwise import each_row, insert_objects
from dampingi.foundation.ui.formats import day as written
from dampingi.records.learning.models import Attendance, Invitation, Registration, Training
from dampingi.records.learning.queries.registrations import last_number, taken, waiting
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.queries import mentors_of
from dampingi.records.programmes.rosters import today_in

MOST_PLACES = 2000
PLACED = gettext_noop("%(name)s mendapat tempat di pelatihan %(title)s, %(day)s.")
MOVED_UP = gettext_noop(
    "%(name)s tidak menunggu lagi: ada tempat di pelatihan %(title)s, %(day)s. Beri tahu bila berhalangan."
)
WAITS = gettext_noop("%(name)s menunggu tempat di pelatihan %(title)s, %(day)s.")
LEFT = gettext_noop("%(name)s tidak lagi terdaftar di pelatihan %(title)s, %(day)s.")
CALLED_OFF = gettext_noop("Pelatihan %(title)s pada %(day)s dibatalkan. %(name)s terdaftar di sana.")


@transaction.atomic
def set_registration(
    *, by: Actor, training: uuid.UUID, places: int | None, closes_on: datetime.date | None = None,
    today: datetime.date | None = None,
) -> Training:  # fmt: skip
    """Say how many may come and until when they register. More places go to those who wait; without places nobody registers."""
    found = lock_training(training)
    if found is None or not by.may(
        Permission.MANAGE_INTAKE, region=found.region, programme=found.programme_id
    ):
        raise Refused(_("Pelatihan itu tidak ada, atau di luar wilayah Anda."), status=404)
    _require_coming(found, today)
    closes = check_places(places, closes_on, found.on)
    asked = _current(found)
    if places is None and asked.exists():
        raise Conflict(_("Sudah ada yang mendaftar. Keluarkan mereka dahulu, atau isi jumlah tempatnya."))
    if places is not None and places < (held := taken(found)):
        told = _("%(held)d peserta sudah mendapat tempat. Isi sedikitnya %(held)d, atau keluarkan sebagian.")
        raise Conflict(told % {"held": held})
    found.places, found.closes_on = places, closes
    found.save(update_fields=["places", "closes_on"])
    _event(by, "set_registration", found, detail={"places": places, "closes_on": str(closes or "")})
    fill(found, today=today)
    return found


def check_places(
    places: int | None, closes_on: datetime.date | None, on: datetime.date
) -> datetime.date | None:
    """The last day to register, by default the day itself; None where nobody registers."""
    if places is None:
        if closes_on:
            raise Refused(_("Isi jumlah tempat, atau kosongkan batas pendaftaran."))
        return None
    if not 1 <= places <= MOST_PLACES:
        raise Refused(_("Isi jumlah tempat antara 1 dan %(most)d.") % {"most": MOST_PLACES})
    if closes_on and closes_on > on:
        raise Refused(_("Pendaftaran ditutup paling lambat pada hari pelatihan. Perbaiki batasnya."))
    return closes_on or on


@transaction.atomic
def register(
    *, by: Actor, training: uuid.UUID, enrolments: Sequence[uuid.UUID], today: datetime.date | None = None
) -> list[Registration]:
    """Register participants in this order, all or none: a place while there are places, then the waiting list."""
    wanted = list(dict.fromkeys(enrolments))
    if not wanted:
        raise Refused(_("Belum ada peserta yang dipilih. Centang sedikitnya satu."))
    people = _participants(by, wanted)
    found = lock_training(training)
    if found is None:
        raise Refused(_("Pelatihan itu tidak ada, atau di luar wilayah Anda."), status=404)
    desk = by.may(Permission.MANAGE_INTAKE, region=found.region, programme=found.programme_id)
    _require_open(found, today)
    asked = set(_current(found).values_list("enrolment", flat=True))
    invited = _invited(found)

    def checked(id: uuid.UUID) -> Enrolment:
        person = people.get(id)
        if person is None:
            raise Refused(_("Peserta itu tidak ada, atau di luar wilayah Anda."), status=404)
        _require_fits(found, person, invited, desk)
        if id in asked:
            raise Conflict(_("%(name)s sudah terdaftar di pelatihan ini.") % {"name": person.person.name})
        return person

    made = placed(by, found, each_row(wanted, checked))
    insert_objects(made)
    _event(by, "register_for_training", found,
           detail={"rows": len(made), "waiting": sum(r.placed_at is None for r in made)},
           values=[str(r.enrolment_id) for r in made])  # fmt: skip
    _tell(found, PLACED, [r for r in made if r.placed_at], by)
    _tell(found, WAITS, [r for r in made if not r.placed_at], by)
    return made


@transaction.atomic
def step_back(
    *, by: Actor, registration: uuid.UUID, reason: str = "", today: datetime.date | None = None
) -> Registration:
    """Give a place or a turn back; the first who waits moves up. Whoever takes another's away says why."""
    reached = Registration.objects.for_actor(by, Permission.JOIN_TRAININGS).filter(id=registration)
    row = reached.select_related("enrolment__person").first()
    if row is None:
        raise Refused(_("Pendaftaran itu tidak ada, atau di luar wilayah Anda."), status=404)
    found = lock_training(row.training_id)
    assert found is not None
    row.refresh_from_db(fields=["left_at", "placed_at"])
    if row.left_at:
        raise Conflict(_("Pendaftaran ini sudah ditarik."))
    _require_coming(found, today)
    if _on_roll(found, row.enrolment_id):
        raise Conflict(_("Kehadirannya sudah dicatat; pendaftarannya tidak dapat ditarik lagi."))
    own = by.user_id is not None and row.enrolment.person.user_id == by.user_id
    if not own and not reason.strip():
        raise Refused(_("Tulis alasan menarik pendaftaran peserta ini."))
    _leave([row], by.name, reason.strip())
    _event(by, "leave_training", found, reason=reason.strip(), values=[str(row.enrolment_id)])
    _tell(found, LEFT, [row], by)
    fill(found, today=today)
    return row


def leave_all(by: Actor, enrolment: Enrolment, on: datetime.date) -> None:
    """Who leaves the programme makes room in every training after that day."""
    rows = Registration.objects.unscoped("of a participation that was ended").filter(
        enrolment=enrolment, left_at=None, training__on__gt=on, training__cancelled_at=None
    )
    for row in rows.select_related("enrolment__person").order_by("training"):
        found = lock_training(row.training_id)
        assert found is not None
        if found.on >= today_in(found.region):
            _leave([row], by.name, _("Berhenti dari program."))
            fill(found)


def fill(training: Training, *, today: datetime.date | None = None) -> list[Registration]:
    """Free places to those who waited longest, who are told. The training is locked."""
    free = (training.places or 0) - taken(training)
    if free <= 0 or training.cancelled_at or training.on < (today or today_in(training.region)):
        return []
    moved = list(waiting(training)[:free])
    for row in moved:
        row.placed_at, row.waited = timezone.now(), True
        row.save(update_fields=["placed_at", "waited"])
    _tell(training, MOVED_UP, moved)
    return moved


def tell_called_off(by: Actor, training: Training) -> None:
    _tell(training, CALLED_OFF, list(_current(training).select_related("enrolment__person")), by)


def lock_training(id: uuid.UUID) -> Training | None:
    """The row whose places are given out: one at a time. Rows that only point at it need not wait."""
    rows = Training.objects.unscoped("reach is checked by whoever asks")
    return rows.select_for_update(no_key=True).filter(id=id).first()


def _participants(by: Actor, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Enrolment]:
    """Locked before the training, in the order in which leaving the programme locks them."""
    reached = Enrolment.objects.for_actor(by, Permission.JOIN_TRAININGS).filter(id__in=ids)
    rows = Enrolment.objects.unscoped("reach is checked by the ids").filter(pk__in=reached.values("pk"))
    locked = rows.select_for_update(of=("self",), no_key=True).select_related("person").order_by("pk")
    return {e.id: e for e in locked}


def _require_open(training: Training, today: datetime.date | None) -> None:
    _require_coming(training, today)
    if training.places is None or training.closes_on is None:
        raise Conflict(_("Pelatihan ini tanpa pendaftaran: semua peserta wilayahnya diundang."))
    if training.closes_on < (today or today_in(training.region)):
        told = _("Pendaftaran sudah ditutup %(day)s. Minta penyelenggara memperpanjangnya.")
        raise Conflict(told % {"day": written(training.closes_on)})


def _require_coming(training: Training, today: datetime.date | None) -> None:
    if training.cancelled_at:
        raise Conflict(_("Pelatihan ini dibatalkan: %(why)s.") % {"why": training.cancel_reason.rstrip(".")})
    if training.on < (today or today_in(training.region)):
        raise Conflict(_("Pelatihan ini sudah berlangsung. Pilih pelatihan yang akan datang."))


def _require_fits(
    training: Training, enrolment: Enrolment, invited: set[uuid.UUID] | None, desk: bool
) -> None:
    if enrolment.programme_id != training.programme_id:
        raise Refused(_("Peserta itu bukan peserta program pelatihan ini."))
    if enrolment.exited_on and enrolment.exited_on < training.on:
        raise Refused(_("%(name)s sudah berhenti dari program.") % {"name": enrolment.person.name})
    if desk:
        return
    if invited is not None and enrolment.id not in invited:
        raise Refused(_("Pelatihan ini untuk usaha yang diundang saja. Hubungi penyelenggara."))
    if invited is None and not contains(training.region, enrolment.region):
        raise Refused(_("Pelatihan ini untuk peserta wilayah lain. Pilih pelatihan di wilayah sendiri."))


def _invited(training: Training) -> set[uuid.UUID] | None:
    """The participants it was planned for; None where it is open to its region."""
    asked = Invitation.objects.unscoped("of a training in hand").filter(training=training)
    return set(asked.exclude(enrolment=None).values_list("enrolment", flat=True)) if asked.exists() else None


def placed(by: Actor, training: Training, people: Sequence[Enrolment]) -> list[Registration]:
    free, now = (training.places or 0) - taken(training), timezone.now()
    last = last_number(training)
    return [
        Registration(
            training=training, enrolment=each, programme_id=each.programme_id, region=each.region,
            number=last + n, at=now, by=by.user_id, by_name=by.name, placed_at=now if n <= free else None,
        )
        for n, each in enumerate(people, 1)
    ]  # fmt: skip


def _leave(rows: Iterable[Registration], who: str, why: str) -> None:
    for row in rows:
        row.left_at, row.left_by_name, row.left_reason = timezone.now(), who, why[:300]
        row.save(update_fields=["left_at", "left_by_name", "left_reason"])


def _current(training: Training) -> QuerySet:
    rows = Registration.objects.unscoped("of a training in hand")
    return rows.filter(Q(left_at=None), training=training)


def _on_roll(training: Training, enrolment: uuid.UUID) -> bool:
    rows = Attendance.objects.unscoped("whether it took place")
    return bool(rows.filter(training=training, enrolment=enrolment).exists())


def _tell(training: Training, text: str, rows: Sequence[Registration], by: Actor | None = None) -> None:
    """The participant and their mentor, but nobody of what they did themselves."""
    mentors = mentors_of([r.enrolment_id for r in rows], on=today_in(training.region)) if rows else {}
    for row in rows:
        person, mentor = row.enrolment.person, mentors.get(row.enrolment_id)
        values = {"name": person.name, "title": training.title, "day": training.on.isoformat()}
        asker = by.user_id if by else None
        if person.user_id and person.user_id != asker:
            notify(users=[person.user_id], text=text, values=values, url=reverse("own_trainings"))
        if mentor and mentor.user_id != asker:
            notify(
                users=[mentor.user_id], text=text, values=values, url=reverse("registration", args=[row.id])
            )


def _event(by: Actor, action: str, training: Training, **more: Any) -> None:
    record_event(
        by=by, action=action, subject=("training", training.id), region=training.region,
        programme=training.programme_id, **more,
    )  # fmt: skip
