"""What a problem can be about: a field in which businesses are held back, or a part of the programme."""

from collections.abc import Iterable

from dampingi.foundation.definitions import choices
from dampingi.records.problems import lists
from dampingi.records.problems.models import ListEdition


def topics(region: str) -> dict[str, str]:
    """code -> name of those in use in a region, the fields of businesses first."""
    own = lists.lines(ListEdition.Kind.TOPICS, region)
    return choices("constraint_fields") | {code: row["name"] for code, row in own.items()}


def topic_names(regions: Iterable[str] | None = None) -> dict[str, str]:
    """Also of those no longer in use (`lists.names`): what is tied to a problem stays told."""
    return choices("constraint_fields") | lists.names(ListEdition.Kind.TOPICS, regions)
