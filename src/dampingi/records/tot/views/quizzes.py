import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.records.quizzes import pages
from dampingi.records.quizzes.queries import latest, sitting
from dampingi.records.tot import actions, queries
from dampingi.records.tot.models import Course

MANAGE, SEE = Permission.MANAGE_MENTORS, Permission.VIEW_MENTORS


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest, course_id: uuid.UUID) -> HttpResponse:
    """The questions of a course."""
    found = queries.course_of(request.actor, course_id, MANAGE)
    return pages.write_page(
        request, quiz=latest(queries.COURSE, found.id), about=found.id,
        save=lambda asked, seen: actions.write_quiz(by=request.actor, course=found.id, questions=asked, seen=seen),
        back=reverse("tot_quiz", args=[found.id]), back_label=_("Tes"),
    )  # fmt: skip


@require_GET
@requires(MANAGE)
def course_quiz(request: HttpRequest, course_id: uuid.UUID) -> HttpResponse:
    found = queries.course_of(request.actor, course_id, MANAGE)
    return pages.session_page(
        request, event=queries.held_of(found), quiz=latest(queries.COURSE, found.id),
        people=queries.there(request.actor, found), doors=_doors(found), lead=found.title, manages=not found.closed_at,
        no_quiz=_("Tulis soalnya, lalu buka tesnya di sini pada hari sesi pertama."),
    )  # fmt: skip


@require_GET
@requires(MANAGE)
def course_answers(request: HttpRequest, course_id: uuid.UUID) -> HttpResponse:
    found = queries.course_of(request.actor, course_id, MANAGE)
    people = queries.there(request.actor, found)
    return pages.rows_page(
        request, event=queries.held_of(found), people=people, doors=_doors(found), lead=found.title
    )


@require_POST
@requires(MANAGE)
def opening(request: HttpRequest, course_id: uuid.UUID, side: str) -> HttpResponse:
    actions.open_quiz(by=request.actor, course=course_id, side=pages.side_of(side))
    messages.success(request, _("Tes dibuka. Yang hadir menjawabnya di telepon, dari halaman TOT ini."))
    return redirect("tot_quiz", course_id)


@require_POST
@requires(MANAGE)
def closing(request: HttpRequest, course_id: uuid.UUID, side: str) -> HttpResponse:
    actions.close_quiz(by=request.actor, course=course_id, side=pages.side_of(side))
    messages.success(request, _("Tes ditutup."))
    return redirect("tot_quiz", course_id)


@requires(SEE)
@require_http_methods(["GET", "POST"])
def own_quiz(request: HttpRequest, course_id: uuid.UUID, side: str) -> HttpResponse:
    """A mentor answers, once."""
    key, mine = pages.side_of(side), queries.own_trainee(request.actor, course_id)
    if mine is None or not mine.presences.exists():
        raise Refused(_("Tes ini bagi yang hadir. Pindai kode di layar, atau temui panitia."), status=404)
    return pages.answer_page(
        request, event=queries.held_of(mine.course), side=key, sitter=mine.id, sitting=sitting(mine.id, key), own=True,
        act=lambda said: actions.answer_quiz(by=request.actor, trainee=mine.id, side=key, answers=said),
        back=reverse("tot_course", args=[mine.course_id]), back_label=mine.course.title, lead=mine.course.title,
    )  # fmt: skip


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def entered_quiz(request: HttpRequest, trainee_id: uuid.UUID, side: str) -> HttpResponse:
    key, row = pages.side_of(side), queries.trainee_of(request.actor, trainee_id)
    return pages.answer_page(
        request, event=queries.held_of(row.course), side=key, sitter=row.id, sitting=sitting(row.id, key), own=False,
        act=lambda said: actions.enter_answers(by=request.actor, trainee=row.id, side=key, answers=said),
        back=reverse("tot_quiz", args=[row.course_id]), back_label=_("Tes"), lead=row.mentor.name,
        annulment="" if row.course.closed_at else reverse("tot_quiz_annulment", args=[row.id, side]),
    )  # fmt: skip


@require_POST
@requires(MANAGE)
def annulment(request: HttpRequest, trainee_id: uuid.UUID, side: str) -> HttpResponse:
    actions.annul_answers(
        by=request.actor, trainee=trainee_id, side=pages.side_of(side), reason=request.POST.get("reason", "")
    )
    messages.success(request, _("Jawaban dibatalkan; tesnya dapat dijawab lagi."))
    return redirect("tot_entered_quiz", trainee_id, side)


def _doors(course: Course) -> pages.Doors:
    at = lambda name: lambda side: reverse(name, args=[course.id, side])  # noqa: E731
    return pages.Doors(
        back=reverse("tot_course", args=[course.id]), back_label=course.title, page=reverse("tot_quiz", args=[course.id]),
        rows=reverse("tot_answers", args=[course.id]), write=reverse("tot_questions", args=[course.id]),
        opening=at("tot_quiz_opening"), closing=at("tot_quiz_closing"),
        entry=lambda row, side: reverse("tot_entered_quiz", args=[row, side]),
    )  # fmt: skip
