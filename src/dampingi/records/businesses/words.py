"""What changed, in words: the fields' names and their values as people read them."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.accounts.queries import people_named
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import names
from dampingi.foundation.revisions.actions import plain
from dampingi.foundation.revisions.merging import Overlap
from dampingi.foundation.revisions.models import Revision
from dampingi.foundation.ui import formats
from dampingi.records.businesses.contacts import masked_phone, spoken_phone
from dampingi.records.businesses.models import Person, Sex, Size

FIELDS = {
    "name": lazy("Nama usaha"),
    "owner_id": lazy("Pemilik"),
    "region": lazy("Wilayah"),
    "address": lazy("Alamat"),
    "sector": lazy("Sektor"),
    "product": lazy("Produk"),
    "phone": lazy("Telepon"),
    "other_phone": lazy("Telepon kedua"),
    "nib": lazy("NIB"),
    "kbli": lazy("KBLI"),
    "kbli_edition": lazy("Edisi KBLI"),
    "started_year": lazy("Tahun berdiri"),
    "annual_sales": lazy("Omzet setahun"),
    "capital": lazy("Modal"),
    "size": lazy("Skala"),
    "size_basis": lazy("Dasar skala"),
    "workers": lazy("Tenaga kerja"),
    "latitude": lazy("Lintang"),
    "longitude": lazy("Bujur"),
    "archived_at": lazy("Diarsipkan"),
}
PERSON_FIELDS = {
    "name": lazy("Nama"),
    "sex": lazy("Jenis kelamin"),
    "born_on": lazy("Tanggal lahir"),
    "phone": lazy("Telepon"),
    "address": lazy("Alamat rumah"),
    "region": lazy("Tempat tinggal"),
    "nik_sealed": lazy("NIK"),
}
DERIVED = {"key", "size", "size_basis", "nik_index", "merged_into", "merged_into_id"}
"""Follow from others, or are the machinery's: no line of their own in a list of changes."""
PHONES = {"phone", "other_phone"}
PRIVATE = PHONES | {"address", "latitude", "longitude", "born_on"}


class Words:
    """Says values of fields for one reader. Places and people are looked up once, for all the revisions it will tell.

    `open_contact`: whether the reader may see phones, addresses and positions.
    """

    def __init__(
        self, revisions: Iterable[Revision], *, open_contact: bool, more: dict[str, Any] | None = None
    ):
        self.open_contact = open_contact
        pairs = [(f, v) for r in revisions for f, both in r.changes.items() for v in both]
        pairs += list((more or {}).items())
        codes = {v for f, v in pairs if f == "region" and v}
        self.places = names(codes | {ancestor(c, d) for c in codes for d in (2, 3) if len(c) > 5})
        owners = {str(v) for f, v in pairs if f == "owner_id" and v}
        found = Person.objects.unscoped("owners of a business in reach").filter(id__in=owners)
        self.people = {str(id): name for id, name in found.values_list("id", "name")}

    def say(self, field: str, value: Any) -> str:
        if value is None or value == "":
            return formats.MISSING
        if field in PRIVATE and not self.open_contact:
            return masked_phone(str(value)) if field in PHONES else _("tersembunyi untuk peran Anda")
        return str(self._SAID.get(field, lambda _self, v: v)(self, value))

    def place(self, code: str) -> str:
        chain = [code, *(ancestor(code, d) for d in (3, 2) if len(code) > 5)]
        return ", ".join(dict.fromkeys(self.places[c] for c in chain if c in self.places)) or code

    _SAID = {
        "region": lambda self, v: self.place(v),
        "owner_id": lambda self, v: self.people.get(str(v), _("orang yang tidak lagi tercatat")),
        "sector": lambda _self, v: choices("sectors").get(v, v),
        "phone": lambda _self, v: spoken_phone(v),
        "other_phone": lambda _self, v: spoken_phone(v),
        "size": lambda _self, v: dict(Size.choices).get(v, v),
        "sex": lambda _self, v: dict(Sex.choices).get(v, v),
        "nik_sealed": lambda _self, _v: _("tercatat, tersegel"),
        "annual_sales": lambda _self, v: formats.money(v),
        "capital": lambda _self, v: formats.money(v),
        "workers": lambda _self, v: formats.number(v),
        "born_on": lambda _self, v: formats.day(_date(v)),
        "archived_at": lambda _self, v: formats.moment(_moment(v)),
    }

    def changes(self, revision: Revision, labels: dict[str, Any] = FIELDS) -> list[dict[str, str]]:
        """One line a field: its label, the value before and after."""
        told = [f for f in revision.changes if f in labels and f not in DERIVED]
        return [
            {
                "field": f,
                "label": str(labels[f]),
                "old": self.say(f, revision.changes[f][0]),
                "new": self.say(f, revision.changes[f][1]),
            }
            for f in told
        ]


def told_overlaps(overlaps: list[Overlap], labels: dict[str, Any]) -> list[dict[str, str]]:
    """What both changed, for the one who must choose; who may edit may also see contacts."""
    words = Words([], open_contact=True, more={o.field: o.theirs for o in overlaps})
    people = people_named(o.by for o in overlaps)
    return [
        {
            "field": o.field,
            "label": str(labels[o.field]),
            "mine": words.say(o.field, plain(o.mine)),
            "theirs": words.say(o.field, plain(o.theirs)),
            "by": people[o.by],
            "at": formats.moment(o.at),
        }
        for o in overlaps
    ]


def _date(value: Any) -> datetime.date | None:
    return value if isinstance(value, datetime.date) else parse_date(str(value))


def _moment(value: Any) -> datetime.datetime | None:
    return value if isinstance(value, datetime.datetime) else parse_datetime(str(value))
