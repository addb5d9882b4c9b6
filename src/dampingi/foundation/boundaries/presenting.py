"""An edition's report in words, and its picture."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dampingi.engines.geometry import REASONS
from dampingi.foundation.boundaries.models import Edition
from dampingi.foundation.boundaries.queries import all_outlines
from dampingi.foundation.regions.queries import below, names
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.regionmap import Area, Edge, drawing
from dampingi.foundation.ui.tilemap import Tile

UNMATCHED = {
    "unnamed": gettext_lazy("tidak punya nama atau kode"),
    "unknown": gettext_lazy("namanya tidak dikenal di wilayah ini"),
    "several": gettext_lazy("ada beberapa wilayah bernama sama"),
}
HOW = {
    "code": gettext_lazy("lewat kode"),
    "name": gettext_lazy("lewat nama"),
    "similar": gettext_lazy("lewat ejaan yang mirip"),
    "chosen": gettext_lazy("dipilih sendiri"),
}
LEVELS = {2: gettext_lazy("kabupaten/kota"), 3: gettext_lazy("kecamatan"), 4: gettext_lazy("kelurahan")}


def matched(report: dict[str, Any]) -> dict[str, Any]:
    told = [f"{formats.number(n)} {HOW[how]}" for how, n in report["matched"].items() if n]
    return {"count": sum(report["matched"].values()), "how": ", ".join(told)}


def unmatched(edition: Edition) -> list[dict[str, Any]]:
    """Areas nobody could name, each with the regions it may be: the likely ones first, then all that have no outline."""
    missing = [tuple(m) for m in edition.report["missing"]]
    told = []
    for each in edition.report["unmatched"]:
        likely = [tuple(c) for c in each["candidates"] if tuple(c) in missing]
        told.append(
            each
            | {
                "words": UNMATCHED[each["reason"]],
                "likely": likely,
                "others": [m for m in missing if m not in likely],
                "field": f"bagian-{each['number']}",
            }
        )
    return told


def refused(report: dict[str, Any]) -> list[dict[str, Any]]:
    words = {code: _(said) for code, said in REASONS.items()}
    return [each | {"words": words[each["reason"]]} for each in report["refused"]]


def faults(report: dict[str, Any]) -> str:
    """Overlaps and gaps between neighbours, as figures."""
    if not report["overlap_m2"] and not report["gap_m2"]:
        return _("Batas antarwilayah berhimpit tepat: tidak ada tumpang tindih dan tidak ada celah.")
    words = {
        "overlap": formats.number(report["overlap_m2"]),
        "gaps": formats.number(report["gap_count"]),
        "gap": formats.number(report["gap_m2"]),
    }
    return (
        _(
            "Batas antarwilayah tidak berhimpit tepat: tumpang tindih %(overlap)s m² dan %(gaps)s celah sempit seluas %(gap)s m². Keduanya sudah dirapikan."
        )
        % words
    )


def picture(edition: Edition) -> str:
    """The draft as it would be: matched regions pale, areas nobody could name dark."""
    found = all_outlines(edition)
    called = names(o.code for o, _name, _km2 in found if o.code)
    own = [(o, name, km2) for o, name, km2 in found if o.code.count(".") == edition.level - 1 or not o.code]
    areas = [
        Area(
            outline,
            Tile(
                outline.code or "?",
                called.get(outline.code) or _("belum dikenali: %(name)s") % {"name": name or "?"},
                _("%(km2)s km²") % {"km2": formats.number(round(km2, 1))},
                shade=1 if outline.code else 5,
            ),
        )
        for outline, name, km2 in own
    ]
    parents = {r.code: r.name for r in below(edition.region, edition.level - 1)}
    edges = [Edge(o, parents[o.code]) for o, _name, _km2 in found if o.code in parents]
    return drawing(areas, edges if len(edges) > 1 else [], title=edition.file_name, name="rancangan")


def choices_of(edition: Edition, posted: Any) -> dict[int, str]:
    """number in the file -> region code, from the form of unmatched areas."""
    fields = {f"bagian-{u['number']}": u["number"] for u in edition.report["unmatched"]}
    return {number: posted[field] for field, number in fields.items() if posted.get(field)}
