"""Participants ask for loans: some are paid out, some refused, some step back, and the bank's desk has something to do."""

import datetime
from dataclasses import dataclass

from dampingi.demo.building import Building
from dampingi.demo.places import CITY
from dampingi.foundation.accounts.actors import Actor
from dampingi.records.loans.actions import applying, bank, changing, ending, steps
from dampingi.records.loans.actions.applying import Asked
from dampingi.records.loans.models import Loan, LoanApplication, SchemeEdition
from dampingi.records.loans.papers import received
from dampingi.records.loans.queries.applications import banks_for
from dampingi.records.loans.queries.schemes import in_force
from dampingi.records.partners.queries import people_of
from dampingi.records.programmes.models import Enrolment


@dataclass(frozen=True)
class Fate:
    """When it was handed in, how much is asked, and how far it gets; `end` is (kind, reason)."""

    month: int
    day: int
    millions: int
    months: int
    reaches: str = ""
    end: tuple[str, str] | None = None
    event: str = ""


FATES = (
    Fate(3, 9, 10, 12, "disbursement"),
    Fate(3, 16, 25, 24, "disbursement", event="prepaid"),
    Fate(4, 6, 40, 24, "disbursement"),
    Fate(4, 13, 8, 12, "disbursement", event="stopped"),
    Fate(5, 4, 15, 18, "disbursement"),
    Fate(5, 11, 30, 36, "disbursement", event="rate"),
    Fate(3, 23, 10, 12, "office_check", ("bank", "pay_later")),
    Fate(4, 20, 20, 24, "office_check", ("bank", "arrears")),
    Fate(5, 18, 12, 12, "office_check", ("bank", "pay_later")),
    Fate(6, 8, 5, 12, "office_check", ("bank", "turnover")),
    Fate(6, 15, 20, 12, "", ("office", "no_nib")),
    Fate(7, 6, 10, 12, "", ("office", "incomplete")),
    Fate(7, 13, 25, 24, "survey", ("withdrawn", "slow")),
    Fate(8, 10, 15, 12, "", ("withdrawn", "too_many_papers")),
    Fate(9, 7, 10, 12, "akad"),
    Fate(10, 12, 18, 24, "survey"),
    Fate(11, 3, 10, 12, "office_check"),
    Fate(11, 12, 7, 12),
)
OWN = 16
"""The fate of the participant among the personas: with the bank."""
NEEDS = (
    "Gerobak kedua",
    "Mesin pengemas",
    "Bahan baku menjelang hari raya",
    "Oven dan loyang",
    "Etalase dan rak",
)
PDF = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"


def borrow(b: Building) -> None:
    edition = next(e for e in in_force(b.year.on(2, 1), CITY) if e.code == "depok")
    desk = next(x for x in banks_for(edition) if people_of(x))
    askers = _askers(b)
    for n, fate in enumerate(FATES):
        if fate is FATES[OWN]:
            own = next(e for e in b.enrolments if e.person.user_id == b.users["peserta"].id)
            _live(b, n, fate, own, b.persona("peserta"), edition, desk.id)
        elif askers:
            _live(b, n, fate, *askers.pop(0), edition, desk.id)
    b.clock.set(b.today)


def _askers(b: Building) -> list[tuple[Enrolment, Actor]]:
    """Participants who still trade, each with the mentor who asks for them; of many kelurahan."""
    own, current, found = b.users["peserta"].id, b.mentors_on(b.today), []
    for n, enrolment in enumerate(b.enrolments):
        enrolment.refresh_from_db()
        trades = enrolment.business_id and not enrolment.business_until and not enrolment.exited_on
        if (
            trades
            and enrolment.person.user_id != own
            and current[n] >= 0
            and enrolment.business.archived_at is None
        ):
            found.append((enrolment, b.acting(b.mentors[int(current[n])].user)))
        if len(found) == 7 * len(FATES):
            break
    return found[:: max(1, len(found) // len(FATES))]


def _live(
    b: Building, n: int, fate: Fate, enrolment: Enrolment, by: Actor, edition: SchemeEdition, desk
) -> None:
    day = b.year.on(fate.month, fate.day)
    b.clock.set(day)
    asked = Asked(
        edition.id, desk, fate.millions * 1_000_000, fate.months, enrolment.business.product or "Makanan siap saji",
        (fate.millions // 2 + 3) * 1_000_000, NEEDS[n % len(NEEDS)],
    )  # fmt: skip
    made = applying.begin(by=by, business=enrolment.business_id, asked=asked)
    declared = {"no_bad_credit": True, "no_civil_servant": True, "tell_reason": True}
    applying.save(by=by, application=made.id, asked=asked, declared=declared)
    for code in edition.body["documents"]:
        applying.enclose(
            by=by, application=made.id, code=code, paper=received(PDF), sha256=code * 12, size=len(PDF)
        )
    made = applying.hand_in(by=by, application=made.id)
    day = _walk(b, n, fate, made, day)
    if fate.end:
        b.clock.set(day + datetime.timedelta(days=6))
        kind, reason = fate.end
        act = {"bank": ending.refuse_for_bank, "office": ending.refuse, "withdrawn": ending.withdraw}[kind]
        who = {"bank": b.persona("bank"), "office": b.persona("penyelenggara"), "withdrawn": by}[kind]
        act(by=who, application=made.id, reason=reason)
    elif fate.event:
        _happen(b, Loan.objects.unscoped("the demo's").get(application=made.id), fate.event)


def _walk(b: Building, n: int, fate: Fate, made: LoanApplication, day: datetime.date) -> datetime.date:
    """Through the scheme's steps up to the fate's; returns the day of the last."""
    office, teller, id = b.persona("penyelenggara"), b.persona("bank"), made.id
    if not fate.reaches:
        return day
    for code in made.edition.body["steps"]:
        day = min(day + datetime.timedelta(days=3 + (n * 7 + len(code)) % 9), b.today)
        b.clock.set(day)
        if code == "office_check":
            rows = dict.fromkeys(made.edition.body["requirements"], ("met", ""))
            steps.check(by=office, application=id, rows=rows, forward=True)
        elif code == "survey":
            bank.survey(by=teller, application=id, on=day, principal=made.amount, months=made.months)
        elif code == "recommendation":
            steps.recommend(by=office, application=id)
        elif code == "akad":
            first = day + datetime.timedelta(days=31)
            bank.sign(
                by=teller,
                application=id,
                signed=bank.Signed(f"SB-{b.year.year}-{n + 1:04d}", day, made.amount, made.months, first),
            )
        elif code == "disbursement":
            bank.disburse(by=teller, application=id, on=day)
        if code == fate.reaches:
            break
    return day


def _happen(b: Building, loan: Loan, event: str) -> None:
    teller, day = b.persona("bank"), b.year.on(10, 1)
    b.clock.set(b.year.on(10, 5))
    if event == "prepaid":
        changing.prepay(by=teller, loan=loan.id, on=day, amount=5_000_000, note="Dari hasil pesanan katering")
    elif event == "rate":
        changing.change_rate(by=teller, loan=loan.id, on=day, rate=850)
    else:
        changing.stop(by=b.persona("penyelenggara"), loan=loan.id, on=day, why="moved")
