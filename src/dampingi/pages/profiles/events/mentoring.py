"""What happened with the participant: stages, visits, trainings, tasks, growth, outcomes."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.states import State
from dampingi.pages.profiles.events.story import WHY, Event, Story
from dampingi.records.learning.models import Attendance
from dampingi.records.mentoring.models import (
    Growth,
    Outcome,
    Reverification,
    StageCompletion,
    Submission,
    Visit,
)


def _of(model, story: Story, *with_: str):
    rows = model.objects.unscoped(WHY).filter(enrolment__in=story.enrolments)
    return rows.select_related(*with_) if with_ else rows  # without names Django would follow every relation


def stages(story: Story) -> Iterator[Event]:
    for done in _of(StageCompletion, story, "stage"):
        late = done.done_on > done.stage.due_on
        state, label = (State.WATCH, _("Lewat tenggat")) if late else (State.GOOD, _("Tepat waktu"))
        title, href = _("Tahap selesai: %(name)s") % {"name": done.stage.name}, _participant(done)
        yield Event("program", done.done_on, title, "check", "", "", href, state, label)


def visits(story: Story) -> Iterator[Event]:
    topics = choices("topics")
    for visit in _of(Visit, story, "mentor").filter(archived_at=None):
        title = _("Kunjungan: %(topic)s") % {"topic": topics.get(visit.topic, visit.topic)}
        who = f"{visit.mentor.name} · " + _("%(count)d menit") % {"count": visit.minutes}
        href = reverse("visit", args=[visit.id])
        yield Event("kunjungan", visit.on, title, "visit", visit.advice, who, href, moment=visit.recorded_at)


def trainings(story: Story) -> Iterator[Event]:
    for each in _of(Attendance, story, "training"):
        state, label = (State.GOOD, _("Hadir")) if each.present else (State.LATE, _("Tidak hadir"))
        title = _("Pelatihan: %(title)s") % {"title": each.training.title}
        href = reverse("training", args=[each.training_id])
        yield Event(
            "pelatihan", each.training.on, title, "training", each.training.place, "", href, state, label
        )
    for each in _of(Submission, story, "task"):
        score = _("Nilai %(score)d") % {"score": each.score} if each.score is not None else ""
        title = _("Tugas dikumpulkan: %(title)s") % {"title": each.task.title}
        text = " ".join(part for part in (score, each.feedback) if part)
        yield Event(
            "pelatihan",
            each.on,
            title,
            "task",
            text,
            "",
            reverse("submit_task", args=[each.enrolment_id, each.task_id]),
        )


def growth(story: Story) -> Iterator[Event]:
    for row in _of(Growth, story):
        told = {"month": formats.month(row.month), "money": formats.money(row.turnover)}
        title = _("Omzet %(month)s: %(money)s") % told
        text = _("%(workers)d tenaga kerja, %(channels)d saluran pemasaran") % {
            "workers": row.workers,
            "channels": row.channels,
        }
        label = _("Kondisi awal") if row.baseline else ""
        state = State.NONE if row.baseline else ""
        href = f"{_participant(row)}#perkembangan"
        yield Event("perkembangan", row.month, title, "chart", text, "", href, state, label)


def outcomes(story: Story) -> Iterator[Event]:
    for row in _of(Outcome, story, "mentor"):
        state, label = (State.GOOD, _("Tercapai")) if row.achieved else (State.LATE, _("Belum tercapai"))
        title = _("Hasil dilaporkan: %(aspect)s") % {"aspect": row.get_aspect_display()}
        yield Event("program", row.on, title, "star", "", row.mentor.name, _participant(row), state, label)
    for check in _of(Reverification, story):
        state, label = (
            (State.GOOD, _("Sesuai laporan")) if check.passed else (State.LATE, _("Belum tercapai"))
        )
        title, href = _("Hasil diperiksa ulang"), _participant(check)
        yield Event("program", check.on, title, "shield", check.note, check.by_name, href, state, label)


def _participant(row) -> str:
    return reverse("participant", args=[row.enrolment_id])
