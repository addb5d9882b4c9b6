"""Businesses join the city's cooperatives: members with savings, one who left, one declined, some still waiting."""

import datetime

from dampingi.demo.building import Building
from dampingi.demo.dice import picker
from dampingi.demo.personas import DOMAIN
from dampingi.demo.places import CITY
from dampingi.foundation.regions.codes import inside
from dampingi.records.cooperatives.models import Cooperative
from dampingi.records.memberships import actions
from dampingi.records.memberships.intake import SavingIntake, TermsIntake
from dampingi.records.memberships.models import Membership
from dampingi.records.memberships.queries import terms_of
from dampingi.records.partners.actions import let_in, register_partner
from dampingi.records.partners.intake import PartnerIntake
from dampingi.records.programmes.models import Enrolment

MEMBERS, WAITING = 9, 3
PRINCIPAL, MONTHLY = (100_000, 150_000, 250_000), (10_000, 20_000, 25_000)


def join(b: Building) -> None:
    rng, office = picker(b.seed, "joining"), b.persona("penyelenggara")
    b.clock.set(b.year.on(7, 6))
    rows = (
        Cooperative.objects.unscoped("the demo's city")
        .filter(inside(CITY), closed_on=None)
        .exclude(members_area="32")
    )
    open_now = list(rows.exclude(members_area="").order_by("name"))[:15]
    for n, one in enumerate(open_now):
        told = TermsIntake(rng.choice(PRINCIPAL), rng.choice(MONTHLY), open=n % 5 != 4, asks="KTP dan NIB.")
        actions.set_terms(by=office, cooperative=one.id, told=told)
    taking = [c for n, c in enumerate(open_now) if n % 5 != 4]
    _managed(b, taking[MEMBERS % len(taking)])
    people = Enrolment.objects.unscoped("the demo's participants").filter(
        exited_on=None, business__archived_at=None
    )
    shops = (
        people.exclude(business=None)
        .order_by("person__key", "enrolled_on")
        .values_list("business", flat=True)
    )
    for n, shop in enumerate(list(shops)[: MEMBERS + WAITING]):
        b.clock.set(b.year.on(7, 7))
        made = actions.ask_to_join(
            by=office,
            cooperative=taking[n % len(taking)].id,
            business=shop,
            wish="Membeli bahan baku bersama.",
        )
        if n < MEMBERS:
            _decided(b, n, made)
    b.clock.set(b.today)


def _managed(b: Building, one: Cooperative) -> None:
    """Its own people decide about one of those who still wait."""
    office, terms = b.persona("penyelenggara"), terms_of(one)
    if terms is None:
        return
    partner = register_partner(by=office, told=PartnerIntake(one.name, "cooperative", CITY))
    let_in(by=office, partner=partner.id, login=f"koperasi@{DOMAIN}", name="Hendra Saputra Wijaya")
    told = TermsIntake(
        terms.principal, terms.monthly, open=terms.open, asks=terms.asks, partner_id=partner.id
    )
    actions.set_terms(by=office, cooperative=one.id, told=told)


def _decided(b: Building, n: int, made: Membership) -> None:
    office = b.persona("penyelenggara")
    b.clock.set(b.year.on(7, 14))
    if n == MEMBERS - 1:
        actions.decide(
            by=office, membership=made.id, accepted=False, reason="Usahanya belum berjalan enam bulan."
        )
        return
    actions.decide(by=office, membership=made.id, accepted=True, reason="")
    on = b.year.on(7, 14)
    paid = [SavingIntake("principal", made.principal, on, f"P-{n + 1:03d}")]
    paid += [SavingIntake("monthly", made.monthly, on, f"W-{n + 1:03d}", datetime.date(on.year, 7, 1))]
    for told in paid:
        actions.note_saving(by=office, membership=made.id, told=told)
    if n == 0:
        actions.leave(by=office, membership=made.id, reason="Pindah ke kota lain.", receipt="K-001")
