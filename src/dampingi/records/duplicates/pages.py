"""What the pages of pairs and merges show."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import names
from dampingi.records.businesses.models import Business
from dampingi.records.duplicates.attachments import attachments
from dampingi.records.duplicates.comparing import lines_of, owner_lines
from dampingi.records.duplicates.facets import FACETS, KINDS, facet_of
from dampingi.records.duplicates.listing import STATES, enrich_merges
from dampingi.records.duplicates.models import Merge, Pair
from dampingi.records.duplicates.preview import better, holdings, preview, same_owner
from dampingi.records.duplicates.queries.pairs import next_pair, open_pairs
from dampingi.records.duplicates.waterfall import waterfall
from dampingi.records.duplicates.words import chance, chance_words

WHY = "of a merge in reach"


def pair_page(
    actor: Actor, pair: Pair, asked: Mapping[str, Any] | None = None, refusal: str = ""
) -> dict[str, Any]:
    """`asked` is the form that was refused: {keep, sides, owners, reason, despite}."""
    asked = asked or {}
    left, right = pair.left, pair.right
    live = not (left.archived_at or right.archived_at)
    kept = _chosen(left, right, asked.get("keep")) if live else left
    flow = waterfall(pair)
    return {
        "pair": pair,
        "state": STATES[Pair.State(pair.state)],
        "chance": chance(pair.probability),
        "chance_words": chance_words(pair.probability),
        "lines": lines_of(actor, left, right, kept, asked.get("sides", {})),
        "owner_lines": owner_lines(actor, left, right) if left.owner_id != right.owner_id else [],
        "sides": [_side(pair, b, other, kept, live) for b, other in ((left, right), (right, left))],
        "waterfall": flow,
        "verdicts": list(pair.verdicts.order_by("-at")),
        "merge": pair.merges.filter(undone_at=None).first(),
        "may_merge": live
        and all(actor.may(Permission.MERGE_RECORDS, region=b.region) for b in (left, right)),
        "live": live,
        "two_owners": left.owner_id != right.owner_id,
        "owners": asked.get("owners", same_owner(left, right)),
        "against": preview(kept, right if kept is left else left).against if live else [],
        "asked": asked,
        "refusal": refusal,
        "next": next_pair(actor, after=pair),
        "waiting": open_pairs(actor).count(),
    }


def _chosen(left: Business, right: Business, keep: str | None) -> Business:
    return next((b for b in (left, right) if str(b.pk) == keep), None) or better(left, right)


def _side(pair: Pair, business: Business, other: Business, kept: Business, live: bool) -> dict[str, Any]:
    places = names([business.region, ancestor(business.region, 3)])
    return {
        "name": "left" if business is pair.left else "right",
        "business": business,
        "place": ", ".join(dict.fromkeys(places.values())),
        "kept": business.pk == kept.pk,
        "holdings": holdings(business),
        "preview": preview(business, other) if live else None,
    }


def merge_page(actor: Actor, merge: Merge) -> dict[str, Any]:
    enrich_merges([merge])
    model = KINDS[merge.kind]
    nouns = {a.key: str(a.noun) for a in attachments(model)}
    moves = list(merge.moves.order_by("position"))
    moved = Counter(relation for relation, _row in {(m.relation, m.row) for m in moves} if relation in nouns)
    records = {r.pk: r for r in model.objects.unscoped(WHY).filter(pk__in=[merge.keep, merge.absorbed])}
    parts = list(merge.parts.all())
    enrich_merges(parts)
    return {
        "merge": merge,
        "keep": records[merge.keep],
        "absorbed": records[merge.absorbed],
        "moved": [(noun, moved[relation]) for relation, noun in nouns.items() if moved[relation]],
        "taken": _taken(model, moves),
        "stayed": Counter(each["why"] for each in merge.stayed).items(),
        "parts": parts,
        "may_part": merge.undone_at is None
        and all(actor.may(Permission.MERGE_RECORDS, region=r) for r in (merge.region, merge.other_region)),
        "told": _told(model, nouns, merge.undo_summary),
    }


def _taken(model: type, moves: list[Any]) -> list[str]:
    """The names of what the kept record took over; the values stand on its page, in its history."""
    labels = {facet.code: str(facet.label) for facet in FACETS[model]}
    taken = [facet_of(model, m.field) for m in moves if m.relation == "keep"]
    return list(dict.fromkeys(labels[code] for code in taken if code))


def _told(model: type, nouns: dict[str, str], summary: dict[str, Any]) -> dict[str, Any]:
    """An un-merge's summary in words."""
    if not summary:
        return {}
    labels = {field: str(facet.label) for facet in FACETS[model] for field in facet.fields}
    stays = [
        labels.get(each["field"], each["field"])
        if each["relation"] == "keep"
        else nouns.get(each["relation"], _("data terkait"))
        for each in summary["stays"]
    ]
    added = [(nouns.get(each["relation"], _("data terkait")), len(each["rows"])) for each in summary["added"]]
    return {"restored": summary["restored"], "stays": list(dict.fromkeys(stays)), "added": added}
