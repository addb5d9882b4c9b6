"""How far the panel agreed and whose scores follow the others', as rows and sentences."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from dampingi.engines.appraisal import RELIABLE, TENTATIVE
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.states import State
from dampingi.insight.evaluation.definitions import named
from dampingi.insight.evaluation.models import Evaluation

Body = Mapping[str, Any]
UNPREDICTABLE = 1.5
"""Above it scores are erratic, unless few enough for chance: then it is not clear yet."""


def agreements(evaluation: Evaluation, summary: Body) -> list[dict[str, Any]]:
    """One row per criterion of the panel; none for results of a computation that did not ask."""
    names = named(evaluation.instrument.body, "criteria")
    told = {f["of"]: f for f in summary.get("fits", ())}
    return [
        {
            "name": names.get(a["criterion"], a["criterion"]),
            "alpha": a["alpha"],
            "interval": _interval(a),
            "mentors": a["mentors"],
            "ratings": a["ratings"],
            "says": agreement_words(a),
            "fit": fit_state(told.get(a["criterion"], {})),
        }
        for a in summary.get("agreement", ())
    ]


def _interval(a: Body) -> str:
    if a["low"] is None:
        return number(None)
    return _("%(low)s sampai %(high)s") % {"low": number(a["low"], 2), "high": number(a["high"], 2)}


def agreement_words(a: Body) -> str:
    """By Krippendorff's bounds, and plainly where nothing can be said."""
    if not a["mentors"]:
        return _("Tidak ada pendamping yang dinilai dua orang, jadi kesepakatan tidak dapat diukur.")
    if a["alpha"] is None:
        return _("Semua mendapat tingkat yang sama, jadi kesepakatan tidak dapat dibedakan dari kebiasaan.")
    if a["alpha"] >= RELIABLE:
        return _("Penilai sepakat: tingkat nilainya dibaca sama.")
    if a["alpha"] >= TENTATIVE:
        return _("Cukup sepakat untuk kesimpulan sementara.")
    if a["high"] is not None and a["high"] >= TENTATIVE:
        return _("Belum tentu sepakat: pendamping yang dinilai bersama masih terlalu sedikit.")
    return _(
        "Kurang sepakat: perjelas uraian tingkatnya, dan bahas contoh bersama sebelum penilaian berikutnya."
    )


def fit_state(fit: Body) -> tuple[State, str]:
    """Of a rater or a criterion: infit and outfit as one word, the figures beside it."""
    if fit.get("infit") is None:
        return State.NONE, _("Belum dapat dinilai")
    told = {"infit": number(fit["infit"], 2), "outfit": number(fit["outfit"], 2)}
    if fit["unlike"]:
        return State.LATE, _("Tidak sejalan (%(infit)s; %(outfit)s)") % told
    if fit["infit"] > UNPREDICTABLE:
        return State.WATCH, _("Belum jelas (%(infit)s; %(outfit)s)") % told
    return State.GOOD, _("Sejalan (%(infit)s; %(outfit)s)") % told
