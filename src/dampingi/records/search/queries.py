"""Searching the register by name, owner, product, phone and NIB, with typing errors forgiven.

Words are looked up in the vocabulary with their near spellings; the database gives the documents that have one spelling of each;
those are ranked. Businesses that changed and are not indexed yet are read from the register itself.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission, Reach
from dampingi.foundation.regions.codes import contains, inside
from dampingi.records.businesses.models import Business
from dampingi.records.search.candidates import having
from dampingi.records.search.documents import businesses_of, texts
from dampingi.records.search.models import Stale
from dampingi.records.search.ranking import Match, best_first, fitting
from dampingi.records.search.spellings import Spellings
from dampingi.records.search.vocabulary import Vocabulary, vocabulary
from dampingi.records.search.wording import Typed, place, read, vocabulary_of

MOST = 1_000
"""Candidates ranked; with more, the search is too wide to rank them all, and says so."""
ENOUGH = 20
"""With so many hits as typed, no spelling is guessed."""
READ_DIRECTLY = 2_000
"""Changed businesses that are read from the register; with more (a large import), the search says that it is not up to date."""
SUGGESTED = 5
Hits = dict[uuid.UUID, str]
"""Business -> text of its document."""


@dataclass(frozen=True)
class Found:
    matches: dict[uuid.UUID, Match] = field(default_factory=dict)
    """Business -> how it fits, best first. The caller still narrows them to its scoped rows."""
    wide: bool = False
    """There are more: only the best `MOST` of the candidates ranked are told."""
    waiting: int = 0
    """Businesses that changed and could not be looked at yet."""
    suggestions: tuple[str, ...] = ()
    """Where nothing fits: words within reach that look a little like those typed."""


def found(actor: Actor, text: str, *, within: str = "", archived: bool = False) -> Found:
    """What fits the text among the businesses the actor reaches, in the region `within`, if told."""
    typed = replace(read(text), whole=not actor.holds(Permission.VIEW_CONTACTS))
    if typed.empty or not actor.holds(Permission.VIEW_BUSINESSES):
        return Found()
    reach = _reach(actor, within, archived=archived)
    spellings = Spellings(typed, vocabulary())
    hits, wide = _indexed(spellings, reach)
    stale = _stale()
    direct = _of_a_caseload(actor, within, archived=archived)
    if len(stale) <= READ_DIRECTLY:
        hits = {b: t for b, t in hits.items() if b not in stale}
        direct |= _read(actor, stale, within, archived=archived)
    fits = fitting(hits, typed, spellings.likenesses)
    if direct:
        fits |= fitting(direct, typed, _spellings_among(direct, typed).likenesses)
    matches = dict(islice(best_first(fits).items(), MOST if wide else None))
    told = () if matches else _suggested(spellings, reach)
    return Found(matches, wide, len(stale) if len(stale) > READ_DIRECTLY else 0, told)


def _indexed(spellings: Spellings, reach: list[str]) -> tuple[Hits, bool]:
    hits: Hits = {}
    wide = False
    for number, ways in enumerate(spellings.rounds() if reach else ()):
        asked = [[reach, *groups] for groups in ways]
        fresh = having(asked, most=MOST)
        if number == 0 and len(fresh) >= MOST:
            wide = True
            fresh |= of_kinds(asked, spellings.typed)
        hits |= fresh
        if len(hits) >= ENOUGH:
            break
    return hits, wide


def of_kinds(asked: list[list[Sequence[str]]], typed: Typed) -> Hits:
    """Of too many to rank those of the kinds typed are looked at in any case: they come first."""
    kinds = [[kind] for kind in typed.kinds]
    return having([[*groups, *kinds] for groups in asked], most=MOST) if kinds else {}


def _reach(actor: Actor, within: str, *, archived: bool) -> list[str]:
    """The place tokens of which a document must have one; empty where the actor reaches no region."""
    regions = actor.regions(Permission.VIEW_BUSINESSES)
    narrowed = [
        within if contains(r, within) else r for r in regions if contains(r, within) or contains(within, r)
    ]
    return [place(region, archived=archived) for region in narrowed]


def _stale() -> set[uuid.UUID]:
    return businesses_of(Stale.objects.all()[: READ_DIRECTLY + 1])


def _read(actor: Actor, ids: set[uuid.UUID], within: str, *, archived: bool) -> Hits:
    rows = Business.objects.for_actor(actor, Permission.VIEW_BUSINESSES)
    rows = rows.filter(inside(within), archived_at__isnull=not archived)
    wanted, hits = list(ids), {}
    for start in range(0, len(wanted), 500):
        hits |= dict(texts(rows.filter(id__in=wanted[start : start + 500])))
    return hits


def _of_a_caseload(actor: Actor, within: str, *, archived: bool) -> Hits:
    """Businesses reached one by one and not by their region: few enough to rank them all."""
    if all(scope.reach is Reach.REGION for scope in actor.scopes(Permission.VIEW_BUSINESSES)):
        return {}
    rows = Business.objects.for_actor(actor, Permission.VIEW_BUSINESSES).filter(inside(within))
    for region in actor.regions(Permission.VIEW_BUSINESSES):
        rows = rows.exclude(inside(region))
    return dict(texts(rows.filter(archived_at__isnull=not archived)))


def _spellings_among(hits: Hits, typed: Typed) -> Spellings:
    return Spellings(typed, Vocabulary.of({word for text in hits.values() for word in vocabulary_of(text)}))


def _suggested(spellings: Spellings, reach: list[str]) -> tuple[str, ...]:
    """Only words of businesses within reach: what others are called elsewhere is not told."""
    near = spellings.suggestions() if reach else []
    return tuple(islice((word for word in near if having([[reach, [word]]], most=1)), SUGGESTED))
