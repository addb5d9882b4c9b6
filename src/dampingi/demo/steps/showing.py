"""Some participants' products come into the catalogue: written by them or their mentor, checked by the office, a few not yet."""

import datetime
import io
from typing import Any

from PIL import Image, ImageDraw

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.dice import picker
from dampingi.demo.places import phone
from dampingi.foundation.accounts.actors import Actor
from dampingi.records.catalogue import actions
from dampingi.records.catalogue.intake import PermitIntake, ProductIntake
from dampingi.records.catalogue.models import Consent, Product
from dampingi.records.programmes.models import Enrolment

MOST = 48
"""Photos are drawn one by one; a city in full would keep the builder waiting."""
NOT_YET = 6
"""Every so many-th still waits to be checked."""


def show(b: Building) -> None:
    rng, told, done = picker(b.seed, "showing"), read("products"), 0
    owner, today = b.users["peserta"], b.mentors_on(b.today)
    rows = [(i, e) for i, e in enumerate(b.enrolments) if e.exited_on is None and e.business_id]
    rows.sort(key=lambda pair: (pair[1].person.user_id != owner.id, pair[0]))
    for i, enrolment in rows:
        own = enrolment.person.user_id == owner.id
        about = told.get(enrolment.business.product) or (own and told["keripik singkong"])
        if not about or done >= MOST:
            continue
        day = b.year.on(5, 4) + datetime.timedelta(days=3 * done)
        b.clock.set(min(day, b.today))
        keeper = b.acting(owner if own else b.mentors[today[i]].user)
        made = _write(keeper, enrolment, about)
        _permits(b, keeper, made, about, done)
        if done % 3 != 1:
            how = "" if own else "lisan saat kunjungan"
            actions.agree(
                by=keeper, business=made.business_id, to=Consent.To.PHONE, phone=phone(rng), how=how
            )
        _check(b, keeper, made, about, done, own)
        done += 1
    b.clock.set(b.today)


def _write(by: Actor, enrolment: Enrolment, about: dict[str, Any]) -> Product:
    words = ProductIntake(
        about["name"],
        about["kind"],
        about["price"],
        about["unit"],
        about["words"],
        about.get("stock", "ready"),
    )
    made = actions.write_product(by=by, business=enrolment.business_id, told=words)
    raw = drawn(about["shape"], about["colour"])
    actions.add_photo(by=by, product=made.id, raw=raw, says=about["name"])
    actions.agree(by=by, business=made.business_id, to=Consent.To.SHOW, how="lisan saat kunjungan")
    return made  # fmt: skip


def _permits(b: Building, by: Actor, made: Product, about: dict[str, Any], n: int) -> None:
    numbers = {"pirt": f"20632760{n:05d}-30", "halal": f"ID321100{n:011d}"}
    for kind in about.get("permits", ()):
        ends = b.today + datetime.timedelta(days=200 + 30 * n) if kind == "pirt" else None
        noted = actions.note_permit(by=by, product=made.id, told=PermitIntake(kind, numbers[kind], ends))
        if n % NOT_YET != NOT_YET - 1:
            actions.check_permit(by=b.persona("penyelenggara"), permit=noted.id, genuine=True)


def _check(b: Building, by: Actor, made: Product, about: dict[str, Any], n: int, own: bool) -> None:
    actions.submit_product(by=by, product=made.id)
    office = b.persona("penyelenggara")
    if own or n % NOT_YET != NOT_YET - 1:
        actions.check_product(by=office, product=made.id, good=True)
        if about.get("creative"):
            said = "Dinas Pemuda, Olahraga, Kebudayaan, dan Pariwisata"
            actions.label_product(by=office, product=made.id, subsector=about["creative"], said_by=said)
    elif n % (2 * NOT_YET) == NOT_YET - 1:
        reason = "Fotonya gelap dan labelnya tidak terbaca. Ambil ulang di dekat jendela."
        actions.check_product(by=office, product=made.id, good=False, reason=reason)


def drawn(shape: str, colour: str) -> bytes:
    """The thing on a table, as well as a demo can draw one."""
    picture, out = Image.new("RGB", (800, 600), (233, 226, 212)), io.BytesIO()
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 430, 800, 600), fill=(196, 178, 148))
    pen.ellipse((230, 490, 570, 530), fill=(168, 150, 122))
    label = (250, 246, 236)
    if shape == "bag":
        pen.polygon(((270, 140), (530, 140), (555, 510), (245, 510)), fill=colour)
        pen.rectangle((262, 120, 538, 150), fill=(90, 74, 52))
        pen.rounded_rectangle((305, 250, 495, 400), 12, fill=label)
    elif shape == "jar":
        pen.rounded_rectangle((290, 150, 510, 510), 30, fill=colour)
        pen.rounded_rectangle((300, 105, 500, 160), 10, fill=(78, 78, 78))
        pen.rectangle((290, 270, 510, 390), fill=label)
    elif shape == "box":
        pen.polygon(((220, 260), (400, 190), (580, 260), (580, 500), (400, 530), (220, 500)), fill=colour)
        pen.line(((220, 260), (400, 310), (580, 260)), fill=(70, 60, 45), width=4)
        pen.line(((400, 310), (400, 530)), fill=(70, 60, 45), width=4)
    else:
        pen.polygon(
            ((300, 130), (500, 130), (600, 240), (540, 280), (520, 510), (280, 510), (260, 280), (200, 240)),
            fill=colour,
        )
        for at in range(300, 510, 35):
            pen.line(((at, 300), (at, 510)), fill=label, width=3)
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()  # fmt: skip
