"""A stored trial as the model card tells it: plain rows, already in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.formats import number, percent
from dampingi.insight.participation.models import RiskModel
from dampingi.insight.participation.wording import faults_in_words, feature_names
from dampingi.pages.participation.plots import calibration

KINDS = {"sex": lazy("Jenis kelamin"), "sector": lazy("Sektor")}
SEXES = {"P": lazy("Perempuan"), "L": lazy("Laki-laki"), "": lazy("tidak tercatat")}


def card_of(model: RiskModel) -> dict[str, Any]:
    body = model.body
    return {
        "faults": [faults_in_words().get(code, code) for code in body["faults"]],
        "splits": [_split(_("Masa belajar"), body["train"]), _split(_("Masa uji"), body["test"])],
        "measures": _measures(body),
        "gain": _interval(body["gain_over_alone"], 4),
        "bins": _bins(body["bins"]),
        "drawing": calibration(body["bins"], takeaway=takeaway(body)) if body["bins"] else None,
        "takeaway": takeaway(body) if body["bins"] else "",
        "features": _features(body),
        "groups": [_group(row) for row in body["groups"]],
        "flag_at": percent(body["rules"]["flag_at"], 0),
        "least": body["rules"]["least_events_group"],
        "returns": returns_of(body),
    }


def takeaway(body: dict[str, Any]) -> str:
    fits = sum(b["interval"]["low"] <= b["predicted"] <= b["interval"]["high"] for b in body["bins"])
    told = {"fits": number(fits), "of": number(len(body["bins"])), "error": percent(body["error"], 1)}
    return (
        _(
            "Di %(fits)s dari %(of)s kelompok, yang disebut cocok dengan yang terjadi; selisih rata-rata %(error)s"
        )
        % told
    )


def returns_of(body: dict[str, Any]) -> list[dict[str, Any]]:
    """What was done after participants fell silent, and how many of them took part again."""
    words = {
        "visit": _("dikunjungi"),
        "invited": _("diundang pelatihan"),
        "nothing": _("tidak dikunjungi dan tidak diundang"),
    }
    return [
        {"words": words[row["action"]], "n": row["n"], "back": row["came_back"],
         "share": percent(row["came_back"] / row["n"], 0) if row["n"] else "–"}
        for row in body["returns"]
    ]  # fmt: skip


def _split(name: str, split: dict[str, Any]) -> dict[str, Any]:
    return {"name": name} | split


def _measures(body: dict[str, Any]) -> list[dict[str, str]]:
    if body["measured"] is None:
        return []
    area = _interval(body["auc_interval"], 2)
    return [
        _measure(_("Model ini"), body["measured"], area),
        _measure(_("Hanya hari sejak kontak terakhir"), body["alone"]),
        _measure(_("Menebak rata-rata"), body["base_rate"]),
    ]


def _measure(name: str, told: dict[str, float], interval: str = "") -> dict[str, str]:
    return {
        "name": name,
        "brier": number(told["brier"], 4),
        "auc": number(told["auc"], 2),
        "interval": interval,
    }


def _interval(told: dict[str, float] | None, decimals: int) -> str:
    if not told or told["low"] is None:
        return ""
    words = {"low": number(told["low"], decimals), "high": number(told["high"], decimals)}
    return _("%(low)s sampai %(high)s") % words


def _bins(bins: list[dict[str, Any]]) -> list[list[str]]:
    return [
        [
            percent(b["predicted"], 1), percent(b["seen"], 1),
            _("%(low)s sampai %(high)s") % {"low": percent(b["interval"]["low"], 0), "high": percent(b["interval"]["high"], 0)},
            number(b["n"]), number(b["events"]),
        ]
        for b in bins
    ]  # fmt: skip


def _features(body: dict[str, Any]) -> list[dict[str, Any]]:
    if body["model"] is None:
        return []
    fit, called = body["model"]["fit"], feature_names()
    pairs = zip(fit["names"], fit["slopes"], strict=True)
    return [{"name": called[n], "slope": number(s, 2), "raises": s > 0.005} for n, s in pairs]


def _group(row: dict[str, Any]) -> dict[str, Any]:
    name = (
        str(SEXES.get(row["group"], row["group"]))
        if row["kind"] == "sex"
        else choices("sectors").get(row["group"], _("belum ada usaha"))
    )
    told = {
        "kind": KINDS[row["kind"]],
        "name": name,
        "n": number(row["n"]),
        "people": number(row["people"]),
        "enough": row["enough"],
    }
    if not row["enough"]:
        return told
    fits = row["seen_interval"]["low"] <= row["predicted"] <= row["seen_interval"]["high"]
    return told | {
        "predicted": percent(row["predicted"], 1),
        "seen": percent(row["seen"], 1), "seen_interval": _shares(row["seen_interval"]), "fits": fits,
        "false_alarms": percent(row["false_alarms"], 0), "false_alarms_interval": _shares(row["false_alarms_interval"]),
        "overlooked": percent(row["overlooked"], 0), "overlooked_interval": _shares(row["overlooked_interval"]),
    }  # fmt: skip


def _shares(interval: dict[str, float]) -> str:
    return _("%(low)s sampai %(high)s") % {
        "low": percent(interval["low"], 0),
        "high": percent(interval["high"], 0),
    }
