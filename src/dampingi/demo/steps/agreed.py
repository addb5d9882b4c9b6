"""Agreements with partners in every state: in force, soon over, over, waiting for legal review or a signature, returned; and what was given under them."""

import datetime
from typing import Any

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.dice import picker
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.models import Approval
from dampingi.records.pacts import actions
from dampingi.records.pacts.intake import ObligationIntake, PactIntake, SignatoryIntake
from dampingi.records.pacts.models import Pact, Side
from dampingi.records.pacts.queries import dues_of
from dampingi.records.partners.models import Partner

SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HEAD = ("Bambang Hadisubroto", "Kepala dinas", "Keputusan wali kota tentang pelimpahan kewenangan")
KEPT = 0.85
"""Of what was due, how much was given."""
WEEKS = datetime.timedelta(days=21)


def agree_with_partners(b: Building) -> None:
    names = {p["key"]: p["name"] for p in read("partners")}
    rng = picker(b.seed, "pacts")
    for n, told in enumerate(read("pacts"), 1):
        partner = Partner.objects.unscoped("demo").get(name=names[told["partner"]])
        starts = _day(b, told["from"])
        b.clock.set(min(starts - WEEKS, b.today - WEEKS))
        made = _draft(b, partner, told)
        if told["state"] != "draft":
            _review(b, made, told)
        if told["state"] == "signed":
            b.clock.set(_day(b, told["signed"]))
            actions.sign(
                by=b.persona("penyelenggara"), pact=made.id, on=_day(b, told["signed"]), our_number=f"500/{n:03}/DKUM",
                their_number=told["their_number"], scan=SCAN,
            )  # fmt: skip
            b.clock.set(b.today)
            _give(b, rng, made)


def _draft(b: Building, partner: Partner, told: dict[str, Any]) -> Pact:
    office = b.persona("penyelenggara")
    text = PactIntake(told["kind"], told["title"], told["scope"], _day(b, told["from"]), _day(b, told["to"]))
    made = actions.draft(by=office, partner=partner.id, told=text)
    for side, who in ((Side.OURS, HEAD), (Side.THEIRS, told["them"])):
        actions.add_signatory(by=office, pact=made.id, told=SignatoryIntake(side, *who))
    for side, what, rhythm, unit, amount, *due in told["owed"]:
        owed = ObligationIntake(side, what, rhythm, _day(b, due[0]) if due else None, unit, amount)
        actions.add_obligation(by=office, pact=made.id, told=owed)
    return made


def _review(b: Building, made: Pact, told: dict[str, Any]) -> None:
    actions.submit_draft(by=b.persona("penyelenggara"), pact=made.id)
    if told["state"] == "review":
        return
    waiting = Approval.objects.unscoped("demo").get(subject_id=made.id, state="waiting")
    good = told["state"] != "returned"
    decide(
        by=b.persona("kepala"), approval=waiting.id, approved=good, comment="" if good else told["comment"]
    )


def _give(b: Building, rng: Any, made: Pact) -> None:
    made.refresh_from_db()
    for due in dues_of(made, b.today, ahead=0):
        owed = due.obligation
        if rng.random() < KEPT:
            amount = round(owed.amount * rng.uniform(0.6, 1.2)) if owed.amount else None
            actions.deliver(
                by=b.persona("penyelenggara"), pact=made.id, obligation=owed.id, due_on=due.on, given_on=due.on, amount=amount,
            )  # fmt: skip


def _day(b: Building, told: list[int]) -> datetime.date:
    found = b.year.on(*told[:2])
    return found.replace(year=found.year + told[2]) if len(told) > 2 else found
