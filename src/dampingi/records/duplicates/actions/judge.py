"""What people say of a pair: the same, different, not sure yet."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.businesses.models import Business
from dampingi.records.duplicates.actions.merge import Choices, merge_businesses
from dampingi.records.duplicates.actions.unmerge import unmerge
from dampingi.records.duplicates.actions.versions import stored_version
from dampingi.records.duplicates.models import Merge, MergeBatch, Pair, Verdict
from dampingi.records.duplicates.queries.records import hashes, these
from dampingi.records.duplicates.queries.versions import model_of

Said = Verdict.Said
_STATES = {Said.SAME: Pair.State.SAME, Said.DIFFERENT: Pair.State.DIFFERENT, Said.UNSURE: Pair.State.UNSURE}


@transaction.atomic
def judge(*, by: Actor, pair: uuid.UUID, said: str, reason: str = "", seen: str = "") -> Verdict:
    """Two different businesses, or not sure yet. `seen` is the state the person saw (`Pair.mark`), so that nobody overrules blindly."""
    if said not in (Said.DIFFERENT, Said.UNSURE):
        raise Refused(_("Pilih: dua usaha berbeda, atau belum pasti."))
    held = _held(by, pair, seen)
    if held.state == Pair.State.SAME:
        raise Conflict(_("Keduanya sudah digabungkan. Pisahkan kembali dulu bila ternyata berbeda."))
    return _verdict(by, held, said, reason)


@transaction.atomic
def merge_pair(
    *,
    by: Actor,
    pair: uuid.UUID,
    keep: uuid.UUID,
    choices: Choices | None = None,
    owners: bool = False,
    reason: str = "",
    despite: bool = False,
    seen: str = "",
    batch: MergeBatch | None = None,
) -> Merge:
    """The two are one: merge them and keep the verdict."""
    held = _held(by, pair, seen)
    sides = {held.left_id: held.right_id, held.right_id: held.left_id}
    if keep not in sides:
        raise Refused(_("Pilih data mana yang dipertahankan."))
    made = merge_businesses(
        by=by, keep=keep, absorb=sides[keep], choices=choices, owners=owners, reason=reason, despite=despite, pair=held,
        batch=batch,
    )  # fmt: skip
    if batch is None:
        _verdict(by, held, Said.SAME, reason)
    return made


@transaction.atomic
def part(*, by: Actor, merge: uuid.UUID, reason: str, owners: bool = True, different: bool = True) -> Merge:
    """Un-merge, and say whether the two are different businesses or wait for a decision again."""
    made = unmerge(by=by, merge=merge, reason=reason, owners=owners)
    if made.pair and different:
        _verdict(by, made.pair, Said.DIFFERENT, reason)
    return made


@transaction.atomic
def pair_up(*, by: Actor, one: uuid.UUID, other: uuid.UUID) -> Pair:
    """Put two businesses side by side that no search proposed; what the engine thinks of them is told all the same."""
    left, right = sorted((one, other), key=str)
    reached = Business.objects.for_actor(by, Permission.REVIEW_REPEATS).filter(
        archived_at=None, id__in=[left, right]
    )
    if left == right or reached.count() < 2:
        raise Refused(
            _("Pilih dua usaha yang berbeda, keduanya di wilayah Anda dan tidak di arsip."), status=404
        )
    known = Pair.objects.unscoped("both businesses are in reach").filter(left=left, right=right).first()
    if known:
        return _reopened(known)
    from dampingi.engines.linkage.linking import link  # here: it brings DuckDB and Arrow

    version = stored_version()
    records = these([left, right])
    found = link(
        records.slice(0, 1), against=records.slice(1), model=model_of(version), at_least=0.0
    ).pairs.to_pylist()
    told = found[0] if found else {}
    hashed = hashes(records, [str(left), str(right)])
    made = Pair(
        left_id=left, right_id=right, probability=told.get("probability", 0.0), weight=told.get("weight", 0.0),
        prior=told.get("prior", 0.0), model=version, hash=digest([hashed[str(left)], hashed[str(right)]]), by_hand=True,
        levels={code: told[code] for code in model_of(version).levels} if told else {},
    )  # fmt: skip
    made.save(force_insert=True)
    return made


def _reopened(pair: Pair) -> Pair:
    if pair.state == Pair.State.GONE:
        pair.state, pair.by_hand = Pair.State.OPEN, True
        pair.save(update_fields=["state", "by_hand"])
    return pair


def _held(by: Actor, id: uuid.UUID, seen: str) -> Pair:
    reached = Pair.objects.for_actor(by, Permission.REVIEW_REPEATS).filter(id=id)
    found = (
        Pair.objects.unscoped("reach checked by the id")
        .select_for_update(of=("self",))
        .filter(pk__in=reached.values("pk"))
        .first()
    )
    if found is None:
        raise Refused(_("Pasangan itu tidak ada, atau di luar wilayah Anda."), status=404)
    if seen and seen != found.mark:
        raise Conflict(
            _(
                "Pasangan ini baru saja diputuskan orang lain, atau datanya berubah. Lihat lagi sebelum memutuskan."
            )
        )
    return found


def _verdict(by: Actor, pair: Pair, said: str, reason: str) -> Verdict:
    made = Verdict.objects.create(
        pair=pair, said=said, reason=reason.strip(), hash=pair.hash, levels=pair.levels, prior=pair.prior, by=by.label,
        by_name=by.name,
    )  # fmt: skip
    pair.state = _STATES[Said(said)]
    pair.save(update_fields=["state"])
    record_event(
        by=by, action="judge_pair", subject=("pair", pair.id), region=pair.common_region, reason=reason.strip(),
        detail={"said": said, "probability": round(pair.probability, 6)},
    )  # fmt: skip
    return made
