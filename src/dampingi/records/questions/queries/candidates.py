"""Who could answer: the consultants of the field in reach first, then whoever accompanies the participant. A person decides."""

import re
import uuid
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from dampingi.foundation.definitions import load
from dampingi.foundation.regions.codes import contains, depth
from dampingi.records.programmes.models import Mentor
from dampingi.records.programmes.queries import mentors_of
from dampingi.records.programmes.rosters import today_in
from dampingi.records.questions.models import WAITING, Question


@dataclass(frozen=True)
class Candidate:
    """`waiting` is how many questions they still have to answer."""

    mentor: Mentor
    why: str
    waiting: int
    proposed: bool


def candidates(question: Question, field: str = "") -> list[Candidate]:
    """Best first; the first one that fits the rule is proposed. Whoever has it already is left out, and so is the asker."""
    field = field or question.field
    own = mentors_of([question.enrolment_id], on=today_in(question.region)).get(question.enrolment_id)
    serving = Mentor.objects.unscoped("who could answer a question in hand").filter(ended_on=None)
    asker = question.enrolment.person.user_id
    rows = [
        m
        for m in serving
        if contains(m.region, question.region) and m.user_id != asker and not (own and m.id == own.id)
    ]
    load_of = _loads([*rows, *([own] if own else [])])
    experts = sorted(
        (m for m in rows if m.field and m.field == post_of(field)),
        key=lambda m: (load_of[m.user_id], -depth(m.region), m.name),
    )
    others = sorted(
        (m for m in rows if m not in experts), key=lambda m: (not m.field, -depth(m.region), m.name)
    )
    told = [(m, _("konsultan bidang ini")) for m in experts]
    told += [(own, _("mendampingi peserta ini"))] if own else []
    told += [(m, _("konsultan bidang lain") if m.field else _("mendampingi wilayahnya")) for m in others]
    left = [(m, why) for m, why in told if m.id != question.handler_id]
    fitting = {m.id for m in experts} | ({own.id} if own else set())
    first = next((m.id for m, _why in left if m.id in fitting), None)
    return [Candidate(m, why, load_of[m.user_id], m.id == first) for m, why in left]


def post_of(field: str) -> str:
    """The consultants' field that answers for a field of constraints; the two lists differ in a code."""
    entry = next((e for e in load("constraint_fields") if e["code"] == field), None)
    return entry.get("consultant", field) if entry else ""


def proposed_field(text: str) -> str:
    """The field whose constraints' everyday words are found most in the text; '' when none is, or two are as often."""
    said = " ".join(re.findall(r"\w+", text.casefold()))
    found: dict[str, int] = {}
    for entry in load("constraints"):
        hits = sum(1 for word in entry.get("words", ()) if re.search(rf"\b{re.escape(word)}\b", said))
        found[entry["field"]] = found.get(entry["field"], 0) + hits
    best = sorted(found.items(), key=lambda each: -each[1])[:2]
    if not best or not best[0][1] or (len(best) > 1 and best[0][1] == best[1][1]):
        return ""
    return best[0][0]


def _loads(mentors: list[Mentor]) -> dict[uuid.UUID, int]:
    """By person: somebody may serve in two programmes."""
    rows = Question.objects.unscoped("counts only").filter(
        handler__user__in={m.user_id for m in mentors}, state__in=WAITING
    )
    counted = dict(rows.order_by().values_list("handler__user").annotate(n=Count("id")))
    return {m.user_id: counted.get(m.user_id, 0) for m in mentors}
