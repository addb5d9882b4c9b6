"""The city's loan schemes: the subsidy with the rate its bank agreed to, and two of KUR."""

import datetime
from typing import Any

from dampingi.demo.building import Building
from dampingi.demo.places import CITY
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.records.loans.actions.schemes import propose
from dampingi.records.loans.queries.schemes import shipped


def offer_schemes(b: Building) -> None:
    """Two are in force; a further edition of the city's own waits for the head."""
    office, head = b.persona("penyelenggara"), b.persona("kepala")
    b.clock.set(b.year.on(1, 12))
    own, *others = (_body(s) for s in shipped())
    for code, body in ((own[0], own[1]), *others):
        made = propose(by=office, region=CITY, code=code, body=body, from_on=b.year.on(1, 15))
        decide(by=head, approval=approvals_of("loan_scheme", made.id)[0].id, approved=True)
    b.clock.set(b.year.on(11, 17))
    next_year = datetime.date(b.year.year + 1, 1, 1)
    cheaper = own[1] | {
        "rates": [*own[1]["rates"], {"on": next_year.isoformat(), "rate": 850}],
        "months": [6, 48],
    }
    propose(
        by=office, region=CITY, code=own[0], body=cheaper, from_on=next_year, note="Bunga bank turun tahun depan; jangka waktu sampai 48 bulan."
    )  # fmt: skip
    b.clock.set(b.today)


def _body(scheme: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return scheme["code"], {k: v for k, v in scheme.items() if k not in ("code", "assumed")}
