"""Owners and participants of a sheet as persons: the same person in two rows, or on record already, is one person."""

import uuid
from collections.abc import Sequence
from itertools import chain, repeat
from typing import Any

from dampingi.capture.imports.kinds.cut import cut
from dampingi.engines.sheets.repeats import key
from dampingi.foundation.identifiers import blind_indexes
from dampingi.foundation.regions.codes import contains, inside
from dampingi.foundation.rows import new_ids
from dampingi.records.businesses.intake import PersonIntake
from dampingi.records.businesses.models import Person

WHY = "persons of the region whose import was required and granted"
CHUNK = 500
Identity = tuple[str, str]


class People:
    """Who is who. A person is the same by NIK, or by name and phone; a name alone never makes two people one."""

    def __init__(self, region: str, niks: Sequence[str], phones: set[str]) -> None:
        self._ids = chain.from_iterable(map(new_ids, repeat(CHUNK)))
        self._by_nik: dict[str, uuid.UUID] = {}
        self._by_phone: dict[Identity, uuid.UUID] = {}
        self._remember_recorded(region, niks, phones)

    def _remember_recorded(self, region: str, niks: Sequence[str], phones: set[str]) -> None:
        """Only those of the region's persons who share a NIK or a phone with the sheet are fetched."""
        rows = Person.objects.unscoped(WHY).filter(archived_at=None)
        if not rows.filter(inside(region)).exists():
            return
        wanted = dict(zip(blind_indexes("nik", niks), niks, strict=True))
        for field, values in (("nik_index", list(wanted)), ("phone", sorted(phones))):
            for start in range(0, len(values), CHUNK):
                chunk = rows.filter(**{f"{field}__in": values[start : start + CHUNK]})
                for id, name, phone, index, where in chunk.values_list(
                    "id", "name", "phone", "nik_index", "region"
                ):
                    if contains(region, where):
                        self._meet(id, name, phone if phone in phones else "", wanted.get(index, ""))

    def _meet(self, id: uuid.UUID, name: str, phone: str, nik: str) -> None:
        if nik:
            self._by_nik.setdefault(nik, id)
        if phone:
            self._by_phone.setdefault((key(name), phone), id)

    def known(self, name: str, phone: str, nik: str) -> uuid.UUID | None:
        """The id of a person met before, in the records or further up in the sheet."""
        if nik:
            return self._by_nik.get(nik)
        return self._by_phone.get((key(name), phone)) if phone else None

    def remember(self, id: uuid.UUID, name: str, phone: str, nik: str) -> None:
        if nik:
            self._by_nik[nik] = id
        if phone:
            self._by_phone.setdefault((key(name), phone), id)

    def intake(
        self, values: dict[str, Any], *, name: str, region: str, address: str
    ) -> PersonIntake | uuid.UUID:
        """A new person's intake, or the id of one already met."""
        phone, nik = first_phone(values), values["nik"] or ""
        met = self.known(name, phone, nik)
        if met is not None:
            return met
        made = PersonIntake(
            name=cut(name, 150), region=region, sex=values["sex"] or "", born_on=values["birth_date"], phone=phone,
            address=cut(address, 300), nik=nik, id=next(self._ids),
        )  # fmt: skip
        assert made.id is not None
        self.remember(made.id, name, phone, nik)
        return made


def first_phone(values: dict[str, Any]) -> str:
    return values["phone"][0] if values["phone"] else ""


def other_phone(values: dict[str, Any]) -> str:
    """The second number of a cell that holds two."""
    return values["phone"][1] if values["phone"] and len(values["phone"]) > 1 else ""
