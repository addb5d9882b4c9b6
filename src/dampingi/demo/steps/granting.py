"""Grants: a study of lawful forms, cooperatives chosen by people, agreements, parts paid, a report accepted, one late; and social aid being decided."""

import datetime

from dampingi.demo.building import Building
from dampingi.demo.places import CITY
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.records.grants.actions import agreeing, reporting, selecting, studies
from dampingi.records.grants.actions.studies import option_of
from dampingi.records.grants.candidates import Asked
from dampingi.records.grants.models import Agreement, Candidate, Selection
from dampingi.records.grants.papers import received
from dampingi.records.grants.rules import edition

RECEIPT = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
GRANTED = 3
"""Of the cooperatives the study put forward."""


def grant(b: Building) -> None:
    office = b.persona("penyelenggara")
    b.clock.set(b.year.on(7, 13))
    units = {f["code"]: f["unit"] for f in edition()["forms"] if f["to"] != "nobody"}
    made = studies.study(
        by=office,
        title="Bantuan modal semester kedua",
        asked=Asked(CITY, 125_000_000, verified=True),
        units=units,
    )
    if option_of(made, "group_grant")["chosen"]:
        _to_cooperatives(b, selecting.open_selection(by=office, study=made.id, form="group_grant"))
    b.clock.set(b.year.on(11, 12))
    if option_of(made, "social_aid")["chosen"]:
        _being_decided(b, selecting.open_selection(by=office, study=made.id, form="social_aid"))
    b.clock.set(b.today)


def _to_cooperatives(b: Building, found: Selection) -> None:
    office = b.persona("penyelenggara")
    b.clock.set(b.year.on(7, 20))
    for candidate in found.candidates.order_by("rank"):
        yes = candidate.rank <= GRANTED
        reason = "Pengurus siap, rencana pemakaian jelas" if yes else "Rencana pemakaiannya belum jelas"
        selecting.decide_candidate(by=office, candidate=candidate.id, chosen=yes, reason=reason)
    selecting.submit_selection(by=office, selection=found.id)
    b.clock.set(b.year.on(7, 27))
    approval = approvals_of("grant_selection", found.id)[0]
    decide(by=b.persona("kepala"), approval=approval.id, approved=True)
    for candidate in found.candidates.filter(chosen=True).order_by("rank"):
        if candidate.rank < GRANTED:
            _agree(b, candidate)


def _agree(b: Building, candidate: Candidate) -> None:
    """The first tells in time and gets its second part; the second is late."""
    office, day = b.persona("penyelenggara"), b.year.on(8, 3)
    b.clock.set(day)
    terms = agreeing.Terms(
        f"900/{candidate.rank}/NPHD/{b.year.year}", day, "Etalase dan rak untuk unit toko yang menjual produk anggota", 2, day,
        "Kepala Dinas", "Kepala Dinas Koperasi dan Usaha Mikro", "Ketua pengurus", "Ketua",
    )  # fmt: skip
    made = agreeing.agree(by=office, candidate=candidate.id, terms=terms)
    _pay(b, made, b.year.on(8, 10))
    if candidate.rank == 1:
        _tell(b, made)
        _pay(b, made, b.year.on(11, 2))


def _pay(b: Building, made: Agreement, day: datetime.date) -> None:
    b.clock.set(day)
    agreeing.pay_part(
        by=b.persona("penyelenggara"),
        agreement=made.id,
        on=day,
        reference=f"SP2D {day:%m%d}/{made.number[4:5]}/{day.year}",
    )


def _tell(b: Building, made: Agreement) -> None:
    """Written down at the office for the cooperative, and accepted by the head."""
    b.clock.set(b.year.on(9, 28))
    paid = made.payments.get(part=1)
    told = reporting.report_use(
        by=b.persona("penyelenggara"), agreement=made.id, part=1, spent=paid.amount, told="Dua etalase kaca dan empat rak besi", receipts=[received(RECEIPT)]
    )  # fmt: skip
    b.clock.set(b.year.on(10, 5))
    reporting.check_report(by=b.persona("kepala"), report=told.id, accepted=True)


def _being_decided(b: Building, found: Selection) -> None:
    """Half of the candidates are decided; the rest wait for the office."""
    office = b.persona("penyelenggara")
    for candidate in found.candidates.order_by("rank")[:4]:
        yes = candidate.rank % 2 == 1
        selecting.decide_candidate(
            by=office, candidate=candidate.id, chosen=yes, reason="Keluarga terdampak kebakaran, surat RT ada" if yes else "Tidak ada tanda risiko sosial"
        )  # fmt: skip
