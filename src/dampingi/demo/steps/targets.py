"""What the office set out to reach this year."""

from decimal import Decimal

from dampingi.demo.building import Building
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.insight.targets.actions import propose
from dampingi.insight.targets.cascading import children
from dampingi.insight.targets.intake import Wanted
from dampingi.insight.targets.reading import Question, lines
from dampingi.records.programmes.actions import set_targets
from dampingi.records.programmes.intake import TargetIntake
from dampingi.records.programmes.rosters import today_in

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

REASON = "Dibagi menurut keadaan paruh tahun; yang tertinggal mengejar lebih jauh."


def hand_down(b: Building) -> None:
    """In July the city hands two targets down to its kecamatan: one is approved, the other waits for the head."""
    by, head = b.persona("penyelenggara"), b.persona("kepala")
    for code in ("participation", "stage_completion"):
        asked = Question(by, b.programme, b.places.region, str(b.year.year), today_in(b.places.region))
        line = lines(asked, [code])[0]
        rows = [Wanted(c.region.code, c.proposed, c.part.weight) for c in children(asked, line)]
        if not rows:  # a demo of early in the year
            continue
        made = propose(
            by=by, programme=b.programme, indicator=code, region=b.places.region, period=asked.code, kind="parts", rows=rows,
            reason=REASON,
        )  # fmt: skip
        if code == "participation":
            decide(by=head, approval=approvals_of("target_proposal", made.id)[0].id, approved=True)


def aim(b: Building) -> None:
    period = str(b.year.year)
    rows = [TargetIntake(code, b.places.region, period, Decimal(value)) for code, value in _CITY.items()]
    set_targets(by=b.by, programme=b.programme, rows=rows)
