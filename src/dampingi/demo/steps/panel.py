"""The evaluations of the year: half-way, decided and decreed; and at its end, the kelurahan's mentors done, the kecamatan's half rated, the city's about to begin."""

import datetime
import uuid

import numpy as np

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.dice import picker, stream
from dampingi.demo.personas import BY_KEY, RATERS
from dampingi.demo.places import CITY
from dampingi.demo.steps import presenting
from dampingi.demo.steps.recruiting import sample_paper
from dampingi.demo.truth import RaterTruth
from dampingi.foundation.accounts.actions import assign
from dampingi.foundation.accounts.permissions import Role
from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.definitions import panel_criteria
from dampingi.insight.evaluation.documents import mentors_of_level
from dampingi.insight.evaluation.intake import DocumentIntake, RatingIntake
from dampingi.insight.evaluation.models import Evaluation, Instrument, RaterAssignment, Subject
from dampingi.insight.instruments import editing
from dampingi.insight.instruments.drafting import begin_draft, save_change

STILL_RATING = "bappeda"
"""The persona who has not begun with the kecamatan's mentors, so that a visitor can."""
_SPREAD, _HALO, _NOISE = 0.4, 0.5, 0.35
"""Points: how raters differ in severity, in the impression one mentor makes on one of them (which colours all criteria
alike), and from themselves. Four raters then tell mentors apart about as badly as panels do."""


def evaluate_half_way(b: Building) -> None:
    """In August, of the first half-year; what was decided is told by `deciding`."""
    _seat(b)
    evaluation = _begin(b, "kelurahan", ends=(7, 31), freezes=(8, 3))
    _rate(b, evaluation, waiting=(), on=(8, 5))
    _conclude(b, evaluation, on=(8, 6))


def evaluate(b: Building) -> None:
    for level, finished in (("kelurahan", True), ("kecamatan", False)):
        evaluation = _begin(b, level, presents=not finished)
        _rate(b, evaluation, waiting=() if finished else (STILL_RATING,))
        if finished:
            _conclude(b, evaluation)
        else:
            presenting.hold(b, evaluation.hearings.get())  # type: ignore[attr-defined]
    _look_at_papers(b, _begin(b, "kota", frozen=False))
    _write_next_year(b)


def _write_next_year(b: Building) -> None:
    """The office has begun to write next year's instrument: visits weigh more, and two points are still to be taken elsewhere."""
    office = b.persona("penyelenggara")
    held = Instrument.objects.filter(level="kelurahan").latest("created_at")
    draft = begin_draft(by=office, instrument=held)
    weight = next(c["weight"] for c in held.body["criteria"] if c["key"] == "visits")
    save_change(
        by=office, draft=draft, change=lambda body: editing.with_weights(body, {"visits": weight + 2}),
        places=[("criteria", "visits")], opened=1,
    )  # fmt: skip


def _look_at_papers(b: Building, evaluation: Evaluation) -> None:
    """The office has looked at the papers of all the city's mentors but one; the certificate is what most lack."""
    b.clock.set(min(b.today, b.year.on(11, 17)))
    office, rng = b.persona("penyelenggara"), picker(b.seed, "panel/papers")
    for n, mentor in enumerate(list(mentors_of_level(evaluation).order_by("name", "id"))[:-1]):
        rows = [
            DocumentIntake("work_plan", True, "Disahkan bulan Februari.", copy=sample_paper("rencana kerja", mentor.name)),
            DocumentIntake("guidance_notes", n != 2, "Buku catatan, map bimbingan." if n != 2 else "Belum diserahkan."),
            DocumentIntake("certificate", rng.random() < 0.4, "Nomor sertifikat tercatat di map pendamping."),
        ]  # fmt: skip
        actions.check_documents(by=office, evaluation=evaluation, mentor=mentor.id, rows=rows)


def _seat(b: Building) -> None:
    """The raters take their seats, each more or less severe."""
    dice = stream(b.seed, "panel/severity")
    severity = dice.normal(0, _SPREAD, len(RATERS))
    severity -= severity.mean()
    for key, points in zip(RATERS, severity, strict=True):
        user = b.users[key]
        assign(
            by=b.by,
            user=user,
            role=Role.PANEL,
            region=CITY,
            starts_on=b.year.on(8, 1),
            programme=b.programme.id,
        )
        b.raters.append(RaterTruth(str(user.id), str(BY_KEY[key].title), float(points)))
    presenting.seat_panel(b)


def _begin(
    b: Building, level: str, *, frozen: bool = True, ends: tuple[int, int] = (11, 15), freezes: tuple[int, int] = (11, 16),
    presents: bool = False,
) -> Evaluation:  # fmt: skip
    """The instrument was locked when the mentors were appointed."""
    office = b.persona("penyelenggara")
    b.clock.set(b.year.on(1, 29))
    made = actions.create_evaluation(
        by=office,
        programme=b.programme,
        level=level,
        starts_on=b.year.on(2, 1),
        ends_on=b.year.on(*ends),
    )
    actions.lock_instrument(by=b.persona("kepala"), evaluation=made)
    if frozen:
        b.clock.set(b.year.on(*freezes))
        actions.freeze_evidence(by=office, evaluation=made)
        if presents:
            presenting.announce(b, made)
        else:
            actions.assign_raters(by=office, evaluation=made, raters=[b.users[k] for k in RATERS])
    return made


def _rate(
    b: Building, evaluation: Evaluation, *, waiting: tuple[str, ...], on: tuple[int, int] = (11, 17)
) -> None:
    b.clock.set(min(b.today, b.year.on(*on)))
    name = f"panel/{evaluation.level}" + ("" if on[0] == 11 else f"/{on[0]}")
    rng, dice = picker(b.seed, name), stream(b.seed, name)
    subjects = list(Subject.objects.filter(evaluation=evaluation).order_by("region", "name", "mentor_id"))
    criteria = [c["key"] for c in panel_criteria(evaluation.instrument.body)]
    apart = dict.fromkeys(criteria, 0.0) | dict(
        zip(criteria, dice.normal(0, 0.2, len(criteria)), strict=True)
    )
    for rater, truth in zip(RATERS, b.raters, strict=True):
        conflicts = _conflicts(subjects) if rater == RATERS[-1] else {}
        halo = dice.normal(0, _HALO, (len(subjects), 1))
        noise = halo + dice.normal(0, _NOISE, (len(subjects), len(criteria)))
        if rater in waiting:
            continue
        by = b.persona(rater)
        actions.declare_interests(by=by, evaluation=evaluation, conflicts=conflicts)
        asked = set(
            RaterAssignment.objects.filter(subject__in=subjects, rater=b.users[rater]).values_list(
                "subject", flat=True
            )
        )
        rows = [
            _level(b, s, c, apart[c] - truth.severity + noise[i, j], rng)
            for i, s in enumerate(subjects)
            for j, c in enumerate(criteria)
            if s.id not in conflicts and s.id in asked
        ]
        actions.rate(by=by, evaluation=evaluation, rows=rows)


def _conflicts(subjects: list[Subject]) -> dict[uuid.UUID, str]:
    """One rater knows one of the mentors too well, says so and stays out."""
    return {subjects[len(subjects) // 3].id: "Mitra usaha pendamping ini sampai tahun lalu."}


def _level(b: Building, subject: Subject, criterion: str, away: float, rng) -> RatingIntake:
    index = next(i for i, m in enumerate(b.mentors) if m.id == subject.mentor_id)
    level = int(np.clip(round(float(b.guides.competence[index]) + away), 1, 5))
    said = read("speech")["ratings"]["low" if level <= 2 else "middle" if level == 3 else "high"]
    return RatingIntake(subject.id, criterion, level, rng.choice(said) if rng.random() < 0.3 else "")


def _conclude(b: Building, evaluation: Evaluation, *, on: tuple[int, int] = (11, 18)) -> None:
    office = b.persona("penyelenggara")
    b.clock.set(min(b.today, b.year.on(*on)))
    actions.close_ratings(by=office, evaluation=evaluation)
    b.clock.set(min(b.today, b.year.on(*on) + datetime.timedelta(days=1)))
    actions.compute(by=office, evaluation=evaluation)
