"""What a commitment is about, readable only through its owner's page."""

import json
import uuid
from dataclasses import dataclass

from dampingi.foundation.identifiers import seal, unseal


@dataclass(frozen=True)
class About:
    title: str
    note: str = ""


def closed(about: About, *, commitment: uuid.UUID, owner: uuid.UUID) -> str:
    """Bound to its row and its owner: copied into another's row it no longer opens."""
    return seal(_kind(commitment, owner), json.dumps([about.title, about.note]))


def opened(sealed: str, *, commitment: uuid.UUID, owner: uuid.UUID) -> About:
    """Raises cryptography's InvalidTag for another row or owner."""
    return About(*json.loads(unseal(_kind(commitment, owner), sealed)))


def _kind(commitment: uuid.UUID, owner: uuid.UUID) -> str:
    return f"commitment:{owner}:{commitment}"
