"""What every action on a problem does: hold it, check that it is open and whose it is, and write a line of its course."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.records.problems.authority import acts_at, called, people_at
from dampingi.records.problems.models import Entry, Problem, Said
from dampingi.records.problems.queries import problem_of
from dampingi.records.programmes.rosters import today_in

LONGEST = 4_000


def written(text: str, ask: str, most: int = LONGEST) -> str:
    """Without the space around; refused with `ask` where nothing is left."""
    kept = text.strip()
    if not kept:
        raise Refused(ask)
    if len(kept) > most:
        raise Refused(_("Tulis paling banyak %(most)d huruf.") % {"most": most})
    return kept


def open_problem(by: Actor, id: uuid.UUID) -> Problem:
    """Locked, neither closed nor archived."""
    found = problem_of(by, id, locked=True)
    must_be_open(found)
    return found


def must_be_kept(found: Problem) -> None:
    if found.archived_at:
        raise Conflict(_("Masalah ini diarsipkan. Kembalikan dahulu dari arsip."))


def must_be_open(found: Problem) -> None:
    must_be_kept(found)
    if found.closed_at:
        raise Conflict(_("Masalah ini sudah ditutup. Buka kembali dahulu bila belum selesai."))


def must_hold(by: Actor, found: Problem) -> None:
    """Only the level that has it acts on it."""
    if not acts_at(by, found.region, found.held):
        raise Conflict(
            _(
                "Masalah ini ada pada %(level)s. Anda dapat memberi catatan; yang bertindak tingkat itu sendiri."
            )
            % {"level": called(found.region, found.held)}
        )


def held_problem(by: Actor, id: uuid.UUID) -> Problem:
    """Open, and of a level the actor acts for."""
    found = open_problem(by, id)
    must_hold(by, found)
    return found


def tell(by: Actor, found: Problem, kind: Said, text: str = "", *, action: str, reason: str = "", subject: uuid.UUID | None = None) -> None:  # fmt: skip
    """A line of its course, for people, and the audit event."""
    last = found.course.order_by("-number").values_list("number", flat=True).first() or 0
    Entry.objects.create(
        problem=found, number=last + 1, kind=kind, text=text, level=found.held, by=by.user_id, by_name=by.name
    )
    about = ("agreed_action", subject) if subject else ("problem", found.id)
    record_event(
        by=by, action=action, subject=about, region=found.region, reason=reason, detail={"held": found.held, "level": found.level},
        values=[str(found.id), text],
    )  # fmt: skip


def tell_level(found: Problem, level: str, text: str, by: Actor) -> None:
    """A notice to everybody who acts for a level, but not to who did it."""
    users = {u.id for u in people_at(found.region, level, today_in(found.region))} - {by.user_id}
    values = {"title": found.title, "level": called(found.region, found.held)}
    notify(users=users, text=text, values=values, url=reverse("problem", args=[found.id]))


def tell_writer(found: Problem, text: str, by: Actor) -> None:
    if found.noted_by and found.noted_by != by.user_id:
        values = {"title": found.title, "level": called(found.region, found.held)}
        notify(users=[found.noted_by], text=text, values=values, url=reverse("problem", args=[found.id]))
