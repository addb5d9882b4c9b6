"""Everything an import would do, worked out before anything is written. The dry run shows it, the commit carries it out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from dampingi.capture.imports import places
from dampingi.capture.imports.kinds import KINDS
from dampingi.capture.imports.mappings import overrides
from dampingi.engines.sheets import (
    Correction,
    Problem,
    Reading,
    SheetError,
    Workbook,
    open_workbook,
    read,
    read_layout,
)
from dampingi.engines.sheets.collecting import without_collecting
from dampingi.engines.sheets.wording import file_message
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.programmes.models import Programme


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
) -> Plan:
    """Read the sheet and work out what would be recorded. Writes nothing."""
    places.check_region(region)
    by.require(Permission.IMPORT_SHEETS, region=region, programme=programme.id if programme else None)
    chosen = choices or {}
    manner = KINDS[kind]
    if manner.needs_programme and programme is None:
        raise Refused(_("Pilih program untuk impor ini."))
    try:
        workbook = open_workbook(content)
        reading = read(
            workbook,
            read_layout(kind),
            regions=places.finder(region),
            within=region,
            overrides=overrides(workbook, kind, region, chosen.get("columns", {})),
            chosen_regions={(kel, kec): code for kel, kec, code in chosen.get("places", [])},
            known=manner.known(by, region, programme),
        )
    except SheetError as error:
        raise Refused(file_message(error, _)) from error
    plan = Plan(kind, region, programme, workbook, reading, reading.accepted, [])
    with without_collecting():
        manner.fill(by, plan)
    return plan


def refuse_rows(plan: Plan, problems: list[Problem], positions: set[int]) -> None:
    """Take rows out of a plan, with the problems that say why."""
    reading = plan.reading
    plan.reading = replace(
        reading, problems=(*reading.problems, *problems), refused=reading.refused | positions
    )
    plan.accepted = plan.reading.accepted
