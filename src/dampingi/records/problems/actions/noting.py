"""A problem is noted, added to, put in other words, and its authority chosen otherwise with a reason."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions import queries as regions
from dampingi.foundation.revisions.actions import change
from dampingi.foundation.revisions.queries import version_of
from dampingi.records.meetings.models import Meeting
from dampingi.records.problems.actions.course import (
    held_problem,
    must_be_kept,
    open_problem,
    tell,
    tell_level,
    tell_writer,
    written,
)
from dampingi.records.problems.authority import acts_at, called, home_of, judged_by, matters, proposed, rank
from dampingi.records.problems.intake import ProblemIntake
from dampingi.records.problems.models import Level, Problem, Said
from dampingi.records.problems.queries import problem_of
from dampingi.records.problems.topics import topics
from dampingi.records.programmes.rosters import today_in

NEW = gettext_noop("Masalah baru dicatat: %(title)s.")
ADDED = gettext_noop("Ada catatan baru pada masalah %(title)s.")
EDITABLE = ("title", "what", "cause", "topic")
EARLIEST = 2015


@transaction.atomic
def note_problem(*, by: Actor, said: ProblemIntake) -> Problem:
    """Kept by the lowest level that holds the whole place, whosever authority it is."""
    by.require(Permission.NOTE_PROBLEMS, region=said.region)
    known = Problem.objects.unscoped("the form's own id").filter(id=said.id).first()
    if known:
        return _again(by, known)
    if said.region and not regions.exists(said.region):
        raise Refused(_("Wilayah itu tidak dikenal. Pilih dari daftar."))
    home, level, reason = (
        home_of(said.region),
        *_level(said.region, said.matter, said.level, said.level_reason),
    )
    made = Problem(
        id=said.id, region=said.region, level=level, level_reason=reason, matter=said.matter, home=home, held=home,
        noted_on=_day(said), noted_by=by.user_id, noted_by_name=by.name, meeting=_meeting(by, said), judged=judged_by(said.matter, said.region), **_words(said),
        origin_kind=said.origin[0] if said.origin else "", origin_id=said.origin[1] if said.origin else None,
    )  # fmt: skip
    made.save(force_insert=True)
    tell(by, made, Said.NOTED, reason, action="note_problem")
    if not acts_at(by, made.region, home):
        tell_level(made, home, NEW, by)
    return made


@transaction.atomic
def add_note(*, by: Actor, problem: uuid.UUID, text: str) -> None:
    """Anybody who may note there, whoever has it; also once it is closed."""
    found = problem_of(by, problem, locked=True)
    by.require(Permission.NOTE_PROBLEMS, region=found.region)
    must_be_kept(found)
    kept = written(text, _("Tulis catatannya."))
    tell(by, found, Said.NOTE, kept, action="add_to_problem")
    tell_level(found, found.held, ADDED, by)
    tell_writer(found, ADDED, by)


@transaction.atomic
def edit_problem(
    *, by: Actor, problem: uuid.UUID, seen: int, title: str, what: str, cause: str, topic: str
) -> Problem:
    """Put in other words by its level, or by who noted it while nobody above has it. `seen` is the version the form showed."""
    found = open_problem(by, problem)
    writer = found.noted_by == by.user_id and found.held == found.home
    if not (writer or acts_at(by, found.region, found.home)):
        raise Conflict(
            _("Yang mengubah isinya pencatatnya atau %(level)s.")
            % {"level": called(found.region, found.home)}
        )
    if version_of("problem", found.id) != seen:
        raise Conflict(_("Orang lain baru saja mengubah masalah ini. Muat ulang, lalu ubah lagi."))
    words = _words(ProblemIntake(found.region, title, what, topic, cause), kept=found.topic)
    if change(by=by, record=found, kind="problem", values=words):
        tell(by, found, Said.EDITED, action="edit_problem")
    return found


@transaction.atomic
def change_authority(*, by: Actor, problem: uuid.UUID, level: str, matter: str, reason: str) -> Problem:
    """By who has it: another matter, or another level than the matrix proposes, always with the reason."""
    found = held_problem(by, problem)
    kept = written(reason, _("Tulis alasan mengubah kewenangannya."), 300)
    told = _level(found.region, matter, level, kept)[0]
    if (told, matter) == (found.level, found.matter):
        raise Refused(_("Kewenangannya tetap sama. Pilih urusan atau tingkat yang lain."))
    change(
        by=by,
        record=found,
        kind="problem",
        values={"level": told, "matter": matter, "level_reason": kept},
        reason=kept,
    )
    found.judged = judged_by(matter, found.region)
    found.save(update_fields=["judged"])
    text = f"{called(found.region, told)}: {kept}"
    tell(by, found, Said.LEVEL, text, action="change_problem_authority", reason=kept)
    return found


def _again(by: Actor, known: Problem) -> Problem:
    if known.noted_by != by.user_id:
        raise Conflict(_("Isian ini sudah dikirim. Buka formulir baru."))
    return known


def _words(said: ProblemIntake, kept: str = "") -> dict[str, str]:
    """`kept`: the topic it has, which may be out of use by now."""
    if said.topic not in {*topics(said.region), kept}:
        raise Refused(_("Pilih topiknya dari daftar."))
    return {
        "title": written(said.title, _("Tulis judul masalahnya."), 150),
        "what": written(said.what, _("Ceritakan apa masalahnya.")),
        "cause": written(said.cause, "") if said.cause.strip() else "",
        "topic": said.topic,
    }


def _level(region: str, matter: str, level: str, reason: str) -> tuple[Level, str]:
    """The level in force and why it is not the proposed one."""
    if matter and matter not in matters(region):
        raise Refused(_("Pilih urusannya dari matriks kewenangan."))
    told = proposed(matter, region)
    if not level or level == told:
        return told, ""
    if level not in Level.values or rank(level) < rank(home_of(region)):
        raise Refused(
            _(
                "Tingkat itu lebih kecil daripada wilayah masalahnya. Pilih tingkat lain, atau persempit wilayahnya."
            )
        )
    return Level(level), written(reason, _("Tulis mengapa kewenangannya lain daripada usulan matriks."), 300)


def _day(said: ProblemIntake):
    today = today_in(said.region)
    if said.noted_on and not (said.noted_on.year >= EARLIEST and said.noted_on <= today):
        raise Refused(
            _("Tanggalnya paling lambat hari ini, dan tidak lebih tua daripada tahun %(year)d.")
            % {"year": EARLIEST}
        )
    return said.noted_on or today


def _meeting(by: Actor, said: ProblemIntake) -> Meeting | None:
    if said.meeting_id is None:
        return None
    found = Meeting.objects.for_actor(by, Permission.VIEW_MEETINGS).filter(id=said.meeting_id).first()
    if found is None:
        raise Refused(_("Rapat itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found
