"""Where participants stand in their programme's stages: what is done, what is missing, since when, whose turn it is."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.ui.formats import short_day
from dampingi.records.mentoring.models import StageCompletion, Task
from dampingi.records.mentoring.tracks.checking import Checked, Names, check
from dampingi.records.mentoring.tracks.reading import WHY, Counts, counts, open_fields
from dampingi.records.mentoring.tracks.rules import Asked, Rule, asked
from dampingi.records.mentoring.tracks.vocabulary import Duty
from dampingi.records.programmes.models import Enrolment, Stage


@dataclass(frozen=True)
class Step:
    """One stage of one participant."""

    stage: Stage
    rule: Rule | None
    state: str
    """done, now, next or skipped: what the stage-track component knows."""
    completion: StageCompletion | None
    since: datetime.date
    """When it could begin: the day the stage before it was finished, or the participant's first day."""
    today: datetime.date
    entry: tuple[Checked, ...] = ()
    exit: tuple[Checked, ...] = ()
    may_skip: bool = False
    """By need, and the participant has no open constraint in its fields."""

    @property
    def label(self) -> str:
        return self.stage.name

    @property
    def late(self) -> bool:
        return self.state in ("now", "next") and self.stage.due_on < self.today

    @property
    def days_late(self) -> int:
        return (self.today - self.stage.due_on).days if self.late else 0

    @property
    def waiting_days(self) -> int:
        return (self.today - self.since).days

    @property
    def missing(self) -> tuple[Checked, ...]:
        return tuple(c for c in (*self.entry, *self.exit) if not c.met)

    @property
    def ready(self) -> bool:
        return self.state != "done" and not self.missing

    @property
    def unproven(self) -> bool:
        """Finished before the programme asked for this evidence, or let pass without it."""
        return self.state == "done" and self.completion.needed and any(not c.met for c in self.exit)  # type: ignore[union-attr]

    @property
    def note(self) -> str:
        if self.completion:
            words = _("selesai %(day)s") if self.completion.needed else _("tidak diperlukan, %(day)s")
            return words % {"day": short_day(self.completion.done_on)}
        if self.state == "skipped":
            return ""
        words = _("terlambat, batas %(day)s") if self.late else _("batas %(day)s")
        return words % {"day": short_day(self.stage.due_on)}


@dataclass(frozen=True)
class Track:
    enrolment: Enrolment
    steps: tuple[Step, ...]

    @property
    def now(self) -> Step | None:
        return next((s for s in self.steps if s.state == "now"), None)

    @property
    def done(self) -> int:
        return sum(s.state == "done" for s in self.steps)

    @property
    def late(self) -> list[Step]:
        return [s for s in self.steps if s.late]

    @property
    def waits_for(self) -> Duty | None:
        """Whose turn it is: the first thing that is missing says it; with nothing missing the mentor ticks the stage off."""
        if self.now is None:
            return None
        return self.now.missing[0].duty if self.now.missing else Duty.MENTOR


def track(enrolment: Enrolment, *, today: datetime.date) -> Track:
    return tracks([enrolment], today=today)[enrolment.id]


def tracks(enrolments: Sequence[Enrolment], *, today: datetime.date) -> dict[uuid.UUID, Track]:
    """enrolment id -> its track. The caller has checked their reach; what is on record is read once for all of them."""
    seen = _Seen(enrolments)
    return {e.id: Track(e, tuple(seen.steps(e, today))) for e in enrolments}


class _Seen:
    def __init__(self, enrolments: Sequence[Enrolment]) -> None:
        ids = [e.id for e in enrolments]
        programmes = {e.programme_id for e in enrolments}
        self.asked = asked(programmes)
        self.stages = _by_programme(Stage.objects.filter(programme__in=programmes).order_by("order"))
        self.names = names_of(programmes)
        self.done = _completions(ids)
        conditions = {c for a in self.asked.values() for c in a.conditions}
        self.counts: Counts = counts(ids, conditions) if conditions else {}
        by_need = any(r.by_need for a in self.asked.values() for r in a.rules.values())
        self.open = open_fields(ids) if by_need else {}

    def steps(self, enrolment: Enrolment, today: datetime.date) -> Iterable[Step]:
        asks = self.asked.get(enrolment.programme_id)
        done = self.done[enrolment.id]
        since, now_given = enrolment.enrolled_on, False
        for stage in self.stages[enrolment.programme_id]:
            completion = done.get(stage.code)
            state = (
                "done" if completion else "skipped" if enrolment.exited_on else "next" if now_given else "now"
            )
            now_given = now_given or state == "now"
            rule = asks.rules.get(stage.code) if asks else None
            yield Step(
                stage, rule, state, completion, since, today, **self._conditions(enrolment, rule, done, asks)
            )
            since = completion.done_on if completion else since

    def _conditions(
        self, enrolment: Enrolment, rule: Rule | None, done: dict, asks: Asked | None
    ) -> dict[str, Any]:
        if rule is None:
            return {}
        told = {
            "counts": self.counts,
            "done": {code: c.done_on for code, c in done.items()},
            "names": self.names[enrolment.programme_id],
        }
        return {
            "entry": check(rule.entry, enrolment.id, **told),
            "exit": check(rule.exit, enrolment.id, **told),
            "may_skip": may_skip(rule, self.open.get(enrolment.id, set())),
        }


def may_skip(rule: Rule, open_fields: set[str]) -> bool:
    """A stage by need may be settled as not needed while no open constraint calls for it."""
    return rule.by_need and not open_fields & set(rule.fields)


def names_of(programmes: Iterable[uuid.UUID]) -> dict[uuid.UUID, Names]:
    """programme -> (task or stage, code) -> name."""
    wanted = list(programmes)
    found: dict[uuid.UUID, Names] = defaultdict(dict)
    for programme, code, title in Task.objects.filter(programme__in=wanted).values_list(
        "programme_id", "code", "title"
    ):
        found[programme]["task", code] = title
    for programme, code, name in Stage.objects.filter(programme__in=wanted).values_list(
        "programme_id", "code", "name"
    ):
        found[programme]["stage", code] = name
    return found


def _by_programme(stages: Iterable[Stage]) -> dict[uuid.UUID, list[Stage]]:
    found: dict[uuid.UUID, list[Stage]] = defaultdict(list)
    for stage in stages:
        found[stage.programme_id].append(stage)
    return found


def _completions(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, StageCompletion]]:
    found: dict[uuid.UUID, dict[str, StageCompletion]] = defaultdict(dict)
    for start in range(0, len(ids), 500):
        rows = StageCompletion.objects.unscoped(WHY).filter(enrolment__in=ids[start : start + 500])
        for row in rows.select_related("stage"):
            found[row.enrolment_id][row.stage.code] = row
    return found
