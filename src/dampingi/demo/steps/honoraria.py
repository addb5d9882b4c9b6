"""What mentors are paid: rates and tax table at the start of the year; accounts; month after month checked and paid."""

import datetime
import random

from dampingi.demo.building import Building
from dampingi.demo.calendars import add_months
from dampingi.demo.dice import picker
from dampingi.demo.places import CITY
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.definitions import load
from dampingi.outcomes.honoraria.actions import IN_THEM, make_bundle
from dampingi.records.honoraria.actions import (
    check_account,
    check_many,
    pay,
    publish_rates,
    publish_tax,
    refuse_account,
    return_honorarium,
    set_account,
)
from dampingi.records.honoraria.models import Honorarium

DAY = datetime.timedelta(days=1)
BANKS = ("110", "002", "009", "008", "451")
AMOUNTS = {"kelurahan": 1_250_000, "kecamatan": 1_750_000, "kota": 2_250_000}


def set_up(b: Building) -> None:
    """Invented rates, and the tax table that ships as an example."""
    office, month = b.persona("penyelenggara"), b.year.on(2, 1)
    body = [{"level": level, "per": "month", "amount": n, "cap": None} for level, n in AMOUNTS.items()]
    body += [{"level": level, "per": "visit", "amount": 15_000, "cap": 30} for level in AMOUNTS]
    body += [{"level": level, "per": "meeting", "amount": 75_000, "cap": 4} for level in AMOUNTS]
    basis = f"Keputusan Kepala Dinas Koperasi dan Usaha Mikro Nomor 4 Tahun {month.year} tentang Honorarium Pendamping (contoh)"
    publish_rates(by=office, programme=b.programme, starts_on=month, basis=basis, body=body)
    told = load("honorarium_tax")
    table = {k: told[k] for k in ("base", "step", "surcharge", "brackets")}
    publish_tax(
        by=office,
        region=CITY,
        starts_on=month,
        name=told["name"],
        legal_basis=told["legal_basis"],
        body=table,
    )
    _accounts(b, office)


def _accounts(b: Building, office: Actor) -> None:
    """Most are entered and checked; a few wait, one was sent back, a few are missing."""
    rng = picker(b.seed, "honoraria/accounts")
    for mentor in b.mentors:
        luck = rng.random()
        if luck > 0.95:
            continue
        npwp = "00" + _digits(rng, 13) if rng.random() < 0.7 else ""
        made = set_account(
            by=b.acting(mentor.user), mentor=mentor.id, bank=rng.choice(BANKS), number="99" + _digits(rng, 8),
            holder=mentor.name, npwp=npwp,
        )  # fmt: skip
        if mentor.user_id == office.user_id:
            continue
        if luck > 0.9:
            refuse_account(by=office, account=made.id, reason="Nama pemilik tidak sama dengan buku tabungan.")
        elif luck < 0.84:
            check_account(by=office, account=made.id)


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _n in range(count))


def pay_months(b: Building) -> None:
    """All but the last two months are paid; the last but one is checked, with one sent back."""
    office = b.persona("penyelenggara")
    months = b.year.full_months
    for n, month in enumerate(months[:-1]):
        on = min(b.today, add_months(month, 1) + 27 * DAY)
        b.clock.set(on)
        rows = Honorarium.objects.for_actor(office, "manage_honoraria").filter(month=month)
        waiting = rows.filter(state="draft").exclude(mentor__user=office.user_id).order_by("region", "id")
        ids = list(waiting.values_list("id", flat=True))
        if n == len(months) - 2 and ids:
            return_honorarium(
                by=office, honorarium=ids.pop(), reason="Jumlah rapat belum cocok dengan daftar hadir."
            )
        if ids:
            check_many(by=office, honoraria=ids)
        if n < len(months) - 2:
            ready = rows.filter(state="checked").exclude(mentor__user=office.user_id).filter(
                mentor__bank_accounts__replaced_at=None, mentor__bank_accounts__checked_at__isnull=False
            )  # fmt: skip
            chosen = list(ready.values_list("id", flat=True))
            if chosen:
                reference = f"SP2D {month.month:03d}/HONOR/{month.year}"
                pay(by=office, honoraria=chosen, on=on, reference=reference, today=b.today)
    b.clock.set(b.today)
    for month in months[-4:-1]:
        if (
            Honorarium.objects.for_actor(office, "manage_honoraria")
            .filter(month=month, state__in=IN_THEM)
            .exists()
        ):
            make_bundle(by=office, programme=b.programme, month=month)
