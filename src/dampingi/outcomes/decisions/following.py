"""What signed decisions ask for next, and whether the records show it done. Nothing here does it: people do."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dampingi.foundation.definitions import source_names
from dampingi.foundation.regions.codes import DEPTH, depth, inside
from dampingi.foundation.regions.models import Region
from dampingi.foundation.ui.formats import day, number
from dampingi.foundation.ui.states import State
from dampingi.insight.evaluation.documents import concerns
from dampingi.outcomes.decisions.models import Decision, Determination
from dampingi.outcomes.decisions.queries import current
from dampingi.records.programmes.models import Caseload, Mentor
from dampingi.records.programmes.posts import CONSULTANT, Post, post_names


@dataclass(frozen=True)
class Follow:
    decision: Decision
    state: State
    words: str
    href: str


def follow_ups(found: Determination) -> list[Follow]:
    """Of those who are not simply kept."""
    rows = [d for d in current(found) if d.key != Decision.Key.KEEP]
    loads = Counter(
        Caseload.objects.filter(mentor__in=[d.subject.mentor_id for d in rows], ends_on=None).values_list(
            "mentor", flat=True
        )
    )
    return [_follow(d, loads[d.subject.mentor_id]) for d in rows]


def _follow(decision: Decision, load: int) -> Follow:
    mentor = decision.subject.mentor
    page = reverse("mentor", args=[mentor.id])
    if decision.key == Decision.Key.REPLACE:
        if mentor.ended_on:
            words = _("Tugasnya berakhir %(day)s.") % {"day": day(mentor.ended_on)}
            return Follow(decision, State.GOOD, words, page)
        if load:
            words = ngettext(
                "%(n)s peserta belum diserahterimakan.", "%(n)s peserta belum diserahterimakan.", load
            ) % {"n": number(load)}
            return Follow(decision, State.WATCH, words, page)
        return Follow(decision, State.WATCH, _("Tugasnya belum diakhiri di data pendamping."), page)
    if decision.key == Decision.Key.COACH:
        words = _("Didampingi %(who)s sampai %(day)s.") % {
            "who": decision.companion,
            "day": day(decision.plan_ends),
        }
        return Follow(decision, State.NONE, words, page)
    return Follow(decision, State.GOOD, _("Suratnya memuat apresiasi."), page)


@dataclass(frozen=True)
class Place:
    """A place where a mentor belongs, and how many go on there."""

    code: str
    name: str
    staying: int

    @property
    def vacant(self) -> bool:
        return self.staying == 0


def places(found: Determination) -> list[Place]:
    """Places without a mentor, or with more than one, once the decisions hold. Vacant first."""
    leaving = set(current(found).filter(key=Decision.Key.REPLACE).values_list("subject__mentor", flat=True))
    serving = Mentor.objects.unscoped("of a determination in reach").filter(
        inside(found.region), programme=found.programme_id, ended_on=None
    )
    known = serving.only("id", "region", "field")
    own = [m for m in known if concerns(found.evaluation, level=m.level, region=m.region)]
    held = Counter(m.post for m in own if m.id not in leaving)
    told = post_names(wanted := _wanted(found, {m.region for m in own}))
    rows = [Place(p.code, told[p.code], held[p]) for p in wanted if held[p] != 1]
    return sorted(rows, key=lambda p: (p.staying, p.name))


def _wanted(found: Determination, centres: set[str]) -> list[Post]:
    """Every place of the level; of consultants every field of the centres where they serve."""
    level = found.evaluation.level
    if level == CONSULTANT:
        return [Post(region, field) for region in sorted(centres) for field in source_names("mentor_fields")]
    here = Region.objects.filter(inside(found.region, "code"), valid_until=None).values_list(
        "code", flat=True
    )
    return [Post(code) for code in here if depth(code) == DEPTH[level]]
