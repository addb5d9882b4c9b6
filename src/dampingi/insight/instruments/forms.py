"""One part of a definition at a time. Each form gives back what goes into the definition."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.fields import count_field
from dampingi.foundation.ui.formats import number
from dampingi.insight.evaluation import sources
from dampingi.insight.evaluation.checking import total_words
from dampingi.insight.evaluation.definitions import named
from dampingi.records.voices.queries import QUESTION_TEXTS

Body = Mapping[str, Any]
PARTS = {"kriteria": "criteria", "dimensi": "dimensions", "kelompok": "bands"}
METHODS = {
    "indicator": "counts",
    "fact": "participants",
    "voice": "participants",
    "panel": "panel",
    "document": "documents",
    "agreement": "documents",
}


def plain(value: Decimal | None) -> float | int:
    told = float(value or 0)
    return int(told) if told.is_integer() else told


def key_for(name: str, taken: set[str]) -> str:
    """A key from a name, unlike those taken: "Buku catatan" -> buku_catatan, buku_catatan_2."""
    base = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:30]
    base = base if base and base[0].isalpha() else f"k_{base}".rstrip("_")
    found, n = base, 2
    while found in taken:
        found, n = f"{base}_{n}", n + 1
    return found


def _text(label: Any, *, rows: int = 0, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, widget=widget, **more)


def _decimal(label: Any, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=7, decimal_places=2, localize=True, **more)


class PartForm(forms.Form):
    """`opened`: the edition this was seen in, so that nobody's change is overwritten unseen."""

    opened = forms.IntegerField(widget=forms.HiddenInput)


class HeadForm(PartForm):
    name = _text(_("Nama"), max_length=150)
    why = _text(_("Tujuan"), rows=3, max_length=600, help_text=_("Apa yang dinilai, dan untuk apa."))


class DimensionForm(PartForm):
    name = _text(_("Nama"), max_length=80)
    says = _text(_("Penjelasan"), rows=2, max_length=300)

    def row(self, body: Body, key: str) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "key": key or key_for(told["name"], _keys(body, "dimensions")),
            "name": told["name"],
            "says": told["says"],
        }


class BandForm(PartForm):
    name = _text(_("Nama"), max_length=60)
    lower = _decimal(
        _("Mulai nilai"),
        min_value=0,
        max_value=99,
        help_text=_("Sampai di bawah kelompok berikutnya. Yang terbawah 0."),
    )

    def row(self, body: Body, key: str) -> dict[str, Any]:
        told = self.cleaned_data
        key = key or key_for(told["name"], _keys(body, "bands"))
        return {"key": key, "name": told["name"], "lower": plain(told["lower"])}


class CriterionForm(PartForm):
    """Where the figure comes from decides how it is measured; the lowest value and the unit follow from it."""

    name = _text(_("Nama"), max_length=100)
    says = _text(_("Penjelasan"), rows=2, max_length=400, help_text=_("Dibaca pendamping dan penilai."))
    dimension = forms.ChoiceField(label=_("Dimensi"))
    source = forms.ChoiceField(label=_("Sumber angkanya"))
    weight = _decimal(_("Bobot"), min_value=Decimal("0.01"), max_value=100)
    target = _decimal(
        _("Target (nilai 100)"), required=False, min_value=Decimal("0.01"), max_value=100,
        help_text=_("Dalam persen; untuk suara peserta 1 sampai 5. Kosong untuk nilai tim."),
    )  # fmt: skip
    levels = _text(
        _("Tingkat nilai tim"), rows=6, required=False, max_length=4000,
        help_text=_("Hanya untuk nilai tim: satu kalimat satu baris, dari yang terendah."),
    )  # fmt: skip
    least = forms.IntegerField(
        label=_("Bukti sekurang-kurangnya"), min_value=1, max_value=1000,
        help_text=_("Kejadian, dokumen, peserta, atau penilai; kurang dari itu datanya disebut belum cukup."),
    )  # fmt: skip
    skip = forms.BooleanField(
        label=_("Peserta tanpa catatan tidak dihitung (bukan dihitung belum tercapai)"), required=False
    )

    def __init__(
        self, *args: Any, body: Body, key: str, indicators: Mapping[str, str], **kwargs: Any
    ) -> None:
        self.body, self.held = body, next((c for c in body["criteria"] if c["key"] == key), None)
        super().__init__(*args, **kwargs)
        self.fields["dimension"].choices = list(named(body, "dimensions").items())
        self.fields["source"].choices = _sources(indicators)
        others = sum(c["weight"] for c in body["criteria"] if c["key"] != key)
        self.fields["weight"].help_text = gettext("Kriteria lain berjumlah %(others)s: isi %(rest)s supaya semuanya 100.") % {
            "others": number(others), "rest": number(max(0, round(100 - others, 2))),
        }  # fmt: skip
        if self.held:
            self.initial = {**_criterion_initial(self.held), **self.initial}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        kind = told.get("source", "").partition(":")[0]
        lines = [line.strip() for line in told.get("levels", "").splitlines() if line.strip()]
        if kind == "panel" and len(lines) < 2:
            self.add_error(
                "levels", gettext("Jelaskan tiap tingkat nilai, sedikitnya dua, satu kalimat satu baris.")
            )
        if kind != "panel" and not self.errors.get("target") and told.get("target") is None:
            self.add_error("target", gettext("Isi targetnya."))
        if kind == "voice" and told.get("target") is not None and not 1 < told["target"] <= 5:
            self.add_error(
                "target",
                gettext("Suara peserta bernilai 1 sampai 5: nilai terendah 1, target paling tinggi 5."),
            )
        told["lines"] = lines
        return told

    def row(self, body: Body, key: str) -> dict[str, Any]:
        told = self.cleaned_data
        kind, _colon, what = told["source"].partition(":")
        method = METHODS[kind]
        found: dict[str, Any] = {
            "key": self._key(kind, what, body), "dimension": told["dimension"], "method": method, "name": told["name"],
            "says": told["says"], "weight": plain(told["weight"]), "least": told["least"],
        }  # fmt: skip
        found |= {"source": {kind: what or found["key"]}}
        found |= _scale(kind, told)
        if self.held and self.held["source"] == found["source"] and kind in ("indicator", "fact"):
            found["unit"] = self.held["unit"]
        if method == "participants" and (kind == "voice" or told["skip"]):
            found["missing"] = "skip"
        return found

    def _key(self, kind: str, what: str, body: Body) -> str:
        """Outcomes and voices are known by their source; others keep the key they have."""
        if kind == "fact":
            return what
        if kind == "voice":
            return f"voice_{what}"
        if kind == "agreement":
            return f"agreed_{what}"
        if self.held and kind in self.held["source"]:
            return str(self.held["key"])
        return key_for(self.cleaned_data["name"], _keys(body, "criteria"))


def _scale(kind: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """Units are part of the definition, so they are in its language."""
    if kind == "panel":
        return {
            "unit": f"nilai 1 sampai {len(told['lines'])}", "floor": 1,
            "target": len(told["lines"]), "levels": told["lines"],
        }  # fmt: skip
    if kind == "voice":
        return {"unit": "nilai 1 sampai 5", "floor": 1, "target": plain(told["target"])}
    unit = {"fact": "persen peserta", "document": "dokumen", "indicator": "persen", "agreement": "persen"}[
        kind
    ]
    return {"unit": unit, "target": plain(Decimal(told["target"]) / 100)}


def _criterion_initial(c: Body) -> dict[str, Any]:
    kind, what = next(iter(c["source"].items()))
    share = kind not in ("panel", "voice")
    return {
        "name": c["name"], "says": c.get("says", ""), "dimension": c["dimension"],
        "source": kind if kind in ("panel", "document") else f"{kind}:{what}", "weight": c["weight"],
        "target": None if kind == "panel" else round(c["target"] * 100, 2) if share else c["target"],
        "levels": "\n".join(c.get("levels", ())), "least": c.get("least", 1), "skip": c.get("missing") == "skip",
    }  # fmt: skip


def _sources(indicators: Mapping[str, str]) -> list[Any]:
    return [
        (gettext("Yang dikerjakan pendamping"), [(f"indicator:{k}", indicators.get(k, k)) for k in sources.gatherable()]),
        (gettext("Hasil peserta"), [(f"fact:{k}", name) for k, name in sources.fact_names().items()]),
        (gettext("Suara peserta"), [(f"voice:{k}", text) for k, text in QUESTION_TEXTS.items()]),
        (gettext("Yang disepakati"), [(f"agreement:{k}", name) for k, name in sources.agreed_names().items()]),
        (gettext("Orang yang melihat"), [("panel", gettext("Nilai tim penilai")), ("document", gettext("Pemeriksaan dokumen"))]),
    ]  # fmt: skip


class WeightsForm(PartForm):
    """All weights at once; the sum is shown while one types."""

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body = body
        for c in body["criteria"]:
            self.fields[f"w-{c['key']}"] = _decimal(
                c["name"], min_value=0, max_value=100, initial=c["weight"]
            )
            self.fields[f"w-{c['key']}"].widget.attrs |= {"data-sum": "bobot", "inputmode": "decimal"}

    def rows(self) -> list[Any]:
        return [self[f"w-{c['key']}"] for c in self.body["criteria"]]

    def weights(self) -> dict[str, float]:
        return {c["key"]: plain(self.cleaned_data[f"w-{c['key']}"]) for c in self.body["criteria"]}

    def total(self) -> str:
        return total_words(sum(c["weight"] for c in self.body["criteria"]))


class CovariatesForm(PartForm):
    keys = forms.MultipleChoiceField(
        label=_("Hasil peserta disesuaikan dengan"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Yang sudah begitu sebelum siapa pun mendampingi: supaya binaan yang berat tidak merugikan."),
    )  # fmt: skip

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = sources.covariates() | {c["key"]: dict(c) for c in body["covariates"]}
        self.fields["keys"].choices = [(key, row["name"]) for key, row in self.known.items()]
        self.fields["keys"].initial = [c["key"] for c in body["covariates"]]

    def rows(self) -> list[dict[str, Any]]:
        return [self.known[key] for key in self.known if key in self.cleaned_data["keys"]]


LATER = ("nonresponse", "pool_years", "pool_weight")
"""Rules an instrument of before may lack: left empty they stay out."""


class RulesForm(PartForm):
    reliability = _decimal(
        _("Batas keterandalan untuk peringkat"), min_value=Decimal("0.5"), max_value=Decimal("0.95")
    )
    compared = forms.BooleanField(
        label=_("Dibandingkan satu dengan yang lain"), required=False,
        help_text=_("Tanpa centang tidak ada peringkat dan rata-rata: tiap orang hanya terhadap targetnya, misalnya konsultan per bidang."),
    )  # fmt: skip
    min_mentors = count_field(_("Paling sedikit pendamping agar dibandingkan"))
    top = count_field(_("Banyaknya terbaik yang disebut"))
    objection_days = count_field(_("Hari sanggah"))
    nonresponse = _decimal(
        _("Beda yang diam, simpangan baku"), min_value=0, max_value=2, required=False,
        help_text=_("Seberapa berbeda peserta yang diam boleh jadi dari yang menjawab. 0: dianggap sama."),
    )  # fmt: skip
    pool_years = count_field(
        _("Tahun sebelumnya yang ikut"), required=False, help_text=_("0: hanya masa ini. Paling banyak 3.")
    )
    pool_weight = _decimal(
        _("Bobot tiap tahun sebelumnya"), min_value=Decimal("0.05"), max_value=1, required=False
    )
    honour_limit = _decimal(_("Apresiasi: nilai sedikitnya"), min_value=0, max_value=100)
    honour_chance = _decimal(_("Apresiasi: dengan peluang (persen)"), min_value=51, max_value=99)
    honour_quota = count_field(_("Apresiasi: paling banyak (orang)"), required=False)
    coach_limit = _decimal(_("Pembinaan: nilai di bawah"), min_value=0, max_value=100)
    coach_chance = _decimal(_("Pembinaan: dengan peluang (persen)"), min_value=51, max_value=99)
    replace_limit = _decimal(_("Penggantian: nilai di bawah"), min_value=0, max_value=100)
    replace_chance = _decimal(
        _("Penggantian: dengan peluang (persen)"), min_value=51, max_value=Decimal("99.9")
    )

    @staticmethod
    def first(body: Body) -> dict[str, Any]:
        rules, told = body["rules"], body["rules"].get("decisions", {})
        found = {k: rules[k] for k in ("reliability", "min_mentors", "top", "objection_days")}
        found |= {k: rules[k] for k in LATER if k in rules} | {"compared": rules.get("compared", True)}
        for key, row in told.items():
            found |= {
                f"{key}_limit": row["lower" if key == "honour" else "upper"],
                f"{key}_chance": round(row["probability"] * 100, 2),
            }
        return found | {"honour_quota": told.get("honour", {}).get("quota")}

    def rules(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {k: told[k] for k in ("min_mentors", "top", "objection_days")} | {
            "reliability": plain(told["reliability"]),
            **(
                {}
                if told["compared"] == self.initial.get("compared", True)
                else {"compared": told["compared"]}
            ),
            **{k: plain(told[k]) for k in LATER if told[k] is not None},
        }

    def decisions(self) -> dict[str, dict[str, Any]]:
        told = self.cleaned_data
        found = {
            key: {"lower" if key == "honour" else "upper": plain(told[f"{key}_limit"]), "probability": plain(told[f"{key}_chance"] / 100)}
            for key in ("honour", "coach", "replace")
        }  # fmt: skip
        found["honour"]["quota"] = told["honour_quota"]
        return found


def _keys(body: Body, part: str) -> set[str]:
    return {row["key"] for row in body[part]}
