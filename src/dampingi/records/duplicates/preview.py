"""What merging two businesses would do, told before anyone does it."""

from dataclasses import dataclass, field
from typing import Any

from dampingi.records.businesses.models import Business
from dampingi.records.businesses.naming import person_key
from dampingi.records.duplicates.attachments import attachments, summaries
from dampingi.records.duplicates.facets import FACETS
from dampingi.records.duplicates.rules import contradictions


@dataclass
class Preview:
    """If `keep` is kept: what moves to it, what stays with the other and why, what is taken over, what forbids it."""

    keep: Any
    moves: list[tuple[str, int]] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)
    takes: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)


def preview(keep: Any, absorb: Any) -> Preview:
    found = Preview(keep=keep, against=contradictions(keep, absorb))
    for attachment in attachments(type(keep)):
        clashes = attachment.clashes(keep, absorb)
        found.blocks += [clash.why for clash in clashes if clash.blocks]
        found.stays += [clash.why for clash in clashes if not clash.blocks]
        if count := attachment.rows(absorb).count() - len(clashes):
            found.moves.append((str(attachment.noun), count))
    found.takes = [str(f.label) for f in FACETS[type(keep)] if f.empty(keep) and not f.empty(absorb)]
    return found


def holdings(record: Any) -> list[tuple[str, int]]:
    """What hangs on a record, and what the apps above count besides (visits): (words, how many)."""
    found = [(str(a.noun), a.rows(record).count()) for a in attachments(type(record))]
    return [row for row in [*found, *summaries(record)] if row[1]]


def better(one: Business, other: Business) -> Business:
    """Which of the two is rather kept: what more hangs on, then what says more, then what came first."""
    return max((one, other), key=lambda b: (_weight(b), _told(b), -b.created_at.timestamp(), str(b.id)))


def same_owner(one: Business, other: Business) -> bool:
    """Whether the owners are rather one person with two records: the same NIK, or the same name and nothing against it."""
    left, right = one.owner, other.owner
    if left.id == right.id:
        return False
    if left.nik_index and right.nik_index:
        return left.nik_index == right.nik_index
    born = not left.born_on or not right.born_on or left.born_on == right.born_on
    return born and (
        person_key(left.name) == person_key(right.name) or bool(left.phone and left.phone == right.phone)
    )


def _weight(business: Business) -> int:
    return sum(count for _noun, count in holdings(business))


def _told(business: Business) -> int:
    return sum(not facet.empty(business) for facet in FACETS[Business])
