"""Who is expected at a session, whose card it is, and whom the actor may let in."""

import uuid
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains, inside
from dampingi.foundation.ui.formats import moment
from dampingi.records.learning.cards import code_of, codes_of, heard
from dampingi.records.learning.models import Attendance, CardReplacement, Invitation, Registration, Training
from dampingi.records.learning.queries.trainings import trainings
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.rosters import today_in

MAY_LET_IN = (Permission.MANAGE_INTAKE, Permission.RECORD_VISITS)
PLACE, INVITATION, REGION = "place", "invitation", "region"


def lacks(training: Training, enrolment: Enrolment) -> str:
    """What the participant lacks to be expected: '' for nothing."""
    if training.places is not None:
        return "" if _placed(training).filter(enrolment=enrolment).exists() else PLACE
    asked = Invitation.objects.unscoped("whether it is for chosen ones").filter(training=training)
    if asked.exists():
        return "" if asked.filter(enrolment=enrolment).exists() else INVITATION
    return "" if contains(training.region, enrolment.region) else REGION


def in_reach(actor: Actor, enrolment: uuid.UUID) -> Enrolment | None:
    for permission in MAY_LET_IN:
        rows = Enrolment.objects.for_actor(actor, permission).filter(id=enrolment)
        if found := rows.select_related("person", "business").first():
            return found
    return None


def awaited(actor: Actor, training: Training) -> list[Enrolment]:
    """Those in reach who are expected and not marked as present yet."""
    there = Attendance.objects.unscoped("whether they came").filter(
        training=training, enrolment=OuterRef("pk"), present=True
    )
    found: dict[uuid.UUID, Enrolment] = {}
    for permission in MAY_LET_IN:
        rows = Enrolment.objects.for_actor(actor, permission).filter(programme=training.programme_id)
        for each in _expected(training, rows).exclude(Exists(there)).select_related("person", "business"):
            found[each.id] = each
    return sorted(found.values(), key=lambda e: (e.person.key, str(e.id)))


def session(actor: Actor, id: uuid.UUID) -> Training:
    """One whose door the actor may keep: of the office, or where somebody of theirs is expected."""
    rows = Training.objects.unscoped("the reach is checked next").filter(id=id)
    found = rows.select_related("programme").first()
    if found and (_keeps(actor, found) or trainings(actor).filter(id=id).exists() or awaited(actor, found)):
        return found
    raise Refused(_("Pelatihan itu tidak ada, atau di luar wilayah Anda."), status=404)


def number_of(enrolment: uuid.UUID) -> int:
    """Of the card that is good."""
    rows = CardReplacement.objects.unscoped("how often it was replaced").filter(enrolment=enrolment)
    return int(rows.aggregate(last=Max("number"))["last"] or 1)


def numbers(enrolments: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    rows = CardReplacement.objects.unscoped("how often they were replaced").filter(enrolment__in=enrolments)
    last = dict(rows.values_list("enrolment").annotate(last=Max("number")).order_by())
    return {id: last.get(id, 1) for id in enrolments}


def holder(training: Training, text: str) -> Enrolment:
    """Whose card was scanned or typed at a session. Refuses one that is unknown, old, or of another programme."""
    named, code = heard(text)
    if not code:
        raise Refused(_said_without_code(named))
    found, number = _named(named, code) if named else _typed(training, code)
    if found is None:
        raise Refused(_("Kartu atau kode itu tidak dikenal. Periksa hurufnya, atau pilih dari daftar."))
    if found.programme_id != training.programme_id:
        raise Conflict(_("Kartu ini milik peserta program lain. Tanyakan kartunya yang untuk program ini."))
    if number < number_of(found.id):
        raise Conflict(_old(found))
    return found


def todays(actor: Actor, enrolment: Enrolment) -> list[Training]:
    """Sessions of the participant's programme today at which the actor may let them in."""
    rows = Training.objects.unscoped("of the programme; the action checks the participant's reach").filter(
        programme=enrolment.programme_id, cancelled_at=None, on=today_in(enrolment.region)
    )
    there = [t for t in rows.order_by("title", "id") if not lacks(t, enrolment) or _keeps(actor, t)]
    return sorted(there, key=lambda t: (bool(lacks(t, enrolment)), t.title))


def _keeps(actor: Actor, training: Training) -> bool:
    return bool(actor.may(Permission.MANAGE_INTAKE, region=training.region, programme=training.programme_id))


def _placed(training: Training) -> QuerySet:
    rows = Registration.objects.unscoped("of a training in hand")
    return rows.filter(training=training, left_at=None, placed_at__isnull=False)


def _expected(training: Training, rows: QuerySet) -> QuerySet:
    rows = rows.filter(enrolled_on__lte=training.on).exclude(exited_on__lt=training.on)
    if training.places is not None:
        return rows.filter(id__in=_placed(training).values("enrolment"))
    asked = Invitation.objects.unscoped("of a training in hand").filter(training=training)
    if asked.exists():
        return rows.filter(id__in=asked.exclude(enrolment=None).values("enrolment"))
    return rows.filter(inside(training.region))


def _named(id: uuid.UUID, code: str) -> tuple[Enrolment | None, int]:
    found: Any = Enrolment.objects.unscoped("named by their own card").filter(id=id)
    found = found.select_related("person", "business").first()
    if found is None:
        return None, 0
    numbers = range(1, number_of(found.id) + 1)
    number = next((n for n in numbers if code_of(found.id, n) == code), 0)
    return (found, number) if number else (None, 0)


def _typed(training: Training, code: str) -> tuple[Enrolment | None, int]:
    """Looks through the programme's cards: a seal cannot be read backwards."""
    rows = Enrolment.objects.unscoped("who the code is of").filter(programme=training.programme_id)
    pairs = [(id, 1) for id in rows.values_list("id", flat=True)]
    replaced = CardReplacement.objects.unscoped("who the code is of").filter(programme=training.programme_id)
    pairs += replaced.values_list("enrolment", "number")
    for (id, number), each in zip(pairs, codes_of(pairs), strict=True):
        if each == code:
            return _named(id, code)[0], number
    return None, 0


def _old(enrolment: Enrolment) -> str:
    rows = CardReplacement.objects.unscoped("of a card that was shown").filter(enrolment=enrolment)
    last = rows.order_by("-number").first()
    told = {"name": enrolment.person.name, "at": moment(last.at) if last else ""}
    return _("Kartu %(name)s ini sudah diganti %(at)s. Minta kartu yang baru, atau pilih namanya dari daftar.") % told  # fmt: skip


def _said_without_code(named: uuid.UUID | None) -> str:
    if named:
        return _("Kartu ini dicetak sebelum kartu bertanda. Cetak yang baru, atau pilih namanya dari daftar.")
    return _("Itu bukan kode kartu. Isi sepuluh huruf di bawah gambarnya, atau pilih namanya dari daftar.")
