"""Evidence as it stands in the records: rows to be frozen. Participants appear under a pseudonym of this evaluation."""

import math
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dampingi.engines.appraisal import OTHERS
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import keyed
from dampingi.foundation.regions.codes import ancestor, inside
from dampingi.insight.agreements.fulfilment import activities_done, targets_met
from dampingi.insight.agreements.models import Agreement
from dampingi.insight.agreements.queries import in_force
from dampingi.insight.evaluation.documents import asked, checks, concerns
from dampingi.insight.evaluation.earlier import earlier_rows
from dampingi.insight.evaluation.models import Evaluation, FrozenEvidence
from dampingi.insight.facts.evidence import Month, ParticipantEvidence, participants
from dampingi.insight.monitoring.evidence import MentorEvidence, mentors
from dampingi.insight.monitoring.periods import Period
from dampingi.records.programmes.models import Mentor, Programme
from dampingi.records.programmes.posts import CONSULTANT
from dampingi.records.voices.models import QUESTIONS, Voice

Kind = FrozenEvidence.Kind


@dataclass(frozen=True)
class EvidenceRow:
    kind: str
    key: str
    body: dict[str, Any]


@dataclass(frozen=True)
class Gathered:
    """`mentors` of the evaluation's level, and their evidence rows in order of kind and key."""

    mentors: list[MentorEvidence]
    rows: list[EvidenceRow]


def gather(actor: Actor, evaluation: Evaluation) -> Gathered:
    """Everything the instrument asks for and nothing of participants where it asks nothing of them, up to the evaluation's last day. Two questions per indicator, a second for a city."""
    programme, until = evaluation.programme, evaluation.ends_on
    asks = any(c["method"] == "participants" for c in evaluation.instrument.body["criteria"])
    people = participants(actor, programme=programme, until=until, region=evaluation.region)
    everyone = mentors(actor, programme=programme, until=until, participants=people, region=evaluation.region)
    own = [m for m in everyone if concerns(evaluation, level=m.level, region=m.region)]
    compared = {m.mentor for m in own}
    alias = pseudonyms(evaluation)
    rows = [
        *_mentor_rows(own),
        *_count_rows(own, evaluation.instrument.body["criteria"]),
        *_document_rows(evaluation, compared),
        *_agreed_rows(evaluation, compared),
        *(_participant_rows(people, compared, programme, alias) if asks else ()),
        *(_voice_rows(evaluation, people, compared, alias) if asks else ()),
        *_target_rows(evaluation, compared),
        *_earlier_rows(evaluation, own),
    ]
    return Gathered(own, sorted(rows, key=lambda r: (r.kind, r.key)))


def pseudonyms(evaluation: Evaluation) -> Callable[[object], str]:
    return lambda subject: keyed(f"evaluation:{evaluation.id}:{subject}")[:24]


def _mentor_rows(own: Sequence[MentorEvidence]) -> Iterable[EvidenceRow]:
    """A consultant has a field and no place of their own."""
    for m in own:
        team = ancestor(m.region, 3) if m.level == "kelurahan" else ""
        place = "" if m.level == CONSULTANT else m.region
        yield EvidenceRow(Kind.MENTOR, str(m.mentor), {"place": place, "team": team})


def _count_rows(
    own: Sequence[MentorEvidence], criteria: Sequence[Mapping[str, Any]]
) -> Iterable[EvidenceRow]:
    for c in criteria:
        for m in own if c["method"] == "counts" else ():
            figure = m.process[c["source"]["indicator"]]
            body = {
                "criterion": c["key"],
                "mentor": str(m.mentor),
                "done": min(figure.numerator, figure.denominator),
                "due": figure.denominator,
            }
            yield EvidenceRow(Kind.COUNT, f"{c['key']}:{m.mentor}", body)


def _document_rows(evaluation: Evaluation, compared: set[uuid.UUID]) -> Iterable[EvidenceRow]:
    """One paper looked for: there or not, with the hash of the copy and who looked."""
    wanted = {c["key"] for c in asked(evaluation)}
    for check in checks(evaluation):
        if check.mentor_id in compared and check.criterion in wanted:
            body = {
                "criterion": check.criterion, "mentor": str(check.mentor_id), "done": int(check.present), "due": 1,
                "copy": check.sha256, "by": str(check.by),
            }  # fmt: skip
            yield EvidenceRow(Kind.COUNT, f"{check.criterion}:{check.mentor_id}", body)


def _agreed_rows(evaluation: Evaluation, compared: set[uuid.UUID]) -> Iterable[EvidenceRow]:
    """Signed targets and work programme against what was found: each item with its month, so that one can be objected to by name."""
    asked = {
        c["source"]["agreement"]: c["key"]
        for c in evaluation.instrument.body["criteria"]
        if "agreement" in c.get("source", {})
    }
    held = signed_targets(evaluation, compared) if asked else {}
    span = Period(evaluation.starts_on, evaluation.ends_on)
    for what, items_of in (("targets", targets_met), ("work_programme", activities_done)):
        for mentor, items in items_of(evaluation.programme, held, span).items() if what in asked else ():
            body = {
                "criterion": asked[what], "mentor": str(mentor), "done": sum(i.met for i in items), "due": len(items),
                "items": [[i.month, i.what, i.wanted, i.found, int(i.met)] for i in items],
            }  # fmt: skip
            yield EvidenceRow(Kind.COUNT, f"{asked[what]}:{mentor}", body)


def _participant_rows(
    people: Sequence[ParticipantEvidence],
    compared: set[uuid.UUID],
    programme: Programme,
    alias: Callable[[object], str],
) -> Iterable[EvidenceRow]:
    for p in people:
        body = {
            "months": _months(p.months, compared),
            "covariates": _covariates(p, programme),
            "values": outcome_values(p),
        }
        yield EvidenceRow(Kind.PARTICIPANT, alias(p.enrolment), body)


def _months(months: Mapping[uuid.UUID, int], compared: set[uuid.UUID]) -> dict[str, int]:
    """Months per compared mentor; those under mentors of another level together."""
    told: dict[str, int] = {}
    for mentor, number in months.items():
        key = str(mentor) if mentor in compared else OTHERS
        told[key] = told.get(key, 0) + number
    return told


def _covariates(p: ParticipantEvidence, programme: Programme) -> dict[str, float | str | None]:
    """What was so before anyone accompanied them."""
    base = p.baseline
    return {
        "baseline": round(math.log10(1 + base.turnover), 4) if base else None,
        "channels": base.channels if base else None,
        "nib": _yes_no(base),
        "age": p.business_age,
        "sector": p.sector,
        "sex": p.sex,
        "priority": p.priority,
        "scheme": p.scheme,
        "waited": (p.enrolled_on - programme.starts_on).days,
    }


def _yes_no(base: Month | None) -> str:
    return "" if base is None else "ya" if base.has_nib else "tidak"


def outcome_values(p: ParticipantEvidence) -> dict[str, float | None]:
    """Outcomes of the instruments as numbers; None is missing, and the criterion says what that counts as.

    Someone who had an NIB from the start cannot gain one (not asked); someone who left before any report gained nothing.
    """
    gained = p.gain("channels")
    had_nib = p.baseline is not None and p.baseline.has_nib
    return {
        "passed": float(p.passed),
        "selling": round(p.weeks_with_sales / p.weeks, 4) if p.weeks else None,
        "channel": None if gained is None else float(gained >= 1),
        "nib": None if had_nib else float(p.latest is not None and p.latest.has_nib),
    }


def _voice_rows(
    evaluation: Evaluation,
    people: Sequence[ParticipantEvidence],
    compared: set[uuid.UUID],
    alias: Callable[[object], str],
) -> Iterable[EvidenceRow]:
    """A voice is about one mentor, whoever else accompanied the participant. Comments are not evidence and stay out."""
    traits = {p.enrolment: _covariates(p, evaluation.programme) for p in people}
    told = Voice.objects.unscoped("frozen under pseudonyms; shown only as means of five and more").filter(
        inside(evaluation.region), programme=evaluation.programme, on__lte=evaluation.ends_on
    )
    for voice in told:
        if voice.mentor_id in compared and voice.enrolment_id in traits:
            body = {
                "months": {str(voice.mentor_id): 1},
                "covariates": traits[voice.enrolment_id],
                "values": {f"voice_{q}": getattr(voice, q) for q in QUESTIONS},
            }
            yield EvidenceRow(Kind.VOICE, alias(f"voice:{voice.id}"), body)


def _earlier_rows(evaluation: Evaluation, own: Sequence[MentorEvidence]) -> Iterable[EvidenceRow]:
    found = Mentor.objects.unscoped("whose earlier results are frozen").filter(id__in=[m.mentor for m in own])
    users = dict(found.values_list("user", "id"))
    for key, body in earlier_rows(evaluation, users):
        yield EvidenceRow(Kind.EARLIER, key, body)


def _target_rows(evaluation: Evaluation, compared: set[uuid.UUID]) -> Iterable[EvidenceRow]:
    """What each mentor and the office had signed by the last day: frozen with the evidence, so that nobody is held to what came later."""
    for mentor, agreed in signed_targets(evaluation, compared).items():
        yield EvidenceRow(
            Kind.TARGET, str(mentor), {"mentor": str(mentor), "number": agreed.number, "hash": agreed.hash}
        )


def signed_targets(evaluation: Evaluation, mentors: Iterable[uuid.UUID]) -> dict[uuid.UUID, Agreement]:
    last = Period(evaluation.starts_on, evaluation.ends_on)
    return in_force(mentors, before=last.instant(evaluation.region))
