"""Objections as a page shows them: what they are about, how they stand, and what was corrected, in words."""

import json
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.ui.formats import number, percent
from dampingi.foundation.ui.states import State
from dampingi.insight.evaluation.amending import RATING
from dampingi.insight.evaluation.definitions import named
from dampingi.insight.evaluation.models import Correction, FrozenEvidence, Objection

Kind = FrozenEvidence.Kind
Outcome = Objection.Outcome
YES_NO = frozenset({"passed", "channel", "nib"})
"""Outcomes a participant has or has not; the others are shares."""
STATES = {Outcome.GRANTED: State.GOOD, Outcome.PARTLY: State.GOOD, Outcome.REFUSED: State.NONE}


def state_of(objection: Objection) -> tuple[State, str]:
    if objection.withdrawn_at:
        return State.NONE, _("Ditarik")
    if not objection.outcome:
        return State.WATCH, _("Menunggu jawaban")
    return STATES[Outcome(objection.outcome)], objection.get_outcome_display()  # type: ignore[attr-defined]


def part_of(objection: Objection) -> str:
    """The criterion's name, or that it is about the whole."""
    criteria = named(objection.computation.evaluation.instrument.body, "criteria")
    return criteria.get(objection.part, _("Hasil secara keseluruhan"))


def presented(found: Iterable[Objection]) -> list[dict[str, Any]]:
    rows = []
    for objection in found:
        state, words = state_of(objection)
        rows.append({"objection": objection, "part": part_of(objection), "state": state, "words": words})
    return rows


def correction_words(correction: Correction) -> str:
    """What counts instead of what was frozen."""
    if correction.kind == RATING:
        return _("Nilai satu penilai tidak ikut dihitung.")
    if not correction.body:
        return {
            Kind.PARTICIPANT: _("Satu peserta tidak ikut dihitung."),
            Kind.VOICE: _("Satu suara tidak ikut dihitung."),
            Kind.COUNT: _("Satu hitungan tidak ikut."),
        }.get(Kind(correction.kind), _("Satu baris bukti tidak ikut dihitung."))
    evaluation = correction.objection.computation.evaluation
    row = FrozenEvidence.objects.filter(
        freeze__evaluation=evaluation, kind=correction.kind, key=correction.key
    ).first()
    old, new = json.loads(row.body) if row else {}, json.loads(correction.body)
    criteria = named(evaluation.instrument.body, "criteria")
    if correction.kind == Kind.COUNT:
        return _("%(criterion)s: %(old)s dari %(old_due)s menjadi %(new)s dari %(new_due)s.") % {
            "criterion": criteria.get(new["criterion"], new["criterion"]),
            "old": number(old.get("done")),
            "old_due": number(old.get("due")),
            "new": number(new["done"]),
            "new_due": number(new["due"]),
        }
    return " ".join(
        _("Satu peserta, %(criterion)s: %(old)s menjadi %(new)s.")
        % {
            "criterion": criteria.get(key, key),
            "old": value_words(key, old.get("values", {}).get(key)),
            "new": value_words(key, value),
        }
        for key, value in new["values"].items()
        if old.get("values", {}).get(key) != value
    )


def value_words(criterion: str, value: float | None) -> str:
    """A participant's value for a criterion: yes, no, a share, or not known."""
    if value is None:
        return _("belum diketahui")
    if criterion in YES_NO:
        return _("ya") if value else _("tidak")
    return percent(value)
