import uuid
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.programmes.models import Mentor
from dampingi.records.quizzes.held import Held
from dampingi.records.quizzes.queries import answered, open_now
from dampingi.records.tot.models import Course, CourseMaterial, Session, Trainee


def courses(actor: Actor) -> Any:
    """Those of `attended_or_held`, and those for which the reader may register."""
    ids = {*attended_or_held(actor).values_list("pk", flat=True), *announced(actor)}
    return Course.objects.unscoped(
        "held in reach, attended by mentors in reach, or open to the reader"
    ).filter(pk__in=ids)


def attended_or_held(actor: Actor) -> Any:
    """Those held in the reader's region, and those to which they or mentors they look after are invited."""
    held = Course.objects.for_actor(actor, Permission.VIEW_MENTORS)
    reached = Mentor.objects.for_actor(actor, Permission.VIEW_MENTORS)
    attended = Trainee.objects.filter(mentor__in=reached.values("pk")).values_list("course", flat=True)
    ids = {*held.values_list("pk", flat=True), *attended}
    return Course.objects.unscoped("held in reach, or attended by mentors in reach").filter(pk__in=ids)


def announced(actor: Actor) -> list[uuid.UUID]:
    """Courses with places whose region contains the actor's own as a mentor."""
    if actor.user_id is None:
        return []
    found: list[uuid.UUID] = []
    for mentor in Mentor.objects.for_actor(actor, Permission.VIEW_MENTORS).filter(
        user=actor.user_id, ended_on=None
    ):
        codes = [".".join(mentor.region.split(".")[:n]) for n in range(1, 5)]
        rows = Course.objects.unscoped("announced to every mentor of its region").filter(
            programme=mentor.programme_id, region__in=codes, places__isnull=False
        )
        found += rows.values_list("pk", flat=True)
    return found


def waiting(course: Course) -> Any:
    """Who waits for a place, in the order of asking."""
    return course.requests.filter(left_at=None, placed_at=None).select_related("mentor").order_by("number")


def own_mentor(actor: Actor, course: Course) -> Mentor:
    rows = Mentor.objects.for_actor(actor, Permission.VIEW_MENTORS).filter(
        programme=course.programme_id, user=actor.user_id, ended_on=None
    )
    found = rows.first() if actor.user_id else None
    if found is None:
        raise Refused(_("Anda bukan pendamping program ini. Hubungi penyelenggara."), status=404)
    return found


def standing(actor: Actor, course: Course, *, open_to_ask: bool, coming: bool) -> dict[str, Any]:
    """The actor's own: {mentor, trainee, turn, may_ask, may_leave}; empty for who is no mentor of the programme."""
    try:
        mentor = own_mentor(actor, course)
    except Refused:
        return {}
    trainee = course.trainees.filter(mentor=mentor).first()
    line = list(waiting(course).values_list("mentor", flat=True))
    turn = line.index(mentor.id) + 1 if mentor.id in line else 0
    begun = trainee is not None and (trainee.presences.exists() or trainee.pre is not None)
    return {
        "mentor": mentor.id, "trainee": trainee, "turn": turn, "may_ask": open_to_ask and not trainee and not turn,
        "may_leave": coming and bool(trainee or turn) and not begun,
    }  # fmt: skip


def material_of(actor: Actor, id: uuid.UUID) -> CourseMaterial:
    """For whoever is on the list, or looks after those who are."""
    rows = CourseMaterial.objects.filter(id=id, course__in=attended_or_held(actor).values("pk"))
    found = rows.first()
    if found is None:
        raise Refused(_("Bahan itu tidak ada, atau hanya untuk yang diundang ke pelatihannya."), status=404)
    return found


def course_of(actor: Actor, id: uuid.UUID, permission: Permission = Permission.VIEW_MENTORS) -> Course:
    rows = (
        courses(actor)
        if permission is Permission.VIEW_MENTORS
        else Course.objects.for_actor(actor, permission)
    )
    found = rows.filter(id=id).select_related("programme").first()
    if found is None:
        raise Refused(_("Pelatihan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def session_of(actor: Actor, id: uuid.UUID) -> Session:
    found = Session.objects.filter(id=id).first()
    if found is None:
        raise Refused(_("Sesi itu tidak ada, atau di luar wilayah Anda."), status=404)
    found.course = course_of(actor, found.course_id, Permission.MANAGE_MENTORS)
    return found


def trainees_of(actor: Actor, course: Course) -> Any:
    """Everyone on the list for who looks after them; oneself otherwise."""
    reached = Mentor.objects.for_actor(actor, Permission.VIEW_MENTORS)
    found = Trainee.objects.filter(course=course, mentor__in=reached.values("pk"))
    return found.select_related("mentor").annotate(came=Count("presences"))


def trainee_of(actor: Actor, id: uuid.UUID) -> Trainee:
    found = Trainee.objects.filter(id=id).select_related("course__programme", "mentor").first()
    reached = Mentor.objects.for_actor(actor, Permission.VIEW_MENTORS)
    if found is None or not reached.filter(id=found.mentor_id).exists():
        raise Refused(_("Peserta pelatihan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def not_invited(actor: Actor, course: Course) -> Any:
    """Mentors of the programme at work who are not on the list yet."""
    rows = Mentor.objects.for_actor(actor, Permission.MANAGE_MENTORS).filter(
        programme=course.programme_id, ended_on=None
    )
    listed = Trainee.objects.filter(course=course).values("mentor")
    return rows.exclude(id__in=listed).exclude(id__in=waiting(course).values("mentor"))


def passed_by(mentors: list[uuid.UUID]) -> dict[uuid.UUID, Trainee]:
    """mentor -> the course they passed, the latest. The caller has checked their reach."""
    rows = (
        Trainee.objects.filter(Q(passed=True), mentor__in=mentors)
        .select_related("course")
        .order_by("course__closed_at")
    )
    return {t.mentor_id: t for t in rows}


COURSE = "tot_course"


def held_of(course: Course) -> Held:
    """As its tests name it: the questions and the sessions are both the course's."""
    return Held(COURSE, course.id, course.region, course.programme_id, ("tot_course", course.id))


def own_trainee(actor: Actor, course: uuid.UUID) -> Trainee | None:
    if actor.user_id is None:
        return None
    rows = Trainee.objects.filter(course=course, mentor__user=actor.user_id)
    return rows.select_related("course", "mentor").first()


def there(actor: Actor, course: Course) -> dict[uuid.UUID, str]:
    """trainee -> name of those in reach who were at a session."""
    rows = trainees_of(actor, course).filter(came__gt=0)
    return dict(rows.values_list("id", "mentor__name"))


def to_answer(actor: Actor, course: Course) -> list[str]:
    """The sides of the course's test that are open and that the actor has not answered."""
    mine = own_trainee(actor, course.id)
    if mine is None or course.closed_at or not mine.presences.exists():
        return []
    done = answered([mine.id])
    sides = [o.side for o in open_now(COURSE, [course.id])]
    return [s for s in sides if (mine.id, s) not in done and getattr(mine, s) is None]
