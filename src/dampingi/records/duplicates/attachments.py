"""What hangs on a business or a person, found by walking Django's relations; apps register words and rules for theirs.

A relation nobody registered moves as a whole, under its model's own name.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Clash:
    """A row of the absorbed record that cannot simply move. It stays, changed by `values`; or it `blocks` the merge."""

    row: Any
    why: str
    blocks: bool = False
    values: dict[str, Any] = field(default_factory=dict)


Rule = Callable[[Any, Any], Iterable[Clash]]


@dataclass(frozen=True)
class Attachment:
    """Rows of `model` whose `field` names the record. `rule(keep, absorb)` tells what cannot move.

    `follows(row)`: whether the row stands where its record stands today, so that its `region` goes along.
    """

    model: type[models.Model]
    field: str
    noun: str
    rule: Rule | None = None
    follows: Callable[[Any], bool] | None = None
    moves: bool = True

    @property
    def key(self) -> str:
        return f"{self.model._meta.label_lower}.{self.field}"

    def rows(self, record: Any) -> models.QuerySet:
        """The base manager does not ask for whom: the reach of the record itself was checked."""
        return self.model._base_manager.filter(**{self.field: record.pk})

    def place(self, row: Any, record: Any) -> dict[str, Any]:
        """The row's region, where it has to follow the record's."""
        goes = self.follows is not None and self.follows(row) and row.region != record.region
        return {"region": record.region} if goes else {}

    def clashes(self, keep: Any, absorb: Any) -> list[Clash]:
        return list(self.rule(keep, absorb)) if self.rule else []


Summary = Callable[[Any], list[tuple[str, int]]]
_registered: dict[str, Attachment] = {}
_summaries: dict[type[models.Model], list[Summary]] = {}


def register(attachment: Attachment) -> None:
    _registered[attachment.key] = attachment


def summarise(model: type[models.Model], counts: Summary) -> None:
    """What of higher apps is worth telling of a record, though it hangs on it only through other rows (its visits)."""
    _summaries.setdefault(model, []).append(counts)


def summaries(record: models.Model) -> list[tuple[str, int]]:
    return [row for counts in _summaries.get(type(record), ()) for row in counts(record)]


def registered() -> set[str]:
    return set(_registered)


def attachments(model: type[models.Model]) -> Iterator[Attachment]:
    """Every relation that points at the model, in a steady order, without those that stay where they are."""
    for relation in sorted(model._meta.related_objects, key=lambda r: r.related_model._meta.label_lower):
        plain = Attachment(
            relation.related_model, relation.field.name, relation.related_model._meta.verbose_name_plural
        )
        found = _registered.get(plain.key, plain)
        if found.moves:
            yield found


def register_own() -> None:
    from dampingi.records.businesses.models import (
        Business,
        Channel,
        Closure,
        Constraint,
        Person,
        Verification,
    )
    from dampingi.records.duplicates import rules
    from dampingi.records.duplicates.models import Pair
    from dampingi.records.verification.models import LookRequest

    register(Attachment(Pair, "left", _("pasangan"), moves=False))
    register(Attachment(Pair, "right", _("pasangan"), moves=False))
    register(Attachment(Business, "merged_into", _("usaha yang dilebur"), moves=False))
    register(Attachment(Person, "merged_into", _("orang yang dilebur"), moves=False))
    register(Attachment(Business, "owner", _("usaha")))
    register(Attachment(Verification, "business", _("verifikasi"), rules.verifications))
    register(Attachment(LookRequest, "business", _("permintaan verifikasi")))
    register(Attachment(Closure, "business", _("penutupan usaha"), rules.closures))
    register(Attachment(Constraint, "business", _("kendala"), rules.constraints, rules.constraint_open))
    register(Attachment(Channel, "business", _("saluran penjualan"), rules.channels, rules.channel_open))
