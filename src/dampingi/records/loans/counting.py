"""What a loan under a scheme would cost its borrower and the city, month by month. Nothing of it is kept."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dampingi.engines.subsidy import Line, Method, own_rate, schedule, shares
from dampingi.engines.subsidy.schedules import nth_due
from dampingi.records.loans.terms import city_share, rate_on, terms_of


@dataclass(frozen=True)
class Month:
    line: Line
    city: int
    borrower: int
    """Of the interest."""

    @property
    def paid(self) -> int:
        """By the borrower: principal and their part of the interest."""
        return self.line.principal + self.borrower


@dataclass(frozen=True)
class Offer:
    method: Method
    principal: int
    rate: int
    share: int
    months: list[Month]

    @property
    def first(self) -> Month:
        return self.months[0]

    @property
    def interest(self) -> int:
        return sum(m.line.interest for m in self.months)

    @property
    def city(self) -> int:
        return sum(m.city for m in self.months)

    @property
    def borrower(self) -> int:
        return sum(m.borrower for m in self.months)

    @property
    def paid(self) -> int:
        return self.principal + self.borrower

    @property
    def steady(self) -> bool:
        """Whether every instalment but the last is the first's, give or take a rupiah of rounding."""
        return all(abs(m.paid - self.first.paid) <= 1 for m in self.months[:-1])

    @property
    def last(self) -> Month:
        return self.months[-1]

    @property
    def own(self) -> Decimal:
        """The borrower's part of the year's rate, in hundredths of a percent."""
        return own_rate(self.rate, self.share) * 100


def offer(
    body: dict[str, Any], principal: int, months: int, on: datetime.date, method: Method | None = None
) -> Offer:
    """As if signed that day, first due a month later. Raises Refused where the scheme does not allow the size."""
    chosen = body | {"method": method or body["method"]}
    terms = terms_of(chosen, principal, months, on, nth_due(on, 2))
    share = city_share(body, principal)
    lines = schedule(terms)
    split = shares(lines, share)
    told = [Month(line, city, borrower) for line, (city, borrower) in zip(lines, split, strict=True)]
    return Offer(Method(chosen["method"]), principal, rate_on(body, on), share, told)


def misses_promise(body: dict[str, Any], found: Offer) -> bool:
    """Whether the subsidy leaves the borrower more than was advertised."""
    return body["advertised"] is not None and found.own > body["advertised"]
