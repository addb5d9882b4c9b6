"""What stood in the way this year: noted by those who met it, agreed upon, handed up and answered, closed or still waiting."""

import datetime
from collections.abc import Callable
from typing import Any

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import settle
from dampingi.foundation.notices.actions import mark_read
from dampingi.foundation.notices.queries import notices_for
from dampingi.records.meetings.models import Meeting
from dampingi.records.problems import actions
from dampingi.records.problems.intake import ProblemIntake
from dampingi.records.problems.models import Problem

DAY = datetime.timedelta(days=1)
READERS = ("penyelenggara", "kepala", "provinsi", "koordinator", "pendamping")


def meet_obstacles(b: Building) -> None:
    for told in read("problems"):
        made = _noted(b, told)
        for after, act in sorted(_course(b, told, made), key=lambda step: step[0]):
            if after <= told["days"]:
                b.clock.set(b.today - (told["days"] - after) * DAY)
                act()
    b.clock.set(b.today)
    _add_a_topic(b)
    _all_read(b)


def _add_a_topic(b: Building) -> None:
    """Proposed by the office, published by its head."""
    made = actions.propose_list(
        by=b.persona("penyelenggara"), kind="topics", added=[{"name": "Bencana dan musim"}], without=[], base=0, reason="Banjir menutup sentra dua kali tahun ini; belum ada topiknya."
    )  # fmt: skip
    settle(by=b.persona("kepala"), subject=("problem_list", made.id), decision="approve")


def _noted(b: Building, told: dict[str, Any]) -> Problem:
    b.clock.set(b.today - told["days"] * DAY)
    by = b.persona(told["by"])
    meeting = Meeting.objects.unscoped("the demo city").filter(title__startswith="Rapat koordinasi").first()
    said = ProblemIntake(
        region=_place(b, told), title=told["title"], what=told["what"], cause=told["cause"], topic=told["topic"], matter=told["matter"],
        meeting_id=meeting.id if meeting and told.get("meeting") else None, id=b.new_id(),
    )  # fmt: skip
    return actions.note_problem(by=by, said=said)


def _place(b: Building, told: dict[str, Any]) -> str:
    if told["place"] == "city":
        return b.programme.region
    if told["place"] == "own" or told["by"] == "koordinator":
        return b.persona(told["by"]).regions(Permission.NOTE_PROBLEMS)[0]
    codes = list(b.places.kecamatan)
    return codes[told["place"] % len(codes)]


def _course(b: Building, told: dict[str, Any], made: Problem) -> list[tuple[int, Callable[[], Any]]]:
    """What happened after it was noted: (days after, act)."""
    office, found = b.persona("penyelenggara"), []
    for note in told.get("notes", ()):
        found.append(
            (
                note["after"],
                lambda n=note: actions.add_note(by=b.persona(n["by"]), problem=made.id, text=n["text"]),
            )
        )
    for up in told.get("up", ()):
        found.append((up["after"], lambda u=up: actions.hand_up(by=office, problem=made.id, text=u["text"])))
        if "answer" in up:
            found.append((up["answered"], lambda u=up: _answered(b, made, u)))
    for item in told.get("agreed", ()):
        found.append((item.get("from", 5), lambda i=item: _agreed(b, told, made, i)))
        if "done" in item:
            found.append((item["done"], lambda i=item: _done(b, made, i)))
    if end := told.get("close"):
        found.append(
            (
                end["after"],
                lambda: actions.close(by=office, problem=made.id, result=end["result"], text=end["text"]),
            )
        )
    return found


def _answered(b: Building, made: Problem, up: dict[str, Any]) -> None:
    actions.answer(by=b.persona("provinsi"), problem=made.id, kind=up["kind"], text=up["answer"])


def _agreed(b: Building, told: dict[str, Any], made: Problem, item: dict[str, Any]) -> None:
    owner = b.users[item["owner"]].id if "owner" in item else None
    due_on = b.today - (told["days"] - item["due"]) * DAY
    actions.agree(
        by=b.persona("penyelenggara"), problem=made.id, text=item["text"], due_on=due_on, owner=owner, office=item.get("office", ""),
        id=b.new_id(),
    )  # fmt: skip


def _done(b: Building, made: Problem, item: dict[str, Any]) -> None:
    agreed = made.agreed.get(text=item["text"])
    actions.finish(by=b.persona(item.get("owner", "penyelenggara")), agreed=agreed.id, note=item["note"])


def _all_read(b: Building) -> None:
    """Of what is over everybody has read."""
    over = {
        str(id)
        for id in Problem.objects.unscoped("the demo city")
        .exclude(closed_at=None)
        .values_list("id", flat=True)
    }
    for key in READERS:
        actor = b.persona(key)
        told = notices_for(actor, unread=True).filter(url__contains="/masalah/")
        mark_read(
            by=actor, notices=[n.id for n in told if any(id in n.url for id in over) or "tindakan" in n.url]
        )
