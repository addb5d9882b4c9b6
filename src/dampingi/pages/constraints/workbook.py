"""The matrix as a workbook: what the page shows, with the numbers below the line."""

from typing import IO

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui import sheets
from dampingi.foundation.ui.columns import Column
from dampingi.insight.constraints.counts import counts
from dampingi.pages.constraints.asked import Asked, filters
from dampingi.pages.constraints.matrix import called, columns_of, places_of


def matrix_workbook(actor: Actor, here: Asked) -> IO[bytes]:
    counted = counts(actor, here.question, depth=here.level, by_field=not here.column)
    columns = columns_of(here)
    named = called(columns)
    heads = [
        Column("code", _("Kode wilayah")),
        Column("place", _("Wilayah")),
        Column("of", _("Usaha (pembanding)"), kind="number"),
        *(Column(c, named[c][0], kind="number") for c in columns),
        Column("any", _("Usaha terhambat"), kind="number"),
        Column("rate", _("Per 100 usaha"), kind="number"),
    ]
    rows = []
    for code, name in places_of(here, counted).items():
        held, of = counted.places.get(code, 0), counted.of.get(code, 0)
        cells = [counted.cells.get((code, c), 0) for c in columns]
        rows.append([code, name, of, *cells, held, round(100 * held / of, 2) if of else None])
    return sheets.workbook(
        title=_("Kendala usaha, %(place)s") % {"place": name_of(here.region)},
        columns=heads,
        rows=rows,
        conditions=_conditions(actor, here),
        made_for=actor.name,
    )


def _conditions(actor: Actor, here: Asked) -> list[tuple[str, str]]:
    told = []
    for each in filters(actor, here):
        words = dict(each["options"]).get(each["value"], "")
        told += [(str(each["label"]), str(words))] if words else []
    return told
