"""The city's cooperatives: some assessed and approved, one waiting for the head, one half answered, some not yet assessable."""

import datetime
import random
from collections import Counter

from dampingi.demo.building import Building
from dampingi.demo.dice import picker
from dampingi.demo.places import CITY, Kelurahan, phone
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.models import Approval
from dampingi.insight.health import actions as health
from dampingi.insight.health.queries import rules_in_force
from dampingi.insight.health.rules import engine_rules
from dampingi.records.cooperatives.actions import note_year, register_cooperative
from dampingi.records.cooperatives.intake import BookYearIntake, CooperativeIntake
from dampingi.records.cooperatives.models import Cooperative

NAMES = (
    "Maju Bersama", "Sumber Rejeki", "Karya Mandiri", "Harapan Jaya", "Mekar Sari", "Usaha Tani", "Bina Warga", "Rukun Santosa",
    "Cipta Karsa", "Makmur Sejahtera", "Sinar Pagi", "Tunas Muda", "Anugerah", "Barokah", "Citra Niaga", "Dharma Bakti", "Eka Prasetya",
    "Gotong Royong", "Guyub Rukun", "Jaya Abadi", "Kartika", "Lestari", "Mitra Usaha", "Pelita", "Serba Usaha", "Wira Karya",
)  # fmt: skip
KINDS = ("consumer", "producer", "savings_loan", "services", "consumer", "marketing")
APPROVED, HANDED_IN, BEGUN = 15, 16, 17
"""So many of the first are approved; the next waits for the head; the next is half answered."""
NO_MEETING = 4
"""Every so many-th has not held its annual meeting."""


def cooperate(b: Building) -> None:
    rng, year = picker(b.seed, "cooperating"), b.year.year - 1
    office = b.persona("penyelenggara")
    b.clock.set(b.year.on(4, 6))
    made = [_note(b, rng, n, name) for n, name in enumerate(NAMES)]
    for n, one in enumerate(made):
        for at in (year - 1, year):
            if one.legal_on.year <= at:
                note_year(
                    by=office,
                    cooperative=one.id,
                    told=_year(rng, at, held=n % NO_MEETING != NO_MEETING - 1 or at < year),
                )
    ready = [
        c
        for n, c in enumerate(made)
        if n % NO_MEETING != NO_MEETING - 1 and c.legal_on < datetime.date(year, 1, 1)
    ]
    for n, one in enumerate(ready[:BEGUN]):
        b.clock.set(b.year.on(5, 4 + n))
        _assess(b, rng, n, one, year)
    b.clock.set(b.today)


def _note(b: Building, rng: random.Random, n: int, name: str) -> Cooperative:
    spread = _spread(b)
    kelurahan = spread[n % len(spread)]
    kind = KINDS[n % len(KINDS)]
    young = n >= len(NAMES) - 2
    told = CooperativeIntake(
        f"Koperasi {name}", datetime.date(b.year.year - 1 if young else rng.randint(2004, 2021), rng.randint(2, 12), rng.randint(1, 28)),
        kind, kelurahan.code, "" if n == 5 else CITY[:2] if n % 9 == 8 else CITY, registration=f"9976{n:06d}", sharia=name == "Barokah",
        contact=f"Pengurus {name}", phone=phone(rng), shop_unit=kind in ("consumer", "marketing") and rng.random() < 0.8,
        digital=rng.choice(("yes", "yes", "no", "")), transparent=rng.choice(("yes", "yes", "no")),
    )  # fmt: skip
    return register_cooperative(by=b.persona("penyelenggara"), told=told)


def _spread(b: Building) -> list[Kelurahan]:
    """The first kelurahan of each kecamatan, then the second of each: no kecamatan has all the cooperatives."""
    seen: Counter[str] = Counter()
    order = []
    for k in b.places.kelurahan:
        order.append((seen[k.kecamatan], k.kecamatan, k.code, k))
        seen[k.kecamatan] += 1
    return [k for *_place, k in sorted(order, key=lambda o: o[:3])]


def _year(rng: random.Random, year: int, *, held: bool) -> BookYearIntake:
    assets = rng.randint(80, 2_400) * 1_000_000
    return BookYearIntake(
        year, rng.randint(20, 160), rng.randint(30, 240), assets, int(assets * rng.uniform(0.2, 0.7)),
        int(assets * rng.uniform(0.6, 1.8)), int(assets * rng.uniform(-0.03, 0.09)), int(assets * rng.uniform(0, 0.4)),
        datetime.date(year + 1, rng.randint(2, 5), rng.randint(1, 28)) if held else None,
    )  # fmt: skip


def _assess(b: Building, rng: random.Random, n: int, one: Cooperative, year: int) -> None:
    office, sound = b.persona("penyelenggara"), rng.choice((0.95, 0.9, 0.8, 0.7, 0.5))
    asked = engine_rules(rules_in_force(CITY).body, one.kind).items
    answers = {item: rng.random() < sound for item in (asked if n < HANDED_IN else asked[: len(asked) // 2])}
    notes = dict.fromkeys(list(answers)[::7], "Dilihat di kantor koperasi.")
    found = health.save_answers(by=office, cooperative=one.id, year=year, answers=answers, notes=notes)
    if n >= HANDED_IN:
        return
    health.submit(by=office, assessment=found.id)
    if n < APPROVED:
        waiting = Approval.objects.unscoped("the demo's head decides").get(subject_id=found.id)
        decide(by=b.persona("kepala"), approval=waiting.id, approved=True)
