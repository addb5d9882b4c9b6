import datetime
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import states
from dampingi.foundation.ui.formats import short_day
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.records.questions.models import WAITING, Channel, Question, State

KEPT, BROKEN, PENDING = "ditepati", "terlewat", "berjalan"
PROMISES = (
    (KEPT, _("Dijawab sesuai janji")),
    (BROKEN, _("Lewat janji jawaban")),
    (PENDING, _("Masih dalam waktu jawaban")),
    ("selesai-tepat", _("Selesai sesuai janji")),
    ("selesai-lewat", _("Lewat janji selesai")),
)
MORE_STATES = (
    ("terbuka", _("Belum selesai")),
    ("tunggu", _("Menunggu kita")),
    ("sunyi", _("Belum dijawab sama sekali")),
    ("sampaikan", _("Jawaban belum disampaikan")),
)
YEARS_BACK = 3


def state_of(question: Question, today: datetime.date) -> tuple[states.State, str]:
    """Its state in words; late once the promised day is over and no answer has come."""
    words = question.get_state_display()
    if question.state in WAITING:
        if question.first_answer_at is None and question.answer_by:
            if question.answer_by < today:
                return states.State.LATE, _now("%(state)s, lewat janji") % {"state": words}
            return states.State.WATCH, words
        return states.State.WATCH, words
    return (states.State.GOOD if question.first_answer_at else states.State.NONE), words


def promised(question: Question) -> str:
    """What the asker may count on."""
    if question.state == State.RESOLVED:
        return ""
    if question.first_answer_at is None:
        told = _now("Dijawab paling lambat %(day)s") % {"day": short_day(question.answer_by)}
        return told if question.answer_by else ""
    told = _now("Selesai paling lambat %(day)s") % {"day": short_day(question.resolve_by)}
    return told if question.resolve_by else ""


def questions_list(actor: Actor, today: datetime.date) -> ListOf:
    filters = [
        Filter("keadaan", _("Keadaan"), lambda: (*State.choices, *MORE_STATES), _in_state),
        Filter("bidang", _("Bidang"), lambda: list(choices("constraint_fields").items()), field="field"),
        Filter("janji", _("Janji"), lambda: PROMISES, lambda rows, v: by_promise(rows, v, today)),
        Filter("lewat", _("Disampaikan lewat"), lambda: Channel.choices, field="channel", aside=True),
        Filter("tahun", _("Tahun"), lambda: years(today), field="asked_on__year", aside=True),
    ]
    if actor.regions(Permission.VIEW_CLINIC):
        filters.append(
            Filter("wilayah", _("Wilayah"), lambda: places_below(actor, Permission.VIEW_CLINIC), lambda rows, code: rows.filter(inside(code)))
        )  # fmt: skip
    return ListOf(
        name="pertanyaan-klinik",
        noun=_("pertanyaan"),
        columns=(
            Column("text", _("Pertanyaan"), _short, href=lambda q: reverse("question", args=[q.id]), note=lambda q: q.field_name),
            Column("name", _("Penanya"), "enrolment.person.name", sort=("enrolment__person__key",), note=lambda q: q.region_name),
            Column("at", _("Masuk"), kind="moment", sort=("at",), note=lambda q: q.get_channel_display()),
            Column("answer_by", _("Dijawab sebelum"), kind="day", sort=("answer_by",)),
            Column("handler", _("Yang menjawab"), lambda q: q.handler.name if q.handler else "", sort=("handler__name",)),
            Column("state", _("Keadaan"), lambda q: state_of(q, today), "state", sort=("state",)),
        ),
        order="-at",
        ties=("id",),
        filters=tuple(filters),
        search=("text", "enrolment__person__name", "handler__name", "words__text"),
        search_label=_("Isi, penanya, atau yang menjawab"),
        enrich=_enrich,
    )  # fmt: skip


def years(today: datetime.date) -> list[tuple[str, str]]:
    return [(str(y), str(y)) for y in range(today.year, today.year - YEARS_BACK - 1, -1)]


def by_promise(rows: Any, value: str, today: datetime.date) -> Any:
    """As `waits.kept` counts."""
    conditions = {
        KEPT: Q(answered_on__lte=F("answer_by")),
        BROKEN: Q(answered_on__gt=F("answer_by")) | Q(answered_on=None, answer_by__lt=today),
        PENDING: Q(answered_on=None, answer_by__gte=today),
        "selesai-tepat": Q(resolved_on__lte=F("resolve_by")),
        "selesai-lewat": Q(resolved_on__gt=F("resolve_by")) | Q(resolved_on=None, resolve_by__lt=today),
    }
    return rows.filter(conditions[value])


def _in_state(rows: Any, value: str) -> Any:
    conditions = {
        "terbuka": ~Q(state=State.RESOLVED),
        "tunggu": Q(state__in=WAITING),
        "sunyi": Q(answered_on=None),
        "sampaikan": Q(state__in=(State.ASKED_BACK, State.ANSWERED, State.RESOLVED), told_at=None)
        & Q(enrolment__person__user=None),
    }
    return rows.filter(conditions.get(value) or Q(state=value))


def _short(question: Question) -> str:
    text = question.text or _now("Pesan suara")
    return text if len(text) <= 90 else text[:88].rsplit(" ", 1)[0] + " …"


def _enrich(rows: list[Any]) -> None:
    called, fields = names({row.region for row in rows}), choices("constraint_fields")
    for row in rows:
        row.region_name = called.get(row.region, row.region)
        row.field_name = fields.get(row.field, _now("bidang belum ditentukan"))
