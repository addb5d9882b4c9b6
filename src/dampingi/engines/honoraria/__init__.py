"""A mentor's honorarium of one month: units x rate up to a cap, income tax, what is to be paid. Whole rupiah throughout.

Rounding, stated once: a line of hours is minutes x rate / 60, rounded down; the tax base is rounded down to full `step` rupiah; the tax, each
bracket's share summed exactly first and a surcharge applied, is rounded down to whole rupiah. Nothing is rounded up.

The tax follows the way article 21 income tax is withheld from people who are not employees: a share of the gross is the base, taxed progressively
payment by payment, with a surcharge for those without a tax number. All numbers come from a dated table; none is in this code.
"""

from dampingi.engines.honoraria.computing import compute, tax_on
from dampingi.engines.honoraria.terms import Bracket, Honorarium, Line, Rate, Tax

__all__ = ["Bracket", "Honorarium", "Line", "Rate", "Tax", "compute", "tax_on"]
