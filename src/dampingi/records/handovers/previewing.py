"""What a handover would come to, before anybody presses: per receiver how many before and after, how near, and with the field that is needed."""

from dataclasses import dataclass

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.records.handovers.intake import Asked
from dampingi.records.handovers.matching import Match, matched
from dampingi.records.handovers.queries.loads import loads_of
from dampingi.records.programmes.models import Mentor, Programme
from dampingi.records.programmes.rosters import Roster

SHOWN = 60
"""Participants named; the counts are of all."""


@dataclass(frozen=True)
class Line:
    """`before` is what they carry now, `after` what they would; `metres` is the mean of those whose distance is known, None where none is; of the `needing`,
    who need a field, it `fits` so many."""

    mentor: Mentor
    before: int
    after: int
    gets: int
    metres: int | None
    fits: int
    needing: int
    stays: int
    names: list[str]


@dataclass(frozen=True)
class Preview:
    lines: list[Line]
    left: list[tuple[str, str]]
    """Name, and why nobody takes them: `region` or `woman`."""
    seen: str
    """What the press must come to: another sharing than the one shown is not taken over unseen."""


def preview_of(actor: Actor, programme: Programme, asked: Asked) -> Preview:
    roster = Roster(asked.enrolments, asked.receivers)
    roster.require_reach(actor, Permission.MANAGE_MENTORS)
    enrolments = [roster.enrolment(id) for id in dict.fromkeys(asked.enrolments)]
    mentors = [roster.mentor(id) for id in dict.fromkeys(asked.receivers)]
    found, called = matched(enrolments, mentors, asked.way), {e.id: e.person.name for e in enrolments}
    now, others = loads_of(mentors), loads_of(mentors, without=enrolments)
    lines = []
    for mentor in mentors:
        given = [(called[id], match) for id, match in found.of.items() if match.mentor.id == mentor.id]
        lines.append(_line(mentor, now[mentor], others[mentor], sorted(given, key=lambda each: each[0])))
    return Preview(lines, sorted((called[id], why) for id, why in found.left.items()), found.digest())


def _line(mentor: Mentor, before: int, others: int, given: list[tuple[str, Match]]) -> Line:
    far = [m.metres for _name, m in given if m.metres is not None]
    known = [m for _name, m in given if m.field_fits is not None]
    return Line(
        mentor, before, others + len(given), len(given), round(sum(far) / len(far)) if far else None,
        sum(bool(m.field_fits) for m in known), len(known), sum(m.stays for _name, m in given),
        [name for name, _m in given][:SHOWN],
    )  # fmt: skip
