"""The one way into the book: a batch of entries, judged by the rules of engines/ledger on the balances as they stand, under a lock on their budgets.

What the rules would let pass by mistake the database refuses (triggers.py).
"""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.engines.ledger import Book, Refusal, Why
from dampingi.engines.ledger import Entry as Lines
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui import formats
from dampingi.records.budgets.models import LARGEST, Account, Budget, Entry, Posting

Kind = Account.Kind
Subject = tuple[str, uuid.UUID]
NONE = ("", None)


@dataclass(frozen=True)
class Spot:
    """An account by what it is; it is opened when money first comes there."""

    budget: uuid.UUID
    kind: str
    subject: tuple[str, uuid.UUID | None] = NONE


@dataclass(frozen=True)
class Move:
    source: Spot
    target: Spot
    amount: int


@dataclass(frozen=True)
class Asked:
    """One entry to be: `key` names what must not be noted twice."""

    kind: str
    moves: tuple[Move, ...]
    on: datetime.date
    subject: tuple[str, uuid.UUID | None] = NONE
    reference: str = ""
    note: str = ""
    key: str | None = None
    reverses: uuid.UUID | None = None
    id: uuid.UUID = field(default_factory=new_id)

    @property
    def amount(self) -> int:
        return sum(m.amount for m in self.moves)


def post(*, by: Actor, asked: Sequence[Asked]) -> list[Entry]:
    """All of them or, with Refused, none. The caller has checked reach and writes the audit event."""
    for each in asked:
        _check(each)
    with transaction.atomic():
        lock({spot.budget for spot in _spots(asked)})
        _check_keys(asked)
        accounts = _accounts(asked)
        _judge(asked, accounts)
        return _written(by, asked, accounts)


def lock(budgets: Iterable[uuid.UUID]) -> None:
    """Whoever posts to a budget waits for whoever does before; always in one order, so that none waits for each other."""
    rows = Budget.objects.unscoped("locked, not read").select_for_update(no_key=True)
    list(rows.filter(id__in=set(budgets)).order_by("region", "year", "purpose").values_list("id"))


def _check(asked: Asked) -> None:
    if not asked.moves or any(m.amount <= 0 for m in asked.moves):
        raise Refused(_("Isi jumlah yang lebih dari nol."))
    if asked.amount > LARGEST:
        raise Refused(_("Jumlahnya terlalu besar. Periksa angka nolnya."))
    if not 2015 <= asked.on.year <= 2100:
        raise Refused(_("Isi tanggal antara tahun 2015 dan 2100."))


def _check_keys(asked: Sequence[Asked]) -> None:
    keys = [a.key for a in asked if a.key]
    if len(keys) != len(set(keys)) or (
        keys and Entry.objects.unscoped("a key is anybody's").filter(key__in=keys).exists()
    ):
        raise Conflict(_("Ini sudah dicatat. Muat ulang halaman untuk melihatnya."))


def _spots(asked: Iterable[Asked]) -> list[Spot]:
    return list(dict.fromkeys(s for a in asked for m in a.moves for s in (m.source, m.target)))


def _accounts(asked: Sequence[Asked]) -> dict[Spot, Account]:
    """What stands there now; accounts that are not there yet are opened at nothing."""
    spots = _spots(asked)
    budgets, subjects = {s.budget for s in spots}, {s.subject[1] for s in spots if s.subject[1]}
    held = {}
    for part in _parts(subjects):
        rows = Account.objects.filter(Q(subject_id__in=part) | Q(subject_id=None), budget__in=budgets)
        held |= {Spot(a.budget_id, a.kind, (a.subject_kind, a.subject_id)): a for a in rows}
    opened = {
        s: Account(budget_id=s.budget, kind=s.kind, subject_kind=s.subject[0], subject_id=s.subject[1])
        for s in spots
        if s not in held
    }
    Account.objects.bulk_create(opened.values(), batch_size=500)
    return held | opened


def _parts(ids: set[uuid.UUID], size: int = 5000) -> list[list[uuid.UUID]]:
    told = list(ids)
    return [told[at : at + size] for at in range(0, len(told), size)] or [[]]


def _judge(asked: Sequence[Asked], accounts: dict[Spot, Account]) -> None:
    """The engine's rules, on the balances as they stand."""
    names = {str(a.id): spot for spot, a in accounts.items()}
    floors = frozenset(name for name, spot in names.items() if spot.kind != Kind.ALLOTTED)
    book = Book(floors)
    book.balances.update({str(a.id): a.balance for a in accounts.values()})
    try:
        for each in asked:
            book.post(Lines(each.id, _lines(each, accounts)))
    except Refusal as refusal:
        if refusal.why is not Why.FLOOR:
            raise Refused(_("Sumber dan tujuannya sama. Pilih anggaran yang lain.")) from None
        raise Refused(_short(names[refusal.account], accounts)) from None


def _lines(asked: Asked, accounts: dict[Spot, Account]) -> dict[str, int]:
    lines: dict[str, int] = {}
    for move in asked.moves:
        for spot, amount in ((move.source, -move.amount), (move.target, move.amount)):
            name = str(accounts[spot].id)
            lines[name] = lines.get(name, 0) + amount
    return lines


def _short(spot: Spot, accounts: dict[Spot, Account]) -> str:
    told = {"left": formats.money(accounts[spot].balance)}
    if spot.kind == Kind.FREE:
        return _("Anggaran tidak cukup: yang masih bebas %(left)s. Kurangi jumlahnya, lepaskan cadangan lain, atau geser pagu lebih dahulu.") % told  # fmt: skip
    if spot.kind == Kind.RESERVED:
        return _("Cadangannya tinggal %(left)s. Kurangi jumlahnya, atau tambah cadangannya lebih dahulu.") % told  # fmt: skip
    if spot.kind == Kind.OWED:
        return _("Yang terutang tinggal %(left)s. Kurangi jumlahnya; yang sudah dibayar dibalik pembayarannya lebih dahulu.") % told  # fmt: skip
    return _("Yang dibayar tinggal %(left)s. Kurangi jumlahnya.") % told


def _written(by: Actor, asked: Sequence[Asked], accounts: dict[Spot, Account]) -> list[Entry]:
    entries = [
        Entry(
            id=a.id, budget_id=a.moves[0].source.budget, kind=a.kind, subject_kind=a.subject[0], subject_id=a.subject[1], amount=a.amount,
            reference=a.reference.strip()[:100], on=a.on, note=a.note.strip()[:300], key=a.key, reverses_id=a.reverses, by=by.user_id, by_name=by.name[:150],
        )
        for a in asked
    ]  # fmt: skip
    postings = [
        Posting(entry_id=a.id, source=accounts[m.source], target=accounts[m.target], amount=m.amount)
        for a in asked
        for m in a.moves
    ]
    try:
        with transaction.atomic():
            Entry.objects.bulk_create(entries, batch_size=500)
            Posting.objects.bulk_create(postings, batch_size=500)
    except IntegrityError as error:
        if "budget_never_exceeded" in str(error):
            raise Refused(_("Anggaran tidak cukup. Muat ulang halaman untuk melihat yang masih ada.")) from None  # fmt: skip
        raise Conflict(_("Ini sudah dicatat. Muat ulang halaman untuk melihatnya.")) from None
    return entries
