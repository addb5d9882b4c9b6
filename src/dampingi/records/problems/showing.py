"""What a problem's page tells, and which doors it opens to whom."""

from functools import cache
from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.queries import name_of
from dampingi.records.problems import queries
from dampingi.records.problems.actions.handing import enters_for
from dampingi.records.problems.authority import acts_at, called, decides, rank
from dampingi.records.problems.listing import agreed_state
from dampingi.records.problems.lists import names as matter_names
from dampingi.records.problems.models import Entry, ListEdition, Problem, Said
from dampingi.records.problems.standing import days_of, state_of
from dampingi.records.problems.topics import topic_names
from dampingi.records.programmes.rosters import today_in

ICONS = {
    Said.NOTED: "plus", Said.NOTE: "chat", Said.EDITED: "edit", Said.LEVEL: "level", Said.AGREED: "task", Said.DONE: "check", Said.DROPPED: "close",
    Said.POSTPONED: "calendar", Said.HANDED: "up", Said.ANSWERED: "down", Said.CLOSED: "check", Said.REOPENED: "undo", Said.ARCHIVED: "inbox",
    Said.RESTORED: "undo",
}  # fmt: skip


def shown(actor: Actor, found: Problem) -> dict[str, Any]:
    today = today_in(found.region)
    told = queries.with_standing(queries.problems(actor), today).get(id=found.id)
    agreed = queries.agreed_of(found)
    for each in agreed:
        each.look, each.look_words = agreed_state(each, today)  # type: ignore[attr-defined]
    return {
        "problem": told, "state": state_of(told), "days": days_of(told, today), "place": name_of(found.region), "agreed": agreed,
        "topic": topic_names().get(found.topic, found.topic), "matter": matter_names(ListEdition.Kind.MATTERS).get(found.matter, ""), "source": found.judged.get("source", ""),
        "authority": called(found.region, found.level), "holder": called(found.region, found.held),
        "waiting": queries.waiting_handing(found), "answers": queries.answered_up(found), "course": _course(found),
        "reads_meeting": bool(found.meeting and actor.may(Permission.VIEW_MEETINGS, region=found.meeting.region)), **doors(actor, told),
    }  # fmt: skip


def doors(actor: Actor, found: Problem) -> dict[str, bool]:
    """As the actions decide, so that no button leads to a refusal."""
    living = not (found.closed_at or found.archived_at)
    holds = acts_at(actor, found.region, found.held)
    here, waiting = found.held == found.home, queries.waiting_handing(found) if living else None
    writer = found.noted_by == actor.user_id and here
    enters = bool(waiting and enters_for(actor, found, waiting))
    return {
        "may_note": not found.archived_at and actor.may(Permission.NOTE_PROBLEMS, region=found.region),
        "may_edit": living and (writer or acts_at(actor, found.region, found.home)),
        "may_agree": living and holds and decides(found), "may_change": living and holds,
        "may_hand": living and holds and rank(found.level) > rank(found.held), "may_answer": bool(waiting and (holds or enters)),
        "may_close": living and holds and here, "may_reopen": bool(found.closed_at and not found.archived_at and holds),
        "may_archive": holds and here and not found.archived_at, "may_restore": bool(found.archived_at and holds),
    }  # fmt: skip


def _course(found: Problem) -> list[dict[str, Any]]:
    whose = cache(called)
    return [_told(found, entry, whose(found.region, entry.level)) for entry in queries.course_of(found)]


def _told(found: Problem, entry: Entry, level: str) -> dict[str, Any]:
    return {
        "at": entry.at, "title": entry.get_kind_display(), "icon": ICONS[Said(entry.kind)], "text": entry.text,
        "who": f"{entry.by_name}, {level}" if entry.by_name else level,
    }  # fmt: skip
