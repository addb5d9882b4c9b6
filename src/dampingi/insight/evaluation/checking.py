"""What is wrong with a definition, said where it stands and with the cure. A definition without mistakes can be gathered and computed."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.formats import number
from dampingi.insight.evaluation.definitions import engine_instrument
from dampingi.insight.evaluation.sources import AGREED, FACTS, covariates, gatherable
from dampingi.records.voices.models import QUESTIONS

Body = Mapping[str, Any]
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True)
class Mistake:
    """`part` and `key` say where, as in `differing.Difference`."""

    part: str
    key: str
    says: str


def mistakes(body: Body) -> list[Mistake]:
    found = [
        *_about(body),
        *_dimensions(body),
        *_criteria(body),
        *_covariates(body),
        *_bands(body),
        *_rules(body),
    ]
    return found or list(_as_a_whole(body))


def _about(body: Body) -> Iterator[Mistake]:
    if not body.get("name", "").strip():
        yield Mistake("about", "", _("Beri nama instrumennya."))
    if not body.get("why", "").strip():
        yield Mistake("about", "", _("Tulis tujuannya: apa yang dinilai dan untuk apa."))


def _dimensions(body: Body) -> Iterator[Mistake]:
    for d in body["dimensions"]:
        own = [c for c in body["criteria"] if c["dimension"] == d["key"]]
        if not own:
            yield Mistake(
                "dimensions",
                d["key"],
                _("Dimensi ini belum berkriteria. Tambahkan kriteria, atau hapus dimensinya."),
            )
        if len({c["method"] for c in own}) > 1:
            yield Mistake(
                "dimensions", d["key"],
                _("Kriteria satu dimensi diukur dengan cara yang sama. Pindahkan yang lain ke dimensi sendiri."),
            )  # fmt: skip


def _criteria(body: Body) -> Iterator[Mistake]:
    total = sum(c["weight"] for c in body["criteria"])
    if abs(total - 100) > 1e-9:
        yield Mistake("criteria", "", total_words(total))
    again = [key for key, n in Counter(c["key"] for c in body["criteria"]).items() if n > 1]
    for key in again:
        yield Mistake(
            "criteria",
            key,
            _("Sumber ini sudah dinilai kriteria lain. Pilih sumber lain, atau hapus salah satunya."),
        )
    twice = Counter(a for c in body["criteria"] if (a := c.get("source", {}).get("agreement")))
    for c in body["criteria"]:
        if twice[c.get("source", {}).get("agreement")] > 1:
            yield Mistake(
                "criteria",
                c["key"],
                _("Sumber ini sudah dinilai kriteria lain. Pilih sumber lain, atau hapus salah satunya."),
            )
    dimensions = {d["key"] for d in body["dimensions"]}
    for c in body["criteria"]:
        yield from (Mistake("criteria", c["key"], says) for says in _criterion(c, dimensions))


def total_words(total: float) -> str:
    away = round(100 - total, 6)
    told = {"total": number(total), "away": number(abs(away))}
    if away > 0:
        return _("Jumlah bobot %(total)s: tambahkan %(away)s supaya menjadi 100.") % told
    if away < 0:
        return _("Jumlah bobot %(total)s: kurangi %(away)s supaya menjadi 100.") % told
    return _("Jumlah bobot 100.")


def _criterion(c: Body, dimensions: set[str]) -> Iterator[str]:
    if not c["name"].strip():
        yield _("Beri nama kriterianya.")
    if not KEY.fullmatch(c["key"]):
        yield _("Kuncinya hanya huruf kecil, angka, dan garis bawah.")
    if c["dimension"] not in dimensions:
        yield _("Pilih dimensinya.")
    if c["weight"] <= 0:
        yield _("Bobotnya lebih dari 0.")
    if c["target"] <= c.get("floor", 0):
        yield _("Target lebih tinggi dari nilai terendah.")
    if c.get("least", 1) < 1:
        yield _("Bukti sekurang-kurangnya 1.")
    yield from _source(c)


def _source(c: Body) -> Iterator[str]:
    """Each method with the sources it can have; all but ratings and voices are shares of 1."""
    source, method = c.get("source", {}), c["method"]
    if method == "panel":
        yield from _levels(c)
    elif method == "documents":
        if source.get("document") != c["key"] and source.get("agreement") not in AGREED:
            yield _(
                "Sumber kriteria ini pemeriksaan dokumen, atau target dan program kerja yang ditandatangani."
            )
    elif method == "counts":
        if source.get("indicator") not in gatherable():
            yield _("Indikator itu tidak dapat dihitung per pendamping. Pilih yang ada dalam daftar.")
    elif "voice" in source:
        if source["voice"] not in QUESTIONS or c["key"] != f"voice_{source['voice']}":
            yield _("Pilih satu dari pertanyaan suara peserta.")
        if not (c.get("floor") == 1 and 1 < c["target"] <= 5):
            yield _("Suara peserta bernilai 1 sampai 5: nilai terendah 1, target paling tinggi 5.")
    elif source.get("fact") not in FACTS or c["key"] != source["fact"]:
        yield _("Pilih satu dari hasil peserta yang tercatat.")
    share = method in ("documents", "counts") or "fact" in source
    if share and not (c.get("floor", 0) >= 0 and c["target"] <= 1):
        yield _("Target kriteria ini sebuah bagian: 0 sampai 1, misalnya 0,9 untuk 90 persen.")


def _levels(c: Body) -> Iterator[str]:
    levels = c.get("levels", [])
    if len(levels) < 2 or not all(str(text).strip() for text in levels):
        yield _("Jelaskan tiap tingkat nilai, sedikitnya dua, satu kalimat satu baris.")
    elif len(levels) != c["target"] - c.get("floor", 0) + 1:
        yield _("Jumlah tingkat nilai harus sama dengan target dikurangi nilai terendah, tambah satu.")


def _covariates(body: Body) -> Iterator[Mistake]:
    for c in body["covariates"]:
        if c["key"] not in covariates():
            yield Mistake("covariates", c["key"], _("Penyesuai itu tidak tercatat. Pilih dari daftar."))


def _bands(body: Body) -> Iterator[Mistake]:
    edges = [b["lower"] for b in body["bands"]]
    if not edges or min(edges) != 0:
        yield Mistake("bands", "", _("Kelompok nilai terbawah mulai dari 0."))
    if len(set(edges)) < len(edges):
        yield Mistake("bands", "", _("Dua kelompok nilai mulai dari angka yang sama. Ubah salah satunya."))
    for b in body["bands"]:
        if not b["name"].strip():
            yield Mistake("bands", b["key"], _("Beri nama kelompok nilainya."))
        if not 0 <= b["lower"] < 100:
            yield Mistake("bands", b["key"], _("Kelompok nilai mulai antara 0 dan 100."))


def _rules(body: Body) -> Iterator[Mistake]:
    rules = body["rules"]
    wrong = [
        (not 0.5 <= rules["reliability"] <= 0.95, _("Batas keterandalan antara 0,5 dan 0,95.")),
        (rules["min_mentors"] < 2, _("Paling sedikit dua pendamping dapat dibandingkan.")),
        (rules["top"] < 1, _("Banyaknya terbaik yang disebut sedikitnya 1.")),
        (not 0 <= rules.get("pool_years", 0) <= 3, _("Penilaian sebelumnya ikut paling lama 3 tahun.")),
        (not 0 < rules.get("pool_weight", 1) <= 1, _("Bobot tiap tahun sebelumnya di atas 0 sampai 1.")),
        (not 0 <= rules.get("nonresponse", 0) <= 2, _("Beda yang diam dengan yang menjawab antara 0 dan 2 simpangan baku.")),
        (not 3 <= rules["objection_days"] <= 90, _("Hari sanggah antara 3 dan 90.")),
    ]  # fmt: skip
    yield from (Mistake("rules", "", says) for bad, says in wrong if bad)
    told = rules.get("decisions", {})
    for key, row in told.items():
        edge = row["lower" if key == "honour" else "upper"]
        if not 0 <= edge <= 100:
            yield Mistake("decisions", key, _("Batasnya antara 0 dan 100."))
        if not 0.5 < row["probability"] < 1:
            yield Mistake("decisions", key, _("Peluangnya di atas 50% dan di bawah 100%."))
        if (row.get("quota") or 0) < 0:
            yield Mistake("decisions", key, _("Kuota tidak boleh kurang dari 0."))
    edges = [
        told[key]["lower" if key == "honour" else "upper"]
        for key in ("replace", "coach", "honour")
        if key in told
    ]
    if sorted(set(edges)) != edges:
        yield Mistake(
            "decisions",
            "",
            _("Batas penggantian di bawah batas pembinaan, dan itu di bawah batas apresiasi."),
        )


def _as_a_whole(body: Body) -> Iterator[Mistake]:
    """What the engine itself refuses, should it know of something the rest does not."""
    try:
        engine_instrument(body)
    except Refused as refusal:
        yield Mistake("about", "", refusal.message)


def require_sound(body: Body) -> None:
    found = mistakes(body)
    if found:
        raise Refused(
            _("Instrumen belum dapat dipakai: %(says)s") % {"says": " ".join(m.says for m in found[:3])}
        )
