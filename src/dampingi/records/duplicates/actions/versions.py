"""Versions of the weights: the shipped one, those learnt from verdicts, and which of them is in use."""

import uuid
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dampingi.engines.linkage import Model, Unfit, default_model
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.duplicates.models import LinkModel, ModelInUse, Verdict
from dampingi.records.duplicates.queries.versions import model_of, version_in_use

if TYPE_CHECKING:
    import pyarrow as pa

FEWEST = 10
"""Verdicts below which nothing is learnt: chance would teach."""
SHIPPED = "system: shipped"


@transaction.atomic
def stored_version() -> LinkModel:
    """The version in use. The shipped one is stored the first time it is needed, and again when the product brings a newer one."""
    current = version_in_use()
    if current and _still_holds(current):
        return current
    made = _store(default_model(), by=SHIPPED, learnt_from=0, parent=None)
    ModelInUse.objects.create(model=made, by=SHIPPED)
    return made


def _still_holds(version: LinkModel) -> bool:
    """A learnt version holds while the engine compares as it did; a shipped one until another is shipped."""
    if version.by == SHIPPED and version.hash != default_model().hash:
        return False
    return _readable(version)


def _readable(version: LinkModel) -> bool:
    try:
        model_of(version)
    except Unfit:
        return False
    return True


@transaction.atomic
def learn_from_verdicts(*, by: Actor) -> LinkModel:
    """A new version from what people decided, always starting from the shipped one: no verdict is learnt twice."""
    from dampingi.engines.linkage.learning import learn  # here: it brings NumPy and Arrow

    _require(by)
    told = verdicts()
    if told.num_rows < FEWEST:
        raise Refused(
            _(
                "Baru ada %(n)d putusan sama atau berbeda; perlu paling sedikit %(few)d. Putuskan beberapa pasangan lagi."
            )
            % {"n": told.num_rows, "few": FEWEST}
        )
    current = stored_version()
    made = learn(default_model(), told)
    if made.hash == current.hash:
        raise Conflict(_("Belum ada putusan baru sejak versi yang dipakai sekarang."))
    version = _store(made, by=by.label, learnt_from=told.num_rows, parent=current)
    record_event(
        by=by, action="learn_linkage", subject=("link_model", version.id), detail={"verdicts": told.num_rows, "hash": made.hash}
    )  # fmt: skip
    _use(by, version)
    return version


@transaction.atomic
def choose_version(*, by: Actor, version: uuid.UUID) -> LinkModel:
    """Go on with this version, an earlier or a later one; searches after this use it."""
    _require(by)
    found = LinkModel.objects.filter(id=version).first()
    if found is None:
        raise Refused(_("Versi itu tidak ada."), status=404)
    if found == version_in_use():
        raise Conflict(_("Versi itu sedang dipakai."))
    if not _readable(found):
        raise Refused(_("Versi itu dibuat untuk cara membandingkan yang lama dan tidak dapat dipakai lagi."))
    _use(by, found)
    record_event(
        by=by, action="choose_link_model", subject=("link_model", found.id), detail={"hash": found.hash}
    )
    return found


def verdicts() -> "pa.Table":
    """The newest verdict of each pair that says same or different, with the levels it was given on."""
    import pyarrow as pa

    newest: dict[uuid.UUID, Verdict] = {}
    for verdict in Verdict.objects.order_by("at", "id"):
        newest[verdict.pair_id] = verdict
    rows = [
        {**v.levels, "prior": v.prior, "same": v.said == Verdict.Said.SAME}
        for v in newest.values()
        if v.said != Verdict.Said.UNSURE and v.levels
    ]
    return pa.Table.from_pylist(rows, schema=_schema())


def _schema() -> "pa.Schema":
    import pyarrow as pa

    codes = list(default_model().levels)
    return pa.schema(
        [*((code, pa.string()) for code in codes), ("prior", pa.float64()), ("same", pa.bool_())]
    )


def _use(by: Actor, version: LinkModel) -> None:
    ModelInUse.objects.create(model=version, by=by.label)


def _store(model: Model, *, by: str, learnt_from: int, parent: LinkModel | None) -> LinkModel:
    """One body, one row: what was learnt before is found again by its hash."""
    known = LinkModel.objects.filter(hash=model.hash).first()
    if known:
        return known
    top = LinkModel.objects.select_for_update().aggregate(top=Max("number"))["top"] or 0
    return LinkModel.objects.create(
        number=top + 1, hash=model.hash, body=model.to_json(), learnt_from=learnt_from, parent=parent, by=by
    )


def moved(version: LinkModel) -> list[tuple[str, str, float, float]]:
    """(comparison, level, weight before, weight now) in bits, the largest move first."""
    try:
        before, now = model_of(version.parent), model_of(version)
    except Unfit:  # the engine compares otherwise since
        return []
    found = [
        (code, level, before.weight(code, level), now.weight(code, level))
        for code in now.levels
        for level in now.levels[code]
    ]
    changed = [row for row in found if abs(row[3] - row[2]) >= 0.005]
    return sorted(changed, key=lambda row: -abs(row[3] - row[2]))


def _require(by: Actor) -> None:
    """Weights are the installation's, so only who merges for a whole kabupaten or kota changes them."""
    if not any(region.count(".") <= 1 for region in by.regions(Permission.MERGE_RECORDS)):
        raise Denied(_("Hanya penyelenggara sekota yang mengatur cara pencarian."))
