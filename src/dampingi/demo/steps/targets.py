"""What the office set out to reach this year."""

from decimal import Decimal

from dampingi.demo.building import Building
from dampingi.demo.places import CITY
from dampingi.records.programmes.actions import set_targets
from dampingi.records.programmes.intake import TargetIntake

_CITY = {
    "pass_rate": "0.80",
    "participation": "0.80",
    "stage_timeliness": "0.75",
    "stage_completion": "0.90",
    "verified_share": "0.95",
    "turnover_change": "0.15",
    "weeks_with_sales": "0.85",
    "new_products": "1",
    "new_channels": "1",
    "jobs": "0.25",
    "new_nib": "0.40",
    "report_punctuality": "0.80",
    "visits_per_participant": "1",
    "constraints_resolved": "0.20",
}
"""On the scales of the indicators' definitions: shares as fractions."""


def aim(b: Building) -> None:
    period = str(b.year.year)
    rows = [TargetIntake(code, CITY, period, Decimal(value)) for code, value in _CITY.items()]
    set_targets(by=b.by, programme=b.programme, rows=rows)
