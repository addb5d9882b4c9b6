"""Places in a course: who asks is a trainee while there are places, or waits; whoever leaves makes room. Kept under the course's lock."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.ui.formats import day as written
from dampingi.records.learning.actions.registrations import check_places
from dampingi.records.programmes.models import Mentor
from dampingi.records.programmes.rosters import today_in
from dampingi.records.quizzes.queries import valid
from dampingi.records.tot.actions.courses import lock_course, open_course, record
from dampingi.records.tot.models import Course, Request, Trainee
from dampingi.records.tot.queries import waiting

PLACED = gettext_noop("Anda mendapat tempat di pelatihan pendamping (TOT): %(title)s, mulai %(day)s.")
WAITS = gettext_noop("Anda menunggu tempat di pelatihan pendamping (TOT): %(title)s, mulai %(day)s.")
LEFT = gettext_noop("Anda tidak lagi terdaftar di pelatihan pendamping (TOT): %(title)s, mulai %(day)s.")


@transaction.atomic
def set_places(
    *, by: Actor, course: uuid.UUID, places: int | None, closes_on: datetime.date | None = None,
    today: datetime.date | None = None,
) -> Course:  # fmt: skip
    """How many may come and until when they register. More places go to those who wait; without places the office invites."""
    found = open_course(by, course)
    closes = check_places(places, closes_on, _require_coming(found, today))
    if places is None and waiting(found).exists():
        raise Conflict(_("Sudah ada yang menunggu. Keluarkan mereka dahulu, atau isi jumlah tempatnya."))
    if places is not None and places < (held := found.trainees.count()):
        told = _(
            "%(held)d pendamping sudah mendapat tempat. Isi sedikitnya %(held)d, atau keluarkan sebagian."
        )
        raise Conflict(told % {"held": held})
    found.places, found.closes_on = places, closes
    found.save(update_fields=["places", "closes_on"])
    record(by, "set_registration", found, detail={"places": places, "closes_on": str(closes or "")})
    _fill(found)
    return found


@transaction.atomic
def register(
    *, by: Actor, course: uuid.UUID, mentors: Sequence[uuid.UUID], today: datetime.date | None = None
) -> list[Request]:
    """Mentors in this order, all or none: oneself, or by the office anybody of the programme."""
    found = lock_course(course)
    wanted = list(dict.fromkeys(mentors))
    people = _reached(by, wanted)
    if found is None or not wanted or len(people) != len(wanted):
        raise Refused(_("Pendamping atau pelatihan itu tidak ada, atau di luar wilayah Anda."), status=404)
    _require_open(found, today)
    known = {*found.trainees.values_list("mentor", flat=True), *waiting(found).values_list("mentor", flat=True)}  # fmt: skip
    rows = [people[id] for id in wanted]
    for mentor in rows:
        _require_fits(by, found, mentor, known)
    last = int(found.requests.aggregate(last=Max("number"))["last"] or 0)
    made = [Request(course=found, mentor=m, number=last + n, by_name=by.name) for n, m in enumerate(rows, 1)]
    Request.objects.bulk_create(made)
    record(by, "register_for_training", found, detail={"rows": len(made)}, values=[str(m.id) for m in rows])
    moved = {r.id for r in _fill(found, by)}
    _tell(found, WAITS, [r.mentor for r in made if r.id not in moved], by)
    return list(Request.objects.filter(id__in=[r.id for r in made]).order_by("number"))


@transaction.atomic
def step_back(*, by: Actor, course: uuid.UUID, mentor: uuid.UUID, reason: str = "", today: datetime.date | None = None) -> Course:  # fmt: skip
    """Give a place or a turn back; the first who waits moves up. Whoever takes another's away says why."""
    found = lock_course(course)
    person = _reached(by, [mentor]).get(mentor)
    if found is None or person is None:
        raise Refused(_("Pendamping atau pelatihan itu tidak ada, atau di luar wilayah Anda."), status=404)
    _require_coming(found, today)
    trainee = found.trainees.filter(mentor=person).first()
    asked = found.requests.filter(mentor=person, left_at=None).first()
    if trainee is None and asked is None:
        raise Conflict(_("Pendaftaran ini sudah ditarik."))
    if trainee and _has_begun(trainee):
        raise Conflict(_("Kehadiran atau tesnya sudah dicatat; pendaftarannya tidak dapat ditarik lagi."))
    if person.user_id != by.user_id and not reason.strip():
        raise Refused(_("Tulis alasan menarik pendaftaran pendamping ini."))
    _leave(by, found, person, asked, reason.strip())
    if trainee:
        trainee.delete()
    record(by, "leave_training", found, values=[str(person.id)])
    _tell(found, LEFT, [person], by)
    _fill(found)
    return found


def _leave(by: Actor, course: Course, mentor: Mentor, asked: Request | None, reason: str) -> None:
    """Who was invited without asking leaves a row as well: who left, when and why stays."""
    last = int(course.requests.aggregate(last=Max("number"))["last"] or 0)
    row = asked or Request(course=course, mentor=mentor, number=last + 1, by_name=by.name)
    row.left_at, row.left_by_name, row.left_reason = timezone.now(), by.name, reason[:300]
    row.save()


def _fill(course: Course, by: Actor | None = None) -> list[Request]:
    """Free places to those who waited longest, who are told."""
    free = (course.places or 0) - course.trainees.count()
    moved = list(waiting(course)[:free]) if free > 0 else []
    for row in moved:
        row.placed_at = timezone.now()
        row.save(update_fields=["placed_at"])
    Trainee.objects.bulk_create(Trainee(course=course, mentor=row.mentor) for row in moved)
    _tell(course, PLACED, [row.mentor for row in moved], by)
    return moved


def _reached(by: Actor, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Mentor]:
    kept = Mentor.objects.for_actor(by, Permission.MANAGE_MENTORS).filter(id__in=ids, ended_on=None)
    own = Mentor.objects.for_actor(by, Permission.VIEW_MENTORS).filter(id__in=ids, ended_on=None, user=by.user_id)  # fmt: skip
    return {m.id: m for m in (*own, *kept)}


def _require_coming(course: Course, today: datetime.date | None) -> datetime.date:
    """The day of the first session, which is still to come or today."""
    if course.closed_at:
        raise Conflict(_("Pelatihan ini sudah ditutup; hasilnya tidak berubah lagi."))
    first = course.sessions.order_by("on").values_list("on", flat=True).first()
    if first is None or first < (today or today_in(course.region)):
        raise Conflict(_("Pelatihan ini sudah berlangsung. Pilih pelatihan yang akan datang."))
    return first


def _require_open(course: Course, today: datetime.date | None) -> None:
    _require_coming(course, today)
    if course.places is None or course.closes_on is None:
        raise Conflict(_("TOT ini tanpa pendaftaran: penyelenggara yang mengundang."))
    if course.closes_on < (today or today_in(course.region)):
        told = _("Pendaftaran sudah ditutup %(day)s. Minta penyelenggara memperpanjangnya.")
        raise Conflict(told % {"day": written(course.closes_on)})


def _require_fits(by: Actor, course: Course, mentor: Mentor, known: set[uuid.UUID]) -> None:
    if mentor.programme_id != course.programme_id:
        raise Refused(_("%(name)s bukan pendamping program ini.") % {"name": mentor.name})
    if mentor.id in known:
        raise Conflict(_("%(name)s sudah terdaftar di pelatihan ini.") % {"name": mentor.name})
    keeps = by.may(Permission.MANAGE_MENTORS, region=course.region, programme=course.programme_id)
    if not keeps and not contains(course.region, mentor.region):
        raise Refused(_("Pelatihan ini untuk pendamping wilayah lain. Hubungi penyelenggara."))


def _has_begun(trainee: Trainee) -> bool:
    scored = trainee.pre is not None or trainee.post is not None
    return scored or trainee.presences.exists() or valid([trainee.id]).exists()


def _tell(course: Course, text: str, mentors: Sequence[Mentor], by: Actor | None = None) -> None:
    """But nobody of what they did themselves."""
    users = [m.user_id for m in mentors if not by or m.user_id != by.user_id]
    first = course.sessions.order_by("on").first()
    values = {"title": course.title, "day": str(first.on if first else "")}
    notify(users=users, text=text, values=values, url=reverse("tot_course", args=[course.id]))
