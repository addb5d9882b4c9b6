from collections.abc import Mapping, Sequence

from dampingi.engines.honoraria.terms import WHOLE, Honorarium, Line, Rate, Tax


def compute(
    units: Mapping[str, int],
    rates: Sequence[Rate],
    tax: Tax | None,
    *,
    registered: bool,
    paid_before: int = 0,
    owed: int = 0,
) -> Honorarium:
    """`units` are pieces on record by a rate's code (1 for a month, visits, minutes); `registered` has a tax number.

    `paid_before` was transferred for the same month already; up to `owed` rupiah from earlier overpayments are set off. Without a `tax` none is withheld.
    """
    lines = tuple(_line(rate, units.get(rate.code, 0)) for rate in rates)
    gross = sum(line.total for line in lines)
    base, withheld = tax_on(gross, tax, registered=registered) if tax else (0, 0)
    net = gross - withheld
    left = net - paid_before
    set_off = min(owed, max(left, 0))
    return Honorarium(lines, gross, base, withheld, net, paid_before, set_off, left - set_off)


def _line(rate: Rate, counted: int) -> Line:
    if counted < 0:
        raise ValueError(f"{rate.code}: fewer than none")
    paid = counted if rate.cap is None else min(counted, rate.cap * rate.per)
    return Line(rate.code, counted, paid, rate.amount, paid * rate.amount // rate.per)


def tax_on(gross: int, tax: Tax, *, registered: bool) -> tuple[int, int]:
    """(base, tax) of a payment of `gross` rupiah."""
    base = gross * tax.base // WHOLE // tax.step * tax.step
    shares, below = 0, 0
    for bracket in tax.brackets:
        upto = base if bracket.upto is None else min(base, bracket.upto)
        shares += max(0, upto - below) * bracket.share
        below = max(below, upto)
    surcharge = WHOLE if registered else WHOLE + tax.surcharge
    return base, min(shares * surcharge // (WHOLE * WHOLE), gross)
