"""The lawful forms as an edition, and what follows from a budget: pure arithmetic, held against a loop in the tests."""

from typing import Any

from dampingi.foundation.definitions import load

MONEY = ("social_aid", "group_grant")
"""Forms whose recipients get money: they go on to a selection here. Goods go on to equipment, subsidies to loans."""


def edition() -> dict[str, Any]:
    """What a study freezes of the rules."""
    told = load("grant_forms")
    return {
        "edition": told["edition"], "since": told["since"], "forms": told["forms"], "report_days": told["report_days"],
        "parts": told["parts"], "assumed": told["assumed"],
    }  # fmt: skip


def fitting(eligible: int, unit: int, budget: int) -> tuple[int, int, int]:
    """(recipients, cost, left): as many whole units as the budget pays, and never more than are eligible."""
    if eligible < 0 or unit < 0 or budget < 0:
        raise ValueError("counts and rupiah are not negative")
    count = min(eligible, budget // unit) if unit else 0
    return count, count * unit, budget - count * unit


def split(amount: int, parts: int) -> list[int]:
    """In equal rupiah, what does not divide in the last."""
    if parts < 1 or amount < parts:
        raise ValueError("a part has at least one rupiah")
    each = amount // parts
    return [each] * (parts - 1) + [amount - each * (parts - 1)]
