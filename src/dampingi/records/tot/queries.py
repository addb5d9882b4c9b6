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
from dampingi.records.tot.models import Course, Session, Trainee


def courses(actor: Actor) -> Any:
    """Those held in the reader's region, and those to which they or mentors they look after are invited."""
    held = Course.objects.for_actor(actor, Permission.VIEW_MENTORS)
    reached = Mentor.objects.for_actor(actor, Permission.VIEW_MENTORS)
    attended = Trainee.objects.filter(mentor__in=reached.values("pk")).values_list("course", flat=True)
    ids = {*held.values_list("pk", flat=True), *attended}
    return Course.objects.unscoped("held in reach, or attended by mentors in reach").filter(pk__in=ids)


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
    return rows.exclude(id__in=Trainee.objects.filter(course=course).values("mentor"))


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
