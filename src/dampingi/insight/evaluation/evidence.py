"""The frozen rows behind one mentor's figures, as they count now: what they may look at, object to, and what an answer corrects."""

import datetime
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.states import State
from dampingi.insight.evaluation.amending import RATING, amended, rating_key
from dampingi.insight.evaluation.definitions import named
from dampingi.insight.evaluation.frozen_figures import LEAST_VOICES
from dampingi.insight.evaluation.gathering import pseudonyms
from dampingi.insight.evaluation.models import Evaluation, FrozenEvidence, Objection, Subject
from dampingi.insight.evaluation.queries import EVERY, amendments_numbered, current_ratings, evidence_about
from dampingi.records.programmes.models import Enrolment

Kind = FrozenEvidence.Kind


@dataclass(frozen=True)
class Item:
    month: str
    what: str
    wanted: str
    found: str
    met: int

    @property
    def begins(self) -> datetime.date:
        return datetime.date.fromisoformat(f"{self.month}-01")

    @property
    def state(self) -> State:
        return State.GOOD if self.met else State.LATE


@dataclass(frozen=True)
class Row:
    """One row that counts. `values`: (criterion, its name, value) of those the answer may correct."""

    kind: str
    key: str
    label: str
    note: str = ""
    done: int = 0
    due: int = 0
    values: tuple[tuple[str, str, float | None], ...] = ()
    items: tuple[Item, ...] = ()
    """Of what was agreed: each target or activity with its month, what was wanted, what was found."""


def person_names(actor: Actor, evaluation: Evaluation) -> dict[str, tuple[uuid.UUID, str]]:
    """pseudonym -> (enrolment, name), of the participants this reader may know."""
    alias = pseudonyms(evaluation)
    found = Enrolment.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(
        programme=evaluation.programme_id
    )
    return {alias(id): (id, name) for id, name in found.values_list("id", "person__name")}


def counted(evaluation: Evaluation, subject: Subject) -> list[Row]:
    """What was counted of the mentor, one row a criterion, with corrections so far."""
    names = named(evaluation.instrument.body, "criteria")
    rows = [(key, json.loads(body)) for _kind, key, body in _now(evaluation, subject, Kind.COUNT)]
    return [
        Row(
            Kind.COUNT,
            key,
            names.get(b["criterion"], b["criterion"]),
            done=b["done"],
            due=b["due"],
            items=tuple(Item(*item) for item in b.get("items", ())),
        )
        for key, b in rows
    ]


def people(evaluation: Evaluation, subject: Subject, names: dict[str, tuple[uuid.UUID, str]]) -> list[Row]:
    """The participants that count for the mentor, each with the outcomes the instrument asks for."""
    criteria = {
        c["key"]: c["name"]
        for c in evaluation.instrument.body["criteria"]
        if not c["key"].startswith("voice_")
    }
    rows = []
    for _kind, key, body in _now(evaluation, subject, Kind.PARTICIPANT):
        told = json.loads(body)
        values = tuple((k, criteria[k], v) for k, v in told["values"].items() if k in criteria)
        months = _("%(own)s dari %(all)s bulan pada pendamping ini") % {
            "own": told["months"][str(subject.mentor_id)],
            "all": sum(told["months"].values()),
        }
        rows.append(Row(Kind.PARTICIPANT, key, label_of(key, names), months, values=values))
    return sorted(rows, key=lambda row: row.label)


def label_of(key: str, names: dict[str, tuple[uuid.UUID, str]]) -> str:
    return names[key][1] if key in names else _("Peserta %(code)s") % {"code": key[:6]}


def voices(evaluation: Evaluation, subject: Subject) -> list[Row]:
    """Single answers without who gave them, in an order that says nothing; none where there are so few that one could guess."""
    found = list(_now(evaluation, subject, Kind.VOICE))
    if len(found) < LEAST_VOICES:
        return []
    told = sorted((_mean(json.loads(body)["values"]), key) for _kind, key, body in found)
    return [
        Row(Kind.VOICE, key, _("Rata-rata jawaban %(mean)s") % {"mean": f"{mean:.1f}".replace(".", ",")})
        for mean, key in told
    ]


def _mean(values: dict[str, Any]) -> float:
    given = [v for v in values.values() if v is not None]
    return sum(given) / len(given) if given else 0.0


def ratings(evaluation: Evaluation, subject: Subject, criterion: str) -> list[Row]:
    """The panel's levels for a criterion, raters by number and not by name."""
    gone = {a.key for _n, a in amendments_numbered(evaluation, EVERY) if a.kind == RATING and not a.body}
    own = [r for r in current_ratings(evaluation) if r[1] == str(subject.mentor_id) and r[2] == criterion]
    rows = []
    for n, (rater, mentor, key, level, _version) in enumerate(own, 1):
        where = rating_key(rater, mentor, key)
        if where not in gone:
            rows.append(Row(RATING, where, _("Penilai %(n)s: tingkat %(level)s") % {"n": n, "level": level}))
    return rows


def correctable(evaluation: Evaluation, objection: Objection, actor: Actor) -> list[Row]:
    """The rows an answer to this objection may correct: those of the part it is about."""
    subject, part = objection.subject, objection.part
    if objection.evidence:
        kind, key = objection.evidence.kind, objection.evidence.key
        every = counted(evaluation, subject) + people(evaluation, subject, person_names(actor, evaluation))
        return [row for row in every if (row.kind, row.key) == (kind, key)]
    method = {c["key"]: c["method"] for c in evaluation.instrument.body["criteria"]}.get(part)
    if method == "panel":
        return ratings(evaluation, subject, part)
    if method in ("counts", "documents"):
        return [row for row in counted(evaluation, subject) if row.key == f"{part}:{subject.mentor_id}"]
    if part.startswith("voice_"):
        return voices(evaluation, subject)
    found = people(evaluation, subject, person_names(actor, evaluation))
    if part:
        return [_only(row, part) for row in found]
    return counted(evaluation, subject) + found


def _only(row: Row, criterion: str) -> Row:
    values = tuple(v for v in row.values if v[0] == criterion)
    return Row(row.kind, row.key, row.label, row.note, values=values)


def _now(evaluation: Evaluation, subject: Subject, kind: str) -> Iterable[tuple[str, str, str]]:
    rows = [(r.kind, r.key, r.body) for r in evidence_about(evaluation, subject, kind)]
    keys = {(kind, key) for kind, key, _body in rows}
    told = [a for _n, a in amendments_numbered(evaluation, EVERY) if (a.kind, a.key) in keys]
    return amended(rows, told)
