"""Equipment aid: needs of many kelurahan, a decree of this year handed over and looked at, one item recalled, one decree that waits."""

import datetime
import io

from PIL import Image, ImageDraw

from dampingi.demo.building import Building
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.records.equipment import doubles
from dampingi.records.equipment.actions import decrees, handing, needs, using
from dampingi.records.equipment.models import Award, Need
from dampingi.records.programmes.models import Enrolment

WANTED = (
    ("baking", "Oven gas dua tingkat", "Pesanan kue di atas 50 kotak sehari ditolak", 4_200_000),
    ("cart", "Gerobak alumunium", "Berjualan berpindah, barang basah saat hujan", 5_500_000),
    ("sewing", "Mesin obras", "Obras masih menumpang tetangga", 3_100_000),
    ("packing", "Mesin segel plastik", "Kemasan tidak rapat, tidak dapat masuk toko", 1_400_000),
    ("cooling", "Lemari pendingin 200 liter", "Bahan baku dibeli harian, lebih mahal", 3_600_000),
    ("milling", "Penggiling bumbu", "Menggiling di pasar, setengah hari habis di jalan", 2_300_000),
    ("display", "Etalase kaca", "Barang berdebu dan tidak terlihat dari jalan", 1_900_000),
    ("cooking", "Kompor gas tekanan tinggi", "Memasak dua kali lebih lama", 1_200_000),
    ("digital", "Printer label", "Label ditulis tangan", 1_700_000),
    ("craft_tool", "Mesin bor duduk", "Melubangi kayu satu per satu dengan tangan", 2_800_000),
)
FIRST, SECOND = range(0, 7), range(7, 10)
"""Of the needs: those of the decree that was carried out, and of the one that waits."""
FOUND = ("in_use", "in_use", "in_use", "in_use", "idle")


def equip(b: Building) -> None:
    asking = _asking(b, 14)
    noted = [_note(b, n, e, by) for n, (e, by) in enumerate(asking)]
    own = next(e for e in b.enrolments if e.person.user_id == b.users["peserta"].id)
    noted.insert(0, _note(b, 4, own, b.persona("peserta")))
    b.clock.set(b.year.on(4, 6))
    first = _decree(b, "Bantuan alat tahap pertama", [noted[n] for n in FIRST if n < len(noted)])
    for n, award in enumerate(first):
        _hand(b, n, award, own)
    b.clock.set(b.year.on(10, 20))
    _second(b, [noted[n] for n in SECOND if n < len(noted)], first)
    b.clock.set(b.today)


def _asking(b: Building, count: int) -> list[tuple[Enrolment, Actor]]:
    """Participants who still trade, each with the mentor who notes for them; of many kelurahan."""
    own, current, found = b.users["peserta"].id, b.mentors_on(b.today), []
    for n, enrolment in enumerate(b.enrolments):
        trades = enrolment.business_id and not enrolment.business_until and not enrolment.exited_on
        if trades and enrolment.person.user_id != own and current[n] >= 0:
            enrolment.business.refresh_from_db()
            if enrolment.business.archived_at is None:
                found.append((enrolment, b.acting(b.mentors[int(current[n])].user)))
    return found[1 :: max(1, len(found) // count)][:count]


def _note(b: Building, n: int, enrolment: Enrolment, by: Actor) -> Need:
    kind, item, why, estimate = WANTED[n % len(WANTED)]
    b.clock.set(b.year.on(3, 2) + datetime.timedelta(days=n % 20))
    return needs.note_need(
        by=by, business=enrolment.business_id, kind=kind, item=item, why=why, estimate=estimate
    )


def _lines(found: list[Need], despite: str = "") -> list[decrees.Line]:
    earlier = doubles.doubles_of([n.business for n in found])
    return [
        decrees.Line(n.id, n.item, n.estimate, n.why, despite if earlier[n.business_id] else "")
        for n in found
    ]


def _decree(b: Building, title: str, found: list[Need]) -> list[Award]:
    told = "DPA Dinas Koperasi dan Usaha Mikro; berita acara rapat prioritas"
    despite = "Alamat sama, usaha berbeda: sudah dilihat pendamping"
    made = decrees.propose(
        by=b.persona("penyelenggara"), title=title, basis=told, lines=_lines(found, despite)
    )
    b.clock.set(b.year.on(4, 13))
    approval = approvals_of("equipment_decree", made.id)[0]
    decide(by=b.persona("kepala"), approval=approval.id, approved=True)
    return list(made.awards.order_by("-points", "item"))


def _hand(b: Building, n: int, award: Award, own: Enrolment) -> None:
    """All but the last are handed over; each is looked at half a year later but two; the idle one is called back."""
    office, day = b.persona("penyelenggara"), b.year.on(4, 27) + datetime.timedelta(days=n)
    owner = award.need.business.owner
    if n == len(FIRST) - 1 and award.need.business_id != own.business_id:
        return
    b.clock.set(day)
    given = handing.Given(
        day,
        "Aula kecamatan",
        office.name or "Penyelenggara",
        "Staf bidang usaha mikro",
        owner.name,
        "Baru dan berfungsi",
        f"Seri {n + 101}",
    )
    handing.hand_over(by=office, award=award.id, given=given, photo=_drawn(f"bast-{n}", award.item))
    if award.need.business_id == own.business_id:
        handing.confirm_own(by=b.persona("peserta"), award=award.id)
    elif n % 2:
        handing.confirm_paper(by=office, award=award.id, photo=_drawn(f"tanda-{n}", "BAST"))
    if n < len(FOUND):
        day = b.year.on(10, 26) + datetime.timedelta(days=n)
        b.clock.set(day)
        state = FOUND[n]
        note = "" if state == "in_use" else "Daya listrik rumah tidak cukup; menunggu tambah daya"
        using.check_use(
            by=office,
            award=award.id,
            on=day,
            state=state,
            note=note,
            photo=_drawn(f"periksa-{n}", award.item),
        )
        if state == "idle":
            using.propose_recall(by=office, award=award.id, reason="Enam bulan tidak dipakai; ada usaha lain yang menunggu alat yang sama")  # fmt: skip


def _second(b: Building, found: list[Need], first: list[Award]) -> None:
    """Waits for the head, with one who was aided before: another kind for the same business."""
    again = first[0].need
    b.clock.set(b.year.on(11, 9))
    twice = needs.note_need(
        by=b.persona("penyelenggara"), business=again.business_id, kind="packing" if again.kind != "packing" else "display", item="Timbangan dan segel",
        why="Hasil produksi naik, kemasan tertinggal", estimate=900_000,
    )  # fmt: skip
    despite = "Alat pertama dipakai setiap hari; yang kedua melengkapinya"
    decrees.propose(
        by=b.persona("penyelenggara"), title="Bantuan alat tahap kedua", basis="DPA perubahan; rapat prioritas 9 November",
        lines=_lines([*found, twice], despite),
    )  # fmt: skip


def _drawn(name: str, says: str) -> bytes:
    """A plain picture of something in a room; its colour follows from its name."""
    shade = sum(name.encode()) % 90
    picture = Image.new("RGB", (720, 540), (120 + shade, 140, 200 - shade))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 380, 720, 540), fill=(150, 120, 95))
    pen.rectangle((220, 190, 500, 430), fill=(205, 205, 210), outline="black", width=5)
    pen.rectangle((250, 230, 470, 330), fill=(60, 64, 72))
    pen.text((250, 360), says[:34], fill="black", font_size=20)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=70)
    return out.getvalue()
