"""The problems of a round's region as its minutes name them: what is open, whose authority it is, who does what until when."""

from collections import defaultdict
from typing import Any

from django.utils.translation import override

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.insight.rounds.models import Round
from dampingi.records.problems import queries
from dampingi.records.problems.authority import called
from dampingi.records.problems.models import AgreedAction
from dampingi.records.problems.topics import topic_names
from dampingi.records.programmes.rosters import today_in

SHOWN = 40
"""Named in the minutes: what is past its day first, then the oldest; all stand in the register."""


def outstanding(actor: Actor, round: Round) -> dict[str, Any]:
    """As plain JSON and in one language: {open, rows}. `until` is a day, "" where nothing is agreed yet."""
    read = queries.problems(actor).filter(inside(round.region), closed_at=None, archived_at=None)
    rows = queries.with_standing(read, today_in(round.region)).order_by("-overdue", "noted_on", "title", "id")
    shown = list(rows[:SHOWN])
    places, actions = names({p.region for p in shown}), _open_actions(shown)
    with override("id"):
        named = topic_names()
        told = [
            {
                "title": p.title, "place": places.get(p.region, p.region), "topic": named.get(p.topic, p.topic), "noted_on": p.noted_on.isoformat(),
                "authority": called(p.region, p.level), "held": called(p.region, p.held), "overdue": p.overdue,
                "actions": [{"text": a.text, "owner": a.by_whom, "until": a.due_on.isoformat()} for a in actions[p.id]],
            }
            for p in shown
        ]  # fmt: skip
    return {"open": rows.count(), "rows": told}


def _open_actions(shown: list[Any]) -> dict[Any, list[AgreedAction]]:
    """By problem, what is due first before the rest."""
    rows = AgreedAction.objects.unscoped("of problems the reader reaches").filter(
        problem__in=shown, done_at=None, dropped_at=None
    )
    found: dict[Any, list[AgreedAction]] = defaultdict(list)
    for row in rows.select_related("owner").order_by("due_on", "made_at"):
        found[row.problem_id].append(row)
    return found
