"""Owners and participants of a sheet as persons: the same person in two rows, or on record already, is one person."""

import uuid
from collections.abc import Sequence
from typing import Any

from dampingi.capture.imports.kinds.cut import cut
from dampingi.engines.sheets.repeats import key
from dampingi.foundation.identifiers import blind_index
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.rows import new_ids
from dampingi.records.businesses.intake import PersonIntake
from dampingi.records.businesses.models import Person

WHY = "persons of the region whose import was required and granted"
Identity = tuple[str, str]


class People:
    """Who is who. A person is the same by NIK, or by name and phone; a name alone never makes two people one."""

    def __init__(self, region: str, niks: Sequence[str], phones: set[str], most: int) -> None:
        """`most` is how many people the sheet may hold: their ids are made at once."""
        self._ids = iter(new_ids(most))
        self._by_nik: dict[str, uuid.UUID] = {}
        self._by_phone: dict[Identity, uuid.UUID] = {}
        self._remember_recorded(region, niks, phones)

    def _remember_recorded(self, region: str, niks: Sequence[str], phones: set[str]) -> None:
        rows = Person.objects.unscoped(WHY).filter(inside(region), archived_at=None)
        if not rows.exists():
            return
        wanted = {blind_index("nik", nik): nik for nik in niks}
        for id, name, phone, index in rows.values_list("id", "name", "phone", "nik_index").iterator():
            if index and index in wanted:
                self._by_nik.setdefault(wanted[index], id)
            if phone and phone in phones:
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
