"""A directory of businesses into the register."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.capture.imports.kinds.channels import channel_codes
from dampingi.capture.imports.kinds.constraints import constraint_code
from dampingi.capture.imports.kinds.cut import cut
from dampingi.capture.imports.kinds.manner import Subject
from dampingi.capture.imports.kinds.people import People, first_phone, other_phone
from dampingi.capture.imports.kinds.undoing import undo_register
from dampingi.capture.imports.sectors import sector_of
from dampingi.engines.sheets import Problem, Reading, Table
from dampingi.engines.sheets.repeats import Row
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.rows import new_ids
from dampingi.records.businesses.actions import close_listed, describe_new, register_businesses
from dampingi.records.businesses.intake import BusinessIntake, ChannelNote, ClosureNote, ConstraintNote
from dampingi.records.programmes.models import Programme

if TYPE_CHECKING:
    from dampingi.capture.imports.plans import Plan

MONTHS = 12
KBLI_EDITION, KBLI_EDITIONS = "2020", ("2015", "2020", "2025")
CLOSED = "closed"
FROM_A_LIST = _("Menurut daftar yang diimpor.")
PAUSED = _(
    "Tutup sementara tidak dicatat; usaha tetap tercatat berjalan. Catat tutup di halamannya bila perlu."
)
STRANGE = _("Saluran penjualan ini belum dikenal, atau hanya sebagian; yang tidak dikenal tidak dicatat.")
MEASURES = ("capital", "turnover", "turnover_monthly", "workers", "workers_male", "workers_female")
FIELDS = (
    "business_name", "owner_name", "nik", "sex", "birth_date", "address", "phone", "nib", "kbli", "activity", "sector",
    "product", "founded_year", "capital", "turnover", "turnover_monthly", "workers", "workers_male", "workers_female",
    "constraints", "region", "latitude", "longitude", "external_id", "status", "channels",
)  # fmt: skip


class Businesses:
    needs_programme = False

    def known(self, by: Actor, region: str, programme: Programme | None) -> list[Row]:
        """None beforehand: candidates are looked up for the rows that were read."""
        return []

    def fill(self, by: Actor, plan: "Plan", choices: Mapping[str, Any]) -> None:
        from dampingi.capture.imports.editions.edition import lay_beside

        plan.extra["kbli_edition"] = kbli_edition(plan.reading, choices.get("kbli_edition", ""))
        plan.edition = lay_beside(by, plan, choices.get("edition", ""))
        values = [plan.extra["values"][at] for at in plan.accepted]
        people = people_of(plan.region, values)
        ids = new_ids(len(values))
        plan.rows = [business_intake(row, people, id) for row, id in zip(values, ids, strict=True)]
        plan.extra["constraints"] = [row["constraints"] for row in values]
        note_life(plan)
        note_editions(plan)

    def record(self, *, by: Actor, origin: Origin, plan: "Plan") -> list[Subject]:
        ids = register_businesses(by=by, origin=origin, rows=plan.rows)
        made = {id: row.region for id, row in zip(ids, plan.rows, strict=True)}
        describe(by, origin, made, plan.extra["constraints"], plan.extra["channels"])
        shut = [id for id, status in zip(ids, plan.extra["status"], strict=True) if status == CLOSED]
        close_listed(by=by, origin=origin, rows=closures(shut))
        return [("business", id) for id in ids]

    def undo(self, *, by: Actor, origin: Origin, subjects: Sequence[Subject]) -> dict[str, Any]:
        return undo_register(by=by, origin=origin)


def rows_of(table: Table, positions: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The accepted rows as dictionaries of typed values; every field of `FIELDS` is there."""
    columns = [table.column(field) for field in FIELDS]
    everything = list(zip(*columns, strict=True))
    for position in positions:
        yield dict(zip(FIELDS, everything[position], strict=True))


def forget_zeros(rows: Iterable[dict[str, Any]]) -> int:
    """Directories write 0 where nobody asked: a business without capital, sales and workers is unknown, not nothing."""
    count = 0
    for row in rows:
        told = [row[field] for field in MEASURES if row[field] is not None]
        if len(told) > 1 and not any(told):
            row.update(dict.fromkeys(MEASURES))
            count += 1
    return count


def people_of(region: str, rows: Sequence[dict[str, Any]]) -> People:
    niks = list(dict.fromkeys(row["nik"] for row in rows if row["nik"]))
    phones = {number for row in rows for number in row["phone"] or ()}
    return People(region, niks, phones)


def business_intake(row: dict[str, Any], people: People, id: uuid.UUID | None = None) -> BusinessIntake:
    owner = people.intake(
        row, name=row["owner_name"] or row["business_name"], region=row["region"], address=""
    )
    known = isinstance(owner, uuid.UUID)
    return BusinessIntake(
        owner=None if known else owner,  # type: ignore[arg-type]
        owner_id=owner if known else None,  # type: ignore[arg-type]
        id=id,
        **business_values(row),
    )


def business_values(row: dict[str, Any]) -> dict[str, Any]:
    """What a row says of the business itself, by the register's fields."""
    kbli, product, activity = row["kbli"] or "", row["product"] or "", row["activity"] or ""
    return {
        "name": cut(row["business_name"] or row["owner_name"], 200),
        "region": row["region"],
        "address": cut(row["address"], 300),
        "sector": sector_of(kbli, row["sector"] or "", product, activity, row["business_name"] or ""),
        "kbli": kbli,
        "kbli_edition": row.get("kbli_edition", KBLI_EDITION) if kbli else "",
        "product": cut(product or activity, 300),
        "phone": first_phone(row),
        "other_phone": other_phone(row),
        "nib": row["nib"] or "",
        "started_year": row["founded_year"],
        "capital": row["capital"],
        "annual_sales": annual_sales(row),
        "workers": workers(row),
        "latitude": degrees(row["latitude"]),
        "longitude": degrees(row["longitude"]),
    }


def note_editions(plan: "Plan") -> None:
    """Codes of a row that stand in another edition of KBLI than the sheet's."""
    table, stated = plan.reading.table, plan.extra["kbli_edition"]
    said = _("Kode ini tidak ada di KBLI %(stated)s; dicatat menurut KBLI %(edition)s.")
    found = [
        Problem(
            table.sheets[at], table.rows[at], None, "kbli", "rule", "warn", row["kbli"],
            {"said": said % {"stated": stated, "edition": row["kbli_edition"]}},
        )
        for at, row in plan.extra["values"].items()
        if row["kbli"] and row["kbli_edition"] != stated
    ]  # fmt: skip
    plan.reading = replace(plan.reading, problems=(*plan.reading.problems, *found))


def kbli_edition(reading: Reading, chosen: str = "") -> str:
    """The edition of KBLI a list's codes are of: as a person chose, else as the heading says, else the one in general use."""
    if chosen in KBLI_EDITIONS:
        return chosen
    heads = " ".join(m.heading for sheet in reading.sheets for m in sheet.matches if m.field == "kbli")
    return next((edition for edition in KBLI_EDITIONS if edition in heads), KBLI_EDITION)


def degrees(value: float | None) -> Decimal | None:
    """As the register keeps it: six places, a tenth of a metre."""
    return None if value is None else Decimal(str(round(value, 6)))


def annual_sales(row: dict[str, Any]) -> int | None:
    if row["turnover"] is not None:
        return int(row["turnover"])
    return None if row["turnover_monthly"] is None else int(row["turnover_monthly"]) * MONTHS


def workers(row: dict[str, Any]) -> int | None:
    if row["workers"] is not None:
        return int(row["workers"])
    told = [row[key] for key in ("workers_male", "workers_female") if row[key] is not None]
    return sum(told) if told else None


def describe(
    by: Actor,
    origin: Origin,
    made: Mapping[uuid.UUID, str],
    texts: Sequence[str | None],
    channels: Sequence[Sequence[str]] = (),
) -> None:
    """What the sheet tells beside the businesses `made` {id: region} of it: constraints in words that fit the taxonomy, channels."""
    today = timezone.localdate()
    notes = [
        ConstraintNote(id, code, today, source="import", note=text)
        for id, text in zip(made, texts, strict=True)
        if text and (code := constraint_code(text))
    ]
    sold = [ChannelNote(id, code) for id, codes in zip(made, channels, strict=False) for code in codes]
    describe_new(by=by, origin=origin, regions=made, constraints=notes, channels=sold)


def closures(ids: Iterable[uuid.UUID]) -> list[ClosureNote]:
    """A list tells neither since when nor why."""
    today = timezone.localdate()
    return [ClosureNote(id, "unknown", today, str(FROM_A_LIST)) for id in ids]


def note_life(plan: "Plan") -> None:
    """What the accepted rows say of selling and of being closed; what of it cannot be kept is a problem of its row."""
    values, table = plan.extra["values"], plan.reading.table
    plan.extra["status"] = [values[at]["status"] for at in plan.accepted]
    plan.extra["channels"] = [channel_codes(values[at]["channels"] or "")[0] for at in plan.accepted]
    found = [
        Problem(
            table.sheets[at], table.rows[at], None, field, "rule", "warn", row[field], {"said": str(said)}
        )
        for at, row in values.items()
        for field, said in (("status", PAUSED), ("channels", STRANGE))
        if row[field] and (row[field] == "paused" if field == "status" else not channel_codes(row[field])[1])
    ]
    plan.reading = replace(plan.reading, problems=(*plan.reading.problems, *found))
