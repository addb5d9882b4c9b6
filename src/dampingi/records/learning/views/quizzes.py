import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.ui.formats import day
from dampingi.records.learning import actions
from dampingi.records.learning import queries as trainings
from dampingi.records.learning.models import Training
from dampingi.records.learning.queries import curricula
from dampingi.records.learning.queries import quizzes as queries
from dampingi.records.quizzes import pages
from dampingi.records.quizzes.queries import latest, sitting

MANAGE, RECORD = Permission.MANAGE_INTAKE, Permission.RECORD_VISITS


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def module_quiz(request: HttpRequest, module_id: uuid.UUID) -> HttpResponse:
    """The questions of a module."""
    found = curricula.module(request.actor, module_id)
    programme = found.curriculum.programme
    request.actor.require(MANAGE, region=programme.region, programme=programme.id)
    return pages.write_page(
        request, quiz=latest(queries.MODULE, found.id), about=found.id,
        save=lambda asked, seen: actions.write_quiz(by=request.actor, module=found.id, questions=asked, seen=seen),
        back=reverse("module", args=[found.id]), back_label=found.title,
    )  # fmt: skip


@require_GET
@requires(MANAGE, RECORD)
def training_quiz(request: HttpRequest, training_id: uuid.UUID) -> HttpResponse:
    """Who answered before and after, and what was hardest."""
    found = trainings.training(request.actor, training_id)
    return pages.session_page(
        request, event=queries.held_of(found), quiz=latest(queries.MODULE, found.module_id),
        people=queries.present(request.actor, found), doors=_doors(found), lead=_lead(found),
        manages=request.actor.may(MANAGE, region=found.region, programme=found.programme_id),
        no_quiz=_("Tulis soalnya di halaman modul, lalu buka tesnya di sini.") if found.module_id
        else _("Pelatihan ini tanpa modul. Pilih modulnya dahulu: soalnya milik modul."),
    )  # fmt: skip


@require_GET
@requires(MANAGE, RECORD)
def training_answers(request: HttpRequest, training_id: uuid.UUID) -> HttpResponse:
    found = trainings.training(request.actor, training_id)
    people = queries.present(request.actor, found)
    return pages.rows_page(
        request, event=queries.held_of(found), people=people, doors=_doors(found), lead=_lead(found)
    )


@require_POST
@requires(MANAGE)
def quiz_opening(request: HttpRequest, training_id: uuid.UUID, side: str) -> HttpResponse:
    actions.open_quiz(by=request.actor, training=training_id, side=pages.side_of(side))
    messages.success(request, _("Tes dibuka. Yang hadir menjawabnya di telepon, dari Pelatihan saya."))
    return redirect("training_quiz", training_id)


@require_POST
@requires(MANAGE)
def quiz_closing(request: HttpRequest, training_id: uuid.UUID, side: str) -> HttpResponse:
    actions.close_quiz(by=request.actor, training=training_id, side=pages.side_of(side))
    messages.success(request, _("Tes ditutup."))
    return redirect("training_quiz", training_id)


@requires(Permission.GIVE_VOICE)
@require_http_methods(["GET", "POST"])
def own_quiz(request: HttpRequest, training_id: uuid.UUID, side: str) -> HttpResponse:
    """A participant answers, once."""
    key, mine = pages.side_of(side), queries.own_attendance(request.actor, training_id)
    return pages.answer_page(
        request, event=queries.held_of(mine.training), side=key, sitter=mine.id, sitting=sitting(mine.id, key), own=True,
        act=lambda said: actions.answer_quiz(by=request.actor, attendance=mine.id, side=key, answers=said),
        back=reverse("own_trainings"), back_label=_("Pelatihan saya"), lead=_lead(mine.training),
    )  # fmt: skip


@requires(MANAGE, RECORD)
@require_http_methods(["GET", "POST"])
def entered_quiz(request: HttpRequest, attendance_id: uuid.UUID, side: str) -> HttpResponse:
    """Answers of someone without a phone."""
    key, row = pages.side_of(side), queries.reached_attendance(request.actor, attendance_id)
    return pages.answer_page(
        request, event=queries.held_of(row.training), side=key, sitter=row.id, sitting=sitting(row.id, key), own=False,
        act=lambda said: actions.enter_answers(by=request.actor, attendance=row.id, side=key, answers=said),
        back=reverse("training_quiz", args=[row.training_id]), back_label=_("Tes"), lead=row.enrolment.person.name,
        annulment=reverse("quiz_annulment", args=[row.id, side]),
    )  # fmt: skip


@require_POST
@requires(MANAGE, RECORD)
def quiz_annulment(request: HttpRequest, attendance_id: uuid.UUID, side: str) -> HttpResponse:
    actions.annul_answers(
        by=request.actor, attendance=attendance_id, side=pages.side_of(side), reason=request.POST.get("reason", "")
    )  # fmt: skip
    messages.success(request, _("Jawaban dibatalkan; tesnya dapat dijawab lagi."))
    return redirect("entered_quiz", attendance_id, side)


def _lead(training: Training) -> str:
    return f"{training.title}, {day(training.on)}"


def _doors(training: Training) -> pages.Doors:
    at = lambda name: lambda side: reverse(name, args=[training.id, side])  # noqa: E731
    return pages.Doors(
        back=reverse("training", args=[training.id]), back_label=training.title,
        page=reverse("training_quiz", args=[training.id]), rows=reverse("training_answers", args=[training.id]),
        write=reverse("module_quiz", args=[training.module_id]) if training.module_id else "",
        opening=at("quiz_opening"), closing=at("quiz_closing"),
        entry=lambda row, side: reverse("entered_quiz", args=[row, side]),
    )  # fmt: skip
