"""The rules of an instrument in words: when there is a rank, the bands, what is proposed, how long one may object."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.ui.formats import number
from dampingi.insight.evaluation.definitions import named
from dampingi.insight.evaluation.proposing import rule_words
from dampingi.insight.evaluation.words import pool, silence

Body = Mapping[str, Any]


def band_words(body: Body) -> list[str]:
    bands = sorted(body["bands"], key=lambda b: b["lower"])
    ends = [*(b["lower"] for b in bands[1:]), None]
    return [
        _("%(name)s: mulai %(lower)s") % {"name": b["name"], "lower": number(b["lower"])}
        if end is None
        else _("%(name)s: mulai %(lower)s sampai di bawah %(upper)s")
        % {"name": b["name"], "lower": number(b["lower"]), "upper": number(end)}
        for b, end in zip(bands, ends, strict=True)
    ]


def told(body: Body) -> list[str]:
    rules = body["rules"]
    adjusted = ", ".join(named(body, "covariates").values())
    if not rules.get("compared", True):
        ranks = [_("Tidak diperingkat dan tidak dibandingkan: tiap orang hanya terhadap targetnya sendiri.")]
    else:
        ranks = _ranks(rules)
    return [
        *ranks,
        *(
            [_("Hasil peserta disesuaikan dengan: %(adjusted)s.") % {"adjusted": adjusted}]
            if adjusted
            else []
        ),
        *silence(rules),
        *pool(rules),
        *rule_words(rules),
        _("Pendamping dapat menyanggah selama %(days)s hari sesudah hasil keluar.")
        % {"days": number(rules["objection_days"])},
    ]


def _ranks(rules: Body) -> list[str]:
    return [
        _("Peringkat hanya ditunjukkan bila keterandalannya sedikitnya %(gate)s; di bawah itu hanya kelompok nilai.")
        % {"gate": number(rules["reliability"])},
        _("Kelompok di bawah %(n)s pendamping tidak diperingkat.") % {"n": number(rules["min_mentors"])},
    ]  # fmt: skip
