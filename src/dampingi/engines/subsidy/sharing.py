from collections.abc import Iterable, Sequence
from decimal import Decimal

from dampingi.engines.subsidy.terms import WHOLE, Line, Tier


def share_of(principal: int, tiers: Sequence[Tier]) -> int | None:
    """The city's share for a loan of this size; None where the table ends below it. ValueError when the tiers do not rise."""
    limits = [tier.upto for tier in tiers]
    if limits != sorted(set(limits)):
        raise ValueError("tiers rise")
    return next((tier.share for tier in tiers if principal <= tier.upto), None)


def split(interest: int, share: int) -> tuple[int, int]:
    """(city, borrower) of a month's interest; they add up to it."""
    city = interest * share // WHOLE
    return city, interest - city


def shares(lines: Iterable[Line], share: int) -> list[tuple[int, int]]:
    return [split(line.interest, share) for line in lines]


def own_rate(rate: int, share: int) -> Decimal:
    """What of a year's rate the borrower pays themselves, in percent and exact: 9% of which the city pays 90% is 0.9."""
    return Decimal(rate * (WHOLE - share)) / (WHOLE * 100)
