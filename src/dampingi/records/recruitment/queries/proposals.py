"""What the criteria say of a post's applicants, beside what people found: the basis of a decision, in words."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from dampingi.foundation.ui.formats import number
from dampingi.records.programmes.posts import Post
from dampingi.records.recruitment.asked import requirements
from dampingi.records.recruitment.models import Applicant, Call, Check
from dampingi.records.recruitment.ranking import Candidate, propose

OPEN = (Applicant.State.SUBMITTED, Applicant.State.WAITING)


@dataclass(frozen=True)
class Proposed:
    """`state` is '' while a person must still check or score."""

    applicant: Applicant
    state: str
    place: int | None
    score: Decimal | None
    unmet: tuple[str, ...]
    reason: str


def proposals(call: Call, post: Post) -> list[Proposed]:
    """Of all who wait for a decision on that post, in the order of the list. The caller has checked the call."""
    rows = Applicant.objects.unscoped("of a call in reach").filter(
        call=call, region=post.region, field=post.field, state__in=OPEN
    )
    found = list(rows.prefetch_related("checks", "sheets").order_by("submitted_at", "id"))
    asked = {r.code: r for r in requirements(call.requirements) if r.needed}
    taken = Applicant.objects.unscoped("counts places only").filter(
        call=call, region=post.region, field=post.field, state=Applicant.State.CHOSEN
    )
    vacancy = call.vacancies.filter(region=post.region, field=post.field).first()
    places = max(0, (vacancy.places if vacancy else 0) - taken.count())
    weights = {c["code"]: c["weight"] for c in call.criteria}
    by_id = {a.id: a for a in found}
    unmet = {a.id: _unmet(a, asked) for a in found}
    candidates = [
        Candidate(a.id, unmet[a.id], tuple(s.points for s in a.sheets.all()), a.submitted_at) for a in found
    ]
    proposed = propose(candidates, places=places, weights=weights, passing=call.passing)
    return [_told(p, by_id[p.key], unmet[p.key], asked, call, places) for p in proposed]


def _unmet(applicant: Applicant, asked: dict) -> tuple[str, ...]:
    return tuple(
        asked[c.requirement].words
        for c in applicant.checks.all()
        if c.requirement in asked and c.verdict == Check.Verdict.NOT_MET
    )


def _told(p, applicant: Applicant, unmet: tuple[str, ...], asked: dict, call: Call, places: int) -> Proposed:
    checked = {c.requirement: c.verdict for c in applicant.checks.all()}
    open_ = [c for c in asked if checked.get(c) in (None, Check.Verdict.DOUBTFUL)]
    state = p.state if unmet else "" if open_ or p.why == "unscored" else p.state
    score = number(p.score, 2) if p.score is not None else ""
    words = {
        "requirement": _("Syarat tidak terpenuhi: %(what)s.") % {"what": "; ".join(unmet)},
        "unscored": "",
        "passing": _("Nilai %(score)s, di bawah nilai minimum %(least)s.")
        % {"score": score, "least": number(call.passing)},
        "place": _("Peringkat %(place)s dengan nilai %(score)s.") % {"place": p.place, "score": score},
        "places": _("Peringkat %(place)s dengan nilai %(score)s; tersedia %(places)s tempat.")
        % {"place": p.place, "score": score, "places": number(places)},
    }
    return Proposed(applicant, state, p.place, p.score, unmet, words[p.why])
