"""Results in plain words. Every sentence is whole, so that it can be translated."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dampingi.foundation.ui.formats import number, percent
from dampingi.insight.evaluation.definitions import named
from dampingi.insight.evaluation.models import Evaluation

Body = Mapping[str, Any]


def figure(criterion: Body, value: float | None) -> str:
    """A criterion's figure in its own unit: shares as percent, answers as they are."""
    if value is None:
        return number(None)
    return number(value, 2) if criterion.get("floor") else percent(value)


def band(evaluation: Evaluation, body: Body) -> str:
    """The most probable band, and beside it those it could as well be."""
    names = named(evaluation.instrument.body, "bands")
    likely = [names[key] for key in body["banding"]["plausible"]]
    if len(likely) < 2:
        return names[body["banding"]["key"]]
    return _("%(low)s sampai %(high)s") % {"low": likely[0], "high": likely[-1]}


def enough(evaluation: Evaluation, body: Body) -> str:
    """Why a rank is shown, or why not."""
    rules, names = evaluation.instrument.body["rules"], named(evaluation.instrument.body, "dimensions")
    if body["lacking"]:
        return _("Data belum cukup: bukti %(dimensions)s kurang dari yang disyaratkan instrumen.") % {
            "dimensions": listed([names[d].lower() for d in body["lacking"]])
        }
    if not rules.get("compared", True):
        return _("Data cukup. Nilai ini terhadap target, bukan terhadap orang lain: tidak ada peringkat.")
    if body["place"] is None and body["reliability"] >= rules["reliability"]:
        return _("Tidak diperingkat: kelompok ini seluruhnya belum memenuhi syarat perbandingan.")
    if body["place"] is None:
        return _(
            "Data belum cukup untuk peringkat: keterandalannya %(own)s, batasnya %(gate)s. Perbedaan sekecil ini dapat "
            "terjadi karena kebetulan."
        ) % {"own": number(body["reliability"], 2), "gate": number(rules["reliability"], 2)}
    return _("Data cukup: keterandalannya %(own)s, di atas batas %(gate)s.") % {
        "own": number(body["reliability"], 2),
        "gate": number(rules["reliability"], 2),
    }


def place(evaluation: Evaluation, body: Body, among: int) -> str:
    where = body["place"]
    if where is None:
        return ""
    return _(
        "Di antara %(among)s pendamping, tempatnya sekitar %(expected)s; dengan peluang 90%% di antara %(low)s dan %(high)s. "
        "Peluangnya termasuk %(top)s terbaik: %(chance)s."
    ) % {
        "among": number(among),
        "expected": number(where["expected"], 0),
        "low": where["low"],
        "high": where["high"],
        "top": evaluation.instrument.body["rules"]["top"],
        "chance": percent(where["top_chance"], 0),
    }


def caseload(points: float | None) -> str:
    """What the adjustment for the caseload did."""
    if points is None:
        return ""
    if abs(points) < 0.5:
        return _("Binaannya kira-kira seberat rata-rata kota, jadi hampir tidak ada penyesuaian.")
    if points > 0:
        return _("Binaannya lebih berat daripada rata-rata kota, jadi ditambah %(points)s.") % {
            "points": number(points, 1)
        }
    return _("Binaannya lebih ringan daripada rata-rata kota, jadi dikurangi %(points)s.") % {
        "points": number(-points, 1)
    }


def severity(points: float | None) -> str:
    """The same for the panel, whose members differ in strictness."""
    if points is None:
        return ""
    if abs(points) < 0.5:
        return _("Penilainya seketat rata-rata tim, jadi hampir tidak ada penyesuaian.")
    if points > 0:
        return _("Penilainya lebih ketat daripada rata-rata tim, jadi ditambah %(points)s.") % {
            "points": number(points, 1)
        }
    return _("Penilainya lebih longgar daripada rata-rata tim, jadi dikurangi %(points)s.") % {
        "points": number(-points, 1)
    }


def chance(points: float | None, reliability: float) -> str:
    """What shrinkage did and why."""
    if points is None:
        return _("Belum ada bukti, jadi nilainya dapat berapa saja.")
    if abs(points) < 0.5:
        return _("Hampir tidak bergeser: buktinya cukup banyak, atau nilainya memang sudah dekat rata-rata.")
    told = {"points": number(abs(points), 1), "reliability": number(reliability, 2)}
    if points < 0:
        return (
            _(
                "Ditarik turun %(points)s ke arah rata-rata, karena bukti sebanyak ini (keterandalan %(reliability)s) masih "
                "memuat kebetulan."
            )
            % told
        )
    return (
        _(
            "Ditarik naik %(points)s ke arah rata-rata, karena bukti sebanyak ini (keterandalan %(reliability)s) masih memuat "
            "kebetulan."
        )
        % told
    )


def band_move(evaluation: Evaluation, body: Body) -> str:
    """The smallest change of weights that would put this result into another band."""
    move = body["band_move"]
    if move is None:
        return _("Tidak ada perubahan bobot yang memindahkan hasil ini ke kelompok lain.")
    dimensions, bands = (
        named(evaluation.instrument.body, "dimensions"),
        named(evaluation.instrument.body, "bands"),
    )
    sources = [dimensions[key] for key, _points in move["sources"]]
    return _(
        "Hasil ini baru melewati batas %(band)s bila bobot diubah sedikitnya %(points)s dari 100: dari %(sources)s ke "
        "%(receiver)s."
    ) % {
        "points": number(move["points"], 1),
        "sources": listed(sources),
        "receiver": dimensions[move["receiver"]],
        "band": bands[move["edge"]],
    }


def top_move(evaluation: Evaluation, summary: Body, people: Mapping[str, str]) -> str:
    move = summary["top_move"]
    if move is None:
        return ""
    dimensions = named(evaluation.instrument.body, "dimensions")
    return _(
        "Perubahan bobot terkecil yang menukar anggota %(top)s terbaik: %(points)s dari 100, dari %(sources)s ke %(receiver)s; "
        "%(other)s menggantikan %(unit)s."
    ) % {
        "top": evaluation.instrument.body["rules"]["top"],
        "points": number(move["points"], 1),
        "sources": listed([dimensions[key] for key, _points in move["sources"]]),
        "receiver": dimensions[move["receiver"]],
        "unit": people.get(move["unit"], "?"),
        "other": people.get(move["other"], "?"),
    }


def verdict(evaluation: Evaluation, summary: Body) -> str:
    """Whether single mentors may be ranked, and why."""
    gate = evaluation.instrument.body["rules"]["reliability"]
    told = {"own": number(summary["reliability"], 2), "gate": number(gate, 2)}
    if summary["ranked"]:
        return (
            _(
                "Keterandalan seluruh penilaian %(own)s (batas %(gate)s): peringkat boleh dibaca, selalu bersama selangnya."
            )
            % told
        )
    if not evaluation.instrument.body["rules"].get("compared", True):
        return _("Tiap orang dibaca terhadap target dan program kerjanya sendiri; tidak ada peringkat.")
    if any(c["code"] == "few_mentors" for c in summary["cautions"]):
        return _("Kelompok ini terlalu kecil untuk diperingkat. Bacalah tiap orang terhadap target.")
    return (
        _(
            "Keterandalan seluruh penilaian %(own)s, di bawah batas %(gate)s: yang ditunjukkan kelompok nilai, bukan peringkat."
        )
        % told
    )


def team_verdict(evaluation: Evaluation, summary: Body) -> str:
    told = {"own": number(summary["team_reliability"], 2)}
    if summary["teams_ranked"]:
        return _("Tim kecamatan dapat dibandingkan (keterandalan %(own)s).") % told
    return _("Tim kecamatan pun belum dapat diperingkat (keterandalan %(own)s).") % told


def needed(row: Body) -> str:
    if row["needed"] is None:
        return _("Tidak terlihat perbedaan antarpendamping pada dimensi ini.")
    return ngettext(
        "Perlu sekitar %(n)s pengamatan per pendamping supaya terandal.",
        "Perlu sekitar %(n)s pengamatan per pendamping supaya terandal.",
        row["needed"],
    ) % {"n": number(row["needed"])}


def earlier(number_of: int) -> str:
    if not number_of:
        return ""
    return ngettext(
        "Ikut dihitung %(n)s penilaian sebelumnya.", "Ikut dihitung %(n)s penilaian sebelumnya.", number_of
    ) % {"n": number(number_of)}


def pool(rules: Body) -> list[str]:
    """What an instrument says of earlier evaluations of the same mentor."""
    if not rules.get("pool_years"):
        return []
    return [
        _("Penilaian sampai %(years)s tahun sebelumnya ikut dihitung untuk hasil peserta, kecakapan, dan suara; tiap tahun ke belakang "
          "bobotnya dikali %(weight)s.") % {"years": number(rules["pool_years"]), "weight": number(rules.get("pool_weight", 0.5))}
    ]  # fmt: skip


def silence(rules: Body) -> list[str]:
    """What an instrument says of participants who were asked and kept silent."""
    if not rules.get("nonresponse"):
        return []
    return [
        _("Peserta yang diam dianggap dapat berbeda dari yang menjawab sebesar %(k)s simpangan baku satu jawaban, ke arah mana pun; "
          "makin banyak yang diam, makin lebar selangnya.") % {"k": number(rules["nonresponse"])}
    ]  # fmt: skip


def actor_name(label: str, people: Mapping[uuid.UUID, str]) -> str:
    """Who did a step: the person's name, or the system."""
    try:
        return people.get(uuid.UUID(label), _("pengguna yang sudah dihapus"))
    except ValueError:
        return _("sistem")


def listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s dan %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
