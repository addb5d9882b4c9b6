"""Goods of the catalogue stand in a hotel, and students of the polytechnic photograph some of them."""

import datetime
import uuid

from dampingi.demo.building import Building
from dampingi.demo.personas import DOMAIN
from dampingi.demo.steps.showing import drawn
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.records.catalogue.labels import answer_label, ask_for_label
from dampingi.records.catalogue.models import Product
from dampingi.records.catalogue.queries import shown_products
from dampingi.records.partners.actions import let_in
from dampingi.records.partners.models import Partner
from dampingi.records.photojobs import actions as photos
from dampingi.records.photojobs.actions import Slot
from dampingi.records.placements import actions
from dampingi.records.placements.intake import Pieces, PlacementIntake
from dampingi.records.placements.models import Line, Settlement

HOTEL, POLYTECHNIC = "Hotel Saung Pelangi", "Politeknik Citra Media"
YOUTH = "Dinas Pemuda dan Olahraga Kota Melati"
SHARE = 1_500


def place(b: Building) -> None:
    office = b.persona("penyelenggara")
    products = list(shown_products().order_by("name", "business__key")[:6])
    if len(products) < 4:
        return
    b.clock.set(b.year.on(5, 29))
    hotel, keeper = _somebody(b, HOTEL, "hotel", "Rendra Wibisana")
    began = b.year.on(6, 1)
    b.clock.set(began)
    shelf = actions.open_placement(by=office, told=PlacementIntake(hotel.id, "Rak di lobi", SHARE, began))
    lines = [
        actions.list_product(by=office, placement=shelf.id, product=p.id, price=-(-p.price * 115 // 100 // 500) * 500)
        for p in products[:4]
    ]  # fmt: skip
    note = actions.deliver(by=office, placement=shelf.id, told=_pieces(b, lines, (40, 30, 24, 20), 2))
    actions.answer_delivery(by=keeper, delivery=note.id)
    _sold(b, keeper, shelf.id, lines, (26, 21, 9, 12), 30)
    b.clock.set(b.year.on(7, 1))
    first = actions.settle(by=office, placement=shelf.id)
    actions.agree_to(by=keeper, settlement=first.id)
    b.clock.set(b.year.on(7, 8))
    actions.note_paid(by=office, settlement=first.id, on=b.year.on(7, 8))
    _passed_on(b, office, first, lines)
    told = _pieces(b, lines[2:3], (6,), 45)
    actions.report_returned(by=office, placement=shelf.id, told=told)
    _sold(b, keeper, shelf.id, lines[:2], (8, 5), 60)
    actions.settle(by=office, placement=shelf.id)
    b.clock.set(b.today)
    _photographed(b, office, products)
    _labelled(b, office, products)


def _passed_on(b: Building, office: Actor, settlement: Settlement, lines: list[Line]) -> None:
    """All but one business have their money."""
    b.clock.set(b.year.on(7, 10))
    for n, business in enumerate(dict.fromkeys(row.product.business_id for row in lines[:3])):
        actions.pass_on(
            by=office, settlement=settlement.id, business=business, on=b.year.on(7, 10), receipt=f"KW-{n + 1:02}/VII"
        )  # fmt: skip


def _photographed(b: Building, office: Actor, products: list[Product]) -> None:
    """One approved, one waiting to be looked at, one late."""
    b.clock.set(b.year.on(6, 3))
    polytechnic, students = _somebody(b, POLYTECHNIC, "politeknik", "Dimas Prayogo")
    told = {
        "partner": polytechnic.id,
        "due_on": b.year.on(7, 1),
        "wish": "Latar polos, kemasan terlihat utuh.",
    }
    jobs = [photos.ask_for_photos(by=office, product=p.id, **told) for p in products[:3]]
    slot = Slot("Kelas Fotografi 3A", b.year.on(6, 10), datetime.time(9), "Studio kampus")
    for job in jobs[:2]:
        photos.take_job(by=students, job=job.id, slot=slot)
    b.clock.set(b.year.on(6, 12))
    for n, job in enumerate(jobs[:2]):
        shots = [
            photos.add_job_photo(by=students, job=job.id, raw=drawn(s, "#7a8b99")) for s in ("bag", "jar")
        ]
        photos.hand_in(by=students, job=job.id)
        if n == 0:
            photos.approve_photos(by=office, job=job.id, photos=[shots[0].id])
    b.clock.set(b.today)


def _labelled(b: Building, office: Actor, products: list[Product]) -> None:
    """The youth and tourism office has said of one product that it is creative economy, and is asked of another."""
    b.clock.set(b.year.on(6, 16))
    partner, person = _somebody(b, YOUTH, "ekraf", "Kirana Maheswari")
    bare = [p for p in products if not p.creative][:2]
    for n, product in enumerate(bare):
        request = ask_for_label(by=office, product=product.id, partner=partner.id)
        if n == 0:
            answer_label(by=person, request=request.id, subsector="culinary")
    b.clock.set(b.today)


def _somebody(b: Building, name: str, login: str, person: str) -> tuple[Partner, Actor]:
    """The partner, and who speaks for it from now on."""
    found = Partner.objects.unscoped("demo").get(name=name)
    let_in(by=b.persona("penyelenggara"), partner=found.id, login=f"{login}@{DOMAIN}", name=person)
    return found, b.acting(User.objects.get(login=f"{login}@{DOMAIN}"))


def _pieces(b: Building, lines: list[Line], counts: tuple[int, ...], days: int) -> Pieces:
    day = b.year.on(6, 1) + datetime.timedelta(days=days - 1)
    b.clock.set(day)
    return Pieces(day, b.new_id(), {row.id: n for row, n in zip(lines, counts, strict=True)})


def _sold(
    b: Building, by: Actor, shelf: uuid.UUID, lines: list[Line], counts: tuple[int, ...], days: int
) -> None:
    actions.report_sold(by=by, placement=shelf, told=_pieces(b, lines, counts, days))
