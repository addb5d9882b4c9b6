"""Subsidised loans: what a loan costs month by month, what of it the city pays, and whether a bank's claim agrees. Whole rupiah throughout.

Rounding, stated once:
- a month's interest is the balance x the year's rate / 12, rounded half up, as banks book it;
- principal in equal parts is rounded down, an annuity's instalment half up; the last instalment takes what is left, so the principal parts always add up to the loan;
- the city's share of a month's interest is rounded down: it never pays more than its share, and the borrower pays the rest, so the two always add up to the interest.

Rates and shares are whole numbers of hundredths of a percent (WHOLE is all): no binary fractions anywhere. Nothing here is a constant of a scheme: tiers, rates and
bounds come from dated tables. The methods are the three that Indonesian banks quote - flat, effective (menurun) and annuity (anuitas); a sharia loan's fixed margin
(murabahah) is counted as flat.
"""

from dampingi.engines.subsidy.claims import Claim, Due, Fault, Finding, dues, examine
from dampingi.engines.subsidy.schedules import schedule
from dampingi.engines.subsidy.sharing import own_rate, share_of, shares, split
from dampingi.engines.subsidy.terms import WHOLE, Keeps, Line, Method, Prepayment, RateFrom, Terms, Tier

__all__ = [
    "WHOLE", "Claim", "Due", "Fault", "Finding", "Keeps", "Line", "Method", "Prepayment", "RateFrom", "Terms", "Tier",
    "dues", "examine", "own_rate", "schedule", "share_of", "shares", "split",
]  # fmt: skip
