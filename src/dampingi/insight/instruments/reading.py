"""A definition in the words an inspector reads. Every sentence is whole, so that it can be translated."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.ui.formats import number, percent
from dampingi.insight.evaluation.definitions import named
from dampingi.insight.evaluation.sources import agreed_names

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One criterion, told."""

    key: str
    name: str
    says: str
    dimension: str
    source: str
    scale: str
    target: str
    weight: float
    least: str
    missing: str
    levels: tuple[tuple[int, str], ...]

    def told(self) -> list[tuple[str, str]]:
        """(what, how) for a page and for a paper; the weight stands beside."""
        rows = [
            (_("Sumber"), self.source), (_("Satuan"), self.scale), (_("Target (nilai 100)"), self.target),
            (_("Bukti sekurang-kurangnya"), self.least), (_("Bila kosong"), self.missing),
        ]  # fmt: skip
        return [(what, how) for what, how in rows if how]


def lines(body: Body, indicators: Mapping[str, str]) -> list[Line]:
    """`indicators`: code -> name as the catalogue has it."""
    return [line(c, named(body, "dimensions"), indicators) for c in body["criteria"]]


def line(c: Body, dimensions: Mapping[str, str], indicators: Mapping[str, str]) -> Line:
    floor = c.get("floor", 0)
    levels = tuple(enumerate(c.get("levels", ()), int(floor))) if c["method"] == "panel" else ()
    return Line(
        key=c["key"], name=c["name"], says=c.get("says", ""), dimension=dimensions.get(c["dimension"], c["dimension"]),
        source=source_words(c, indicators), scale=c.get("unit", ""), target=target_words(c), weight=c["weight"],
        least=least_words(c), missing=missing_words(c), levels=levels,
    )  # fmt: skip


def source_words(c: Body, indicators: Mapping[str, str]) -> str:
    source = c.get("source", {})
    if "indicator" in source:
        code = source["indicator"]
        return _("Indikator katalog: %(name)s") % {"name": indicators.get(code, code)}
    if "voice" in source:
        return _("Suara peserta: jawaban atas satu pertanyaan, tanpa nama")
    if "panel" in source:
        return _("Tim penilai, tiap anggota menilai sendiri")
    if "document" in source:
        return _("Pemeriksaan dokumen: ada atau tidak, dengan berkasnya")
    if "agreement" in source:
        return agreed_names().get(source["agreement"], source["agreement"])
    return _("Catatan peserta yang diverifikasi, disesuaikan dengan beratnya binaan")


def target_words(c: Body) -> str:
    floor, target = c.get("floor", 0), c["target"]
    if floor:
        return _("%(target)s; nilai 0 pada %(floor)s") % {"target": number(target), "floor": number(floor)}
    return percent(target) if target <= 1 else number(target)


def least_words(c: Body) -> str:
    told = {"n": number(c.get("least", 1))}
    if c["method"] == "panel":
        return _("%(n)s penilai") % told
    if c["method"] == "participants":
        return _("%(n)s peserta") % told
    if "agreement" in c.get("source", {}):
        return _("%(n)s target atau kegiatan") % told
    if c["method"] == "documents":
        return _("%(n)s dokumen diperiksa") % told
    return _("%(n)s kejadian") % told


def missing_words(c: Body) -> str:
    if c["method"] != "participants":
        return ""
    if c.get("missing", "floor") == "skip":
        return _("tidak ditanyakan kepada peserta itu, tidak dihitung")
    return _("dihitung belum tercapai: yang berhenti tetap dalam penyebut")


def grouped(body: Body, told: list[Line]) -> list[dict[str, Any]]:
    """Dimensions with their criteria and their share of 100."""
    found = []
    for d in body["dimensions"]:
        keys = {c["key"] for c in body["criteria"] if c["dimension"] == d["key"]}
        own = [ln for ln in told if ln.key in keys]
        found.append(d | {"lines": own, "weight": sum(ln.weight for ln in own)})
    return found
