"""Everything an import would do, worked out before anything is written. The dry run shows it, the commit carries it out."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from dampingi.capture.imports import files, places
from dampingi.capture.imports.editions.edition import Edition
from dampingi.capture.imports.kinds import KINDS
from dampingi.capture.imports.mappings import overrides
from dampingi.capture.imports.models import Import, SavedMapping
from dampingi.capture.imports.progress import Progress, silent
from dampingi.engines.sheets import (
    Correction,
    Problem,
    Reading,
    SheetError,
    Workbook,
    open_workbook_apart,
    read,
    read_layout,
)
from dampingi.engines.sheets.collecting import without_collecting
from dampingi.engines.sheets.repeats import Row
from dampingi.engines.sheets.wording import file_message
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.boundaries.locating import Whereabouts
from dampingi.foundation.errors import Refused
from dampingi.records.programmes.models import Programme

METRES_OFF = 500
"""How far outside the region a position may lie: boundaries and phones are not exact."""


@dataclass
class Plan:
    """`rows` are intakes of the kind, aligned with `accepted`, the positions in the reading's table."""

    kind: str
    region: str
    programme: Programme | None
    workbook: Workbook
    reading: Reading
    accepted: list[int]
    rows: list[Any]
    extra: dict[str, Any] = field(default_factory=dict)
    edition: Edition = field(default_factory=Edition)
    as_of: tuple[uuid.UUID | None, int] = (None, 0)
    """`latest_commit` when the plan was made."""
    mappings: dict[str, SavedMapping] = field(default_factory=dict)
    """{sheet: the saved mapping it was read by}"""
    progress: Progress = silent
    figures: dict[str, Any] | None = None
    """What `summaries.summary` found, once it was asked."""

    def note(self, code: str, **data: Any) -> None:
        """One more thing put right, for the person to know."""
        told = (*self.reading.corrections, Correction(code, "", data))
        self.reading = replace(self.reading, corrections=told)

    def take_repeats(self, repeats: dict[int, int]) -> None:
        """Rows found to repeat something only the records know."""
        self.reading = replace(self.reading, repeats=repeats)
        self.accepted = self.reading.accepted


def prepare(
    *,
    by: Actor,
    content: bytes,
    kind: str,
    region: str,
    programme: Programme | None = None,
    choices: Mapping[str, Any] | None = None,
    progress: Progress = silent,
) -> Plan:
    """Read the sheet and work out what would be recorded. Writes nothing."""
    places.check_region(region)
    by.require(Permission.IMPORT_SHEETS, region=region, programme=programme.id if programme else None)
    chosen = choices or {}
    manner = KINDS[kind]
    if manner.needs_programme and programme is None:
        raise Refused(_("Pilih program untuk impor ini."))
    as_of = latest_commit(region)
    progress(0, 0, _("Membaca dan memeriksa berkas"))
    workbook, reading, used = _read(content, kind, region, chosen, manner.known(by, region, programme))
    plan = Plan(
        kind, region, programme, workbook, reading, reading.accepted, [], as_of=as_of, mappings=used,
        progress=progress,
    )  # fmt: skip
    with without_collecting():
        manner.fill(by, plan, chosen)
    return plan


def reading_of(sheet: Import) -> Reading:
    """A kept sheet as it is read now, without regard to what is on record."""
    content = content_of(sheet)
    return _read(content, sheet.kind, sheet.region, sheet.choices, ())[1]


def plan_of(*, by: Actor, sheet: Import, progress: Progress = silent) -> Plan:
    """What the kept sheet would record now, read the way that was chosen."""
    return prepare(
        by=by,
        content=content_of(sheet),
        kind=sheet.kind,
        region=sheet.region,
        programme=sheet.programme,
        choices=sheet.choices,
        progress=progress,
    )


def content_of(sheet: Import) -> bytes:
    with sheet.file.open("rb") as stored:
        return files.SEAL.open(stored.read())


def latest_commit(region: str) -> tuple[uuid.UUID | None, int]:
    """The last import recorded for the region, and how many were taken back: what a plan is made against."""
    done = Import.objects.unscoped("only whether another came in between").filter(region=region)
    last = done.exclude(committed_at=None).order_by("-committed_at").values_list("id", flat=True).first()
    return last, done.exclude(undone_at=None).count()


def _read(
    content: bytes, kind: str, region: str, chosen: Mapping[str, Any], known: Sequence[Row]
) -> tuple[Workbook, Reading, dict[str, SavedMapping]]:
    boundary = Whereabouts(region)
    try:
        workbook = open_workbook_apart(content)
        read_as, used = overrides(workbook, kind, region, chosen.get("columns", {}))
        reading = read(
            workbook,
            read_layout(kind),
            regions=places.finder(region),
            within=region,
            overrides=read_as,
            chosen_regions={(kel, kec): code for kel, kec, code in chosen.get("places", [])},
            known=known,
            locator=boundary.region_at,
            inside=partial(boundary.contains, region, margin=METRES_OFF),
        )
    except SheetError as error:
        raise Refused(file_message(error, _)) from error
    return workbook, reading, used


def refuse_rows(plan: Plan, problems: list[Problem], positions: set[int]) -> None:
    """Take rows out of a plan, with the problems that say why."""
    reading = plan.reading
    plan.reading = replace(
        reading, problems=(*reading.problems, *problems), refused=reading.refused | positions
    )
    plan.accepted = plan.reading.accepted
