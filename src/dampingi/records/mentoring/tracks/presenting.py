"""A track as a page shows it: each condition with the door that leads to doing it, for whoever may."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.records.mentoring.models import Task
from dampingi.records.mentoring.tracks.checking import Checked
from dampingi.records.mentoring.tracks.track import Step, Track
from dampingi.records.mentoring.tracks.vocabulary import Duty
from dampingi.records.programmes.models import Enrolment


@dataclass(frozen=True)
class Door:
    """What to do next, and where."""

    words: str
    href: str
    icon: str


@dataclass(frozen=True)
class Asked:
    """One condition on a page."""

    checked: Checked
    turn: str
    door: Door | None


@dataclass(frozen=True)
class Told:
    """One stage on a page; `next` is the step to take, while it is on."""

    step: Step
    asks: list[Asked]
    next: Door | None
    turn: str


class Presenter:
    """For one reader: who records sees the doors of a mentor, the participant their own."""

    def __init__(self, actor: Actor, track: Track, *, may_record: bool, own: bool, mentor: str) -> None:
        self.actor, self.track = actor, track
        self.may_record, self.own, self.mentor = may_record, own, mentor
        self.tasks = dict(
            Task.objects.filter(programme=track.enrolment.programme_id).values_list("code", "id")
        )

    def steps(self) -> list[Told]:
        return [self._told(step) for step in self.track.steps]

    def now(self) -> Told | None:
        step = self.track.now
        return self._told(step) if step else None

    def turn(self, duty: Duty) -> str:
        """Who it waits for, by name where there is one."""
        if duty is Duty.PARTICIPANT:
            return _("Anda") if self.own else _("peserta")
        if duty is Duty.OFFICE:
            return _("penyelenggara")
        return _("pendamping (%(name)s)") % {"name": self.mentor} if self.mentor else _("pendamping")

    def _told(self, step: Step) -> Told:
        asks = [Asked(c, self.turn(c.duty), self._door(c)) for c in (*step.entry, *step.exit)]
        going = step.state == "now"
        missing = next((a for a in asks if not a.checked.met), None)
        turn = missing.turn if missing else self.turn(Duty.MENTOR)
        return Told(step, asks, self._next(step, asks) if going else None, turn if going else "")

    def _next(self, step: Step, asks: list[Asked]) -> Door | None:
        if step.ready:
            return self._tick_off(step)
        return next((a.door for a in asks if not a.checked.met and a.door), None)

    def _tick_off(self, step: Step) -> Door | None:
        if not self.may_record:
            return None
        href = f"{reverse('complete_stage', args=[self.track.enrolment.id])}?tahap={step.stage.code}"
        return Door(_("Tandai %(stage)s selesai") % {"stage": step.stage.name}, href, "check")

    def _door(self, checked: Checked) -> Door | None:
        if checked.met:
            return None
        kind, enrolment = checked.condition.kind, self.track.enrolment
        if kind == "task" and (self.may_record or self.own) and checked.condition.what in self.tasks:
            href = reverse("submit_task", args=[enrolment.id, self.tasks[checked.condition.what]])
            return Door(_("Catat pengumpulan tugas"), href, "task")
        if kind == "confirmed" and self.own:
            return Door(
                _("Konfirmasi angka"), f"{reverse('participant', args=[enrolment.id])}#perkembangan", "check"
            )
        return self._mentors_door(kind, enrolment) if self.may_record else None

    def _mentors_door(self, kind: str, enrolment: Enrolment) -> Door | None:
        if kind == "verified":
            if enrolment.business_id is None or not self.actor.holds(Permission.VERIFY_BUSINESSES):
                return None
            return Door(
                _("Verifikasi usahanya"),
                reverse("business_verification", args=[enrolment.business_id]),
                "shield",
            )
        if kind == "reports":
            return Door(_("Buka laporan bulanan"), reverse("monthly_reports"), "report")
        if kind == "trainings":
            return Door(_("Lihat pelatihan"), reverse("trainings"), "training")
        if kind not in _ROUTES:
            return None
        route, words, icon = _ROUTES[kind]
        return Door(_(words), reverse(route, args=[enrolment.id]), icon)


_ROUTES = {
    "visits": ("record_visit", gettext_noop("Catat kunjungan"), "visit"),
    "constraints": ("note_constraint", gettext_noop("Catat kendala"), "alert"),
    "growth": ("record_growth", gettext_noop("Catat perkembangan"), "rise"),
    "outcomes": ("report_outcomes", gettext_noop("Laporkan hasil"), "check"),
}
