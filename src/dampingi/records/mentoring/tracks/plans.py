"""Stages to start from, shipped as content; an office publishes its own."""

import datetime
from typing import Any

from dampingi.foundation.definitions import load
from dampingi.records.mentoring.tracks.rules import Rule
from dampingi.records.mentoring.tracks.vocabulary import Condition
from dampingi.records.programmes.models import Programme, Stage


def stage_plans() -> dict[str, str]:
    """code -> name."""
    return {plan["code"]: plan["name"] for plan in load("stage_plans")}


def shipped(code: str, programme: Programme) -> list[Rule]:
    """The stages of a shipped plan with due days in the programme's own time; a task it does not have is left out."""
    plan = next(plan for plan in load("stage_plans") if plan["code"] == code)
    tasks = set(programme.tasks.values_list("code", flat=True))  # type: ignore[attr-defined]
    return [_rule(told, programme, tasks) for told in plan["stages"]]


def of_stages(programme: Programme) -> list[Rule]:
    """What a programme has that published nothing: names and due days, no conditions."""
    return [Rule(s.code, s.name, s.due_on) for s in Stage.objects.filter(programme=programme)]


def _rule(told: dict[str, Any], programme: Programme, tasks: set[str]) -> Rule:
    month, day = map(int, told["due"].split("-"))
    due = datetime.date(programme.starts_on.year, month, day)
    return Rule(
        code=told["code"],
        name=told["name"],
        due_on=min(max(due, programme.starts_on), programme.ends_on),
        purpose=told.get("purpose", ""),
        by_need=told.get("by_need", False),
        fields=tuple(told.get("fields", ())),
        entry=_conditions(told.get("entry", ()), tasks),
        exit=_conditions(told.get("exit", ()), tasks),
    )


def _conditions(told: Any, tasks: set[str]) -> tuple[Condition, ...]:
    found = [Condition(c["kind"], c.get("n", 1), c.get("what", "")) for c in told]
    return tuple(c for c in found if c.kind != "task" or c.what in tasks)
