"""At the door: a card is scanned, its code typed or a name chosen, and its holder is present. Once, whoever scans again."""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.learning.actions.registrations import lock_training, placed
from dampingi.records.learning.models import Attendance, CardReplacement, Registration, Training
from dampingi.records.learning.queries.doors import PLACE, in_reach, lacks, number_of
from dampingi.records.learning.queries.registrations import taken
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.queries import require_open
from dampingi.records.programmes.rosters import require_active, today_in


class NotExpected(Conflict):
    """Somebody else's name is on the list; whoever keeps the session may let them in all the same."""

    def __init__(self, message: str, *, may_add: bool) -> None:
        super().__init__(message)
        self.may_add = may_add


@transaction.atomic
def let_in(
    *, by: Actor, training: uuid.UUID, enrolment: uuid.UUID, add: bool = False, today: datetime.date | None = None
) -> tuple[Attendance, bool]:  # fmt: skip
    """Returns the attendance and whether it is new: the first moment stays. `add` lets in who was not expected, while there are places."""
    person = _locked(by, enrolment)
    found = lock_training(training)
    if found is None or found.programme_id != person.programme_id:
        raise Refused(_("Peserta itu bukan peserta program pelatihan ini."), status=404)
    _require_now(found, person, today or today_in(found.region))
    rows = Attendance.objects.unscoped("of a participant in reach")
    known = rows.filter(training=found, enrolment=person).first()
    if known and known.present:
        return known, False
    lack = lacks(found, person)
    if lack:
        _require_added(by, found, person, lack, add)
    made = known or Attendance(
        training=found, enrolment=person, programme_id=person.programme_id, region=person.region
    )
    made.present, made.at = True, timezone.now()
    made.save()
    record_event(
        by=by, action="let_in", subject=("training", found.id), region=found.region, programme=found.programme_id,
        detail={"added": bool(lack)}, values=[str(person.id)],
    )  # fmt: skip
    return made, True


@transaction.atomic
def replace_card(*, by: Actor, enrolment: uuid.UUID, reason: str) -> CardReplacement:
    """The cards before are no good from now on."""
    person = _locked(by, enrolment)
    if not reason.strip():
        raise Refused(_("Tulis alasan mengganti kartu ini, misalnya hilang."))
    made = CardReplacement.objects.create(
        enrolment=person, programme_id=person.programme_id, region=person.region, number=number_of(person.id) + 1,
        by_name=by.name, reason=reason.strip()[:300],
    )  # fmt: skip
    record_event(
        by=by, action="replace_card", subject=("enrolment", person.id), region=person.region, programme=person.programme_id,
        reason=made.reason, detail={"number": made.number},
    )  # fmt: skip
    return made


def _locked(by: Actor, enrolment: uuid.UUID) -> Enrolment:
    """Before the training, in the order in which leaving the programme locks them."""
    reached = in_reach(by, enrolment)
    if reached is None:
        raise Refused(
            _("Peserta itu bukan dampingan atau wilayah Anda. Minta panitia memindainya."), status=404
        )
    rows = Enrolment.objects.unscoped("reach was checked").select_for_update(of=("self",), no_key=True)
    return rows.select_related("person").get(id=reached.id)


def _require_now(training: Training, person: Enrolment, today: datetime.date) -> None:
    if training.cancelled_at:
        raise Conflict(_("Pelatihan ini dibatalkan; kehadirannya tidak dapat dicatat."))
    if training.on != today:
        raise Conflict(_("Kartu dipindai pada hari pelatihan. Untuk hari lain, catat dari daftar hadir."))
    require_open(training.programme, training.on)
    if person.exited_on and person.exited_on < training.on:
        told = _("%(name)s sudah berhenti dari program; kartunya tidak berlaku lagi. Temui penyelenggara bila keliru.")  # fmt: skip
        raise Conflict(told % {"name": person.person.name})
    require_active(person, training.on, today=today)


def _require_added(by: Actor, training: Training, person: Enrolment, lack: str, add: bool) -> None:
    keeps = by.may(Permission.MANAGE_INTAKE, region=training.region, programme=training.programme_id)
    told: dict[str, object] = {"name": person.person.name}
    if not keeps:
        raise NotExpected(_("%(name)s tidak ada di daftar pelatihan ini. Minta panitia menambahkannya.") % told, may_add=False)  # fmt: skip
    free = (training.places or 0) - taken(training) if lack == PLACE else 1
    if free < 1:
        raise Conflict(_("%(name)s tidak mendapat tempat: %(places)d tempat sudah terisi. Tambah jumlah tempat di halaman pelatihan bila masih muat.") % (told | {"places": training.places}))  # fmt: skip
    if not add:
        raise NotExpected(_("%(name)s tidak ada di daftar pelatihan ini. Tambahkan bila memang boleh ikut.") % told, may_add=True)  # fmt: skip
    if lack == PLACE:
        _give_place(by, training, person)


def _give_place(by: Actor, training: Training, person: Enrolment) -> None:
    rows = Registration.objects.unscoped("of a training in hand")
    waiting = rows.filter(training=training, enrolment=person, left_at=None).first()
    if waiting:
        waiting.placed_at, waiting.waited = timezone.now(), True
        waiting.save(update_fields=["placed_at", "waited"])
    else:
        insert_objects(placed(by, training, [person]))
