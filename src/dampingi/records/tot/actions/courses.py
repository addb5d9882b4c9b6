import datetime
import uuid
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Count
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
from dampingi.records.programmes.models import Mentor, Programme
from dampingi.records.programmes.rosters import today_in
from dampingi.records.quizzes.queries import answered
from dampingi.records.tot.intake import Points, SessionPlan
from dampingi.records.tot.models import Course, Presence, Session, Trainee
from dampingi.records.tot.passing import passes

MOST_SESSIONS = 12
INVITED = gettext_noop("Anda diundang ke pelatihan pendamping (TOT): %(title)s, mulai %(day)s.")
PASSED = gettext_noop("Anda lulus pelatihan pendamping (TOT): %(title)s.")
FAILED = gettext_noop("Pelatihan pendamping (TOT) selesai: %(title)s. Anda belum lulus; lihat hasilnya.")


@transaction.atomic
def hold_course(
    *, by: Actor, programme: Programme, title: str, sessions: Sequence[SessionPlan], least_share: int = 80,
    passing: int = 70, place: str = "", speaker: str = "", region: str = "", id: uuid.UUID | None = None,
) -> Course:  # fmt: skip
    """Plan a course and its sessions; the rule for passing stands before it begins."""
    region = region or programme.region
    by.require(Permission.MANAGE_MENTORS, region=region, programme=programme.id)
    if not title.strip():
        raise Refused(_("Isi judul pelatihan."))
    if not contains(programme.region, region):
        raise Refused(_("Wilayah pelatihan di luar wilayah program. Pilih wilayah lain."))
    if not 1 <= len(sessions) <= MOST_SESSIONS or not all(
        s.topic.strip() and 1 <= s.minutes <= 24 * 60 for s in sessions
    ):
        raise Refused(
            _("Isi satu sampai dua belas sesi, masing-masing dengan materi dan lamanya dalam menit.")
        )
    if not (0 <= least_share <= 100 and 0 <= passing <= 100):
        raise Refused(_("Syarat lulus diisi antara 0 dan 100."))
    more = {"id": id} if id else {}
    made = Course.objects.create(
        programme=programme, region=region, title=title.strip(), place=place, speaker=speaker, least_share=least_share,
        passing=passing, **more,
    )  # fmt: skip
    ordered = sorted(sessions, key=lambda s: s.on)
    Session.objects.bulk_create(
        Session(course=made, order=n, on=s.on, minutes=s.minutes, topic=s.topic.strip())
        for n, s in enumerate(ordered, 1)
    )
    record(by, "hold_tot", made)
    return made


@transaction.atomic
def invite(*, by: Actor, course: uuid.UUID, mentors: Iterable[uuid.UUID]) -> list[Trainee]:
    """Put mentors on the list of a course; who is on it already stays."""
    found = open_course(by, course)
    if found.places is not None:
        raise Conflict(_("TOT ini dengan pendaftaran: daftarkan pendampingnya agar tempatnya terhitung."))
    wanted = set(mentors)
    reached = Mentor.objects.for_actor(by, Permission.MANAGE_MENTORS).filter(
        id__in=wanted, programme=found.programme_id, ended_on=None
    )
    rows = list(reached.order_by("region", "name"))
    if len(rows) != len(wanted):
        raise Refused(
            _("Ada pendamping yang tidak ada, atau di luar wilayah Anda. Muat ulang daftarnya."), status=404
        )
    held = set(found.trainees.values_list("mentor_id", flat=True))
    made = [Trainee(course=found, mentor=m) for m in rows if m.id not in held]
    Trainee.objects.bulk_create(made)
    first = found.sessions.first()
    notify(
        users=[t.mentor.user_id for t in made], text=INVITED,
        values={"title": found.title, "day": str(first.on if first else "")}, url=reverse("tot_course", args=[found.id]),
    )  # fmt: skip
    record(by, "invite_to_tot", found, detail={"rows": len(made)}, values=[str(t.mentor_id) for t in made])
    return made


@transaction.atomic
def record_presence(*, by: Actor, session: uuid.UUID, present: Iterable[uuid.UUID]) -> Session:
    """Who of the invited was at a session; written anew until the course is closed."""
    found = Session.objects.filter(id=session).select_related("course").first()
    course = open_course(by, found.course_id) if found else None
    if found is None or course is None:
        raise Refused(_("Sesi itu tidak ada, atau di luar wilayah Anda."), status=404)
    if found.on > today_in(course.region):
        raise Refused(_("Sesi ini belum berlangsung. Catat kehadirannya pada hari itu atau sesudahnya."))
    wanted = set(present)
    trainees = [t for t in course.trainees.all() if t.id in wanted]
    if len(trainees) != len(wanted):
        raise Refused(_("Ada nama yang tidak diundang ke pelatihan ini. Muat ulang daftarnya."), status=404)
    there = set(found.presences.values_list("trainee_id", flat=True))
    found.presences.exclude(trainee__in=wanted).delete()
    Presence.objects.bulk_create(Presence(session=found, trainee=t) for t in trainees if t.id not in there)
    found.recorded_at = timezone.now()
    found.save(update_fields=["recorded_at"])
    record(by, "record_tot_presence", course, detail={"rows": len(trainees)}, values=sorted(map(str, wanted)))
    return found


@transaction.atomic
def record_tests(*, by: Actor, course: uuid.UUID, rows: Sequence[Points]) -> list[Trainee]:
    """Points of the tests before and after; an empty one is not yet taken."""
    found = open_course(by, course)
    told = {r.trainee: r for r in rows}
    trainees = [t for t in found.trainees.all() if t.id in told]
    if len(trainees) != len(told):
        raise Refused(_("Ada nama yang tidak diundang ke pelatihan ini. Muat ulang daftarnya."), status=404)
    if any(p is not None and not 0 <= p <= 100 for r in rows for p in (r.pre, r.post)):
        raise Refused(_("Nilai tes diisi antara 0 dan 100."))
    done = answered(told)
    for t in trainees:
        _require_unanswered(t, told[t.id], done)
        t.pre, t.post = told[t.id].pre, told[t.id].post
    Trainee.objects.bulk_update(trainees, ["pre", "post"])
    record(by, "record_tot_tests", found, values=[(str(t.id), t.pre, t.post) for t in trainees])
    return trainees


@transaction.atomic
def close_course(*, by: Actor, course: uuid.UUID, today: datetime.date | None = None) -> Course:
    """Settle by the course's own rule who passed; nothing of it changes any more."""
    found = open_course(by, course)
    sessions = list(found.sessions.all())
    if any(s.recorded_at is None for s in sessions):
        raise Refused(_("Kehadiran setiap sesi dicatat dahulu, baru pelatihan ditutup."))
    trainees = list(found.trainees.select_related("mentor").annotate(came=Count("presences")))
    if not trainees:
        raise Refused(_("Belum ada pendamping yang diundang."))
    for t in trainees:
        t.present = t.came
        t.passed = passes(
            present=t.came,
            sessions=len(sessions),
            least_share=found.least_share,
            post=t.post,
            passing=found.passing,
        )
    Trainee.objects.bulk_update(trainees, ["present", "passed"])
    found.closed_at, found.closed_by, found.closed_by_name = timezone.now(), by.user_id, by.name
    found.save(update_fields=["closed_at", "closed_by", "closed_by_name"])
    url = reverse("tot_course", args=[found.id])
    for passed, text in ((True, PASSED), (False, FAILED)):
        notify(
            users=[t.mentor.user_id for t in trainees if t.passed is passed],
            text=text,
            values={"title": found.title},
            url=url,
        )
    record(
        by, "close_tot", found, detail={"rows": len(trainees), "passed": sum(bool(t.passed) for t in trainees)},
        values=[(str(t.id), t.present, t.post, t.passed) for t in trainees],
    )  # fmt: skip
    return found


def lock_course(id: uuid.UUID | None) -> Course | None:
    """The row that keeps order among those who attend, answer and register. Rows that only point at it need not wait."""
    rows = Course.objects.unscoped("reach is checked by whoever asks")
    return rows.select_for_update(of=("self",), no_key=True).filter(id=id).first()


def open_course(by: Actor, id: uuid.UUID) -> Course:
    found = lock_course(id)
    if found is None or not Course.objects.for_actor(by, Permission.MANAGE_MENTORS).filter(id=id).exists():
        raise Refused(_("Pelatihan itu tidak ada, atau di luar wilayah Anda."), status=404)
    if found.closed_at:
        raise Conflict(_("Pelatihan ini sudah ditutup; hasilnya tidak berubah lagi."))
    return found


def _require_unanswered(trainee: Trainee, said: Points, done: set[tuple[uuid.UUID, str]]) -> None:
    for side, now, wanted in (("pre", trainee.pre, said.pre), ("post", trainee.post, said.post)):
        if now != wanted and (trainee.id, side) in done:
            told = _("Nilai %(name)s berasal dari jawabannya. Bila keliru, batalkan jawabannya di halaman tes dengan alasannya.")  # fmt: skip
            raise Conflict(told % {"name": trainee.mentor.name})


def record(
    by: Actor, action: str, course: Course, detail: dict | None = None, values: list | None = None
) -> None:
    record_event(
        by=by, action=action, subject=("tot_course", course.id), region=course.region, programme=course.programme_id,
        detail=detail, values=values or [],
    )  # fmt: skip
