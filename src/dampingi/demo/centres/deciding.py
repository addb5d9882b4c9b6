"""Belitung proposes and approves, the province determines; the province's own decree waits for its head."""

import datetime

from dampingi.demo.centres.evaluating import HEADS, OFFICES, PANELS
from dampingi.demo.centres.scene import Centres
from dampingi.demo.content import read
from dampingi.demo.personas import BELITUNG
from dampingi.outcomes.decisions import actions
from dampingi.outcomes.decisions.actions.deciding import proposed
from dampingi.outcomes.decisions.intake import DecisionIntake
from dampingi.outcomes.decisions.models import Determination
from dampingi.outcomes.decisions.queries import current, results_of


def decide(b: Centres) -> None:
    for region, evaluation in b.evaluations.items():
        office = b.persona(OFFICES[region])
        found = actions.open_determination(by=office, evaluation=evaluation)
        actions.propose(by=office, determination=found, rows=_rows(found))
        for decision in current(found):
            actions.approve(by=b.persona(HEADS[region]), determination=found, decisions=[decision.id])
        actions.make_minutes(by=office, determination=found)
        for key in PANELS[region]:
            actions.sign_minutes(by=b.persona(key), determination=found)
        if region == BELITUNG:
            _determine(b, found)


def _rows(found: Determination) -> list[DecisionIntake]:
    """Reappointed in the same field unless the numbers propose to honour; where they propose nothing, people say why."""
    kept = read("speech")["decided"]["keep"]
    told = {r.subject_id: proposed(r) for r in results_of(found)}
    return [
        DecisionIntake(id, key if key in ("keep", "honour") else "keep", "" if key in ("keep", "honour") else kept)
        for id, key in told.items()
    ]  # fmt: skip


def _determine(b: Centres, found: Determination) -> None:
    """The head of the province's office signs for a centre that the kabupaten has evaluated."""
    basis = "\n".join(read("centres")["basis"])
    effective = b.clock.now().date() + datetime.timedelta(days=14)
    actions.sign_decree(
        by=b.persona("kepala-babel"), determination=found, basis=basis, effective_on=effective
    )
