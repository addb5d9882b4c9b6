import uuid
from collections.abc import Callable, Collection
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.insight.evaluation.actions import publish_instrument
from dampingi.insight.evaluation.instruments import office_of
from dampingi.insight.evaluation.models import Instrument
from dampingi.insight.instruments.models import Draft, Edition
from dampingi.insight.instruments.queries import newest
from dampingi.insight.instruments.words import compared

Change = Callable[[dict[str, Any]], dict[str, Any]]
MOST_EDITIONS = 2000


@transaction.atomic
def begin_draft(*, by: Actor, instrument: Instrument) -> Draft:
    """Begin the office's next version from this one; where one is being written already, it is that."""
    office = _office(by, instrument)
    held = Draft.objects.unscoped("its office was checked").filter(
        region=office, code=instrument.code, published=None, dropped_at=None
    )
    found = held.first()
    if found:
        return found
    try:
        with transaction.atomic():
            made = Draft.objects.create(
                region=office, code=instrument.code, base=instrument, began_by=by.name
            )
            Edition.objects.create(draft=made, number=1, body=instrument.body, by=_user(by), by_name=by.name)
    except IntegrityError:  # someone began it a moment ago
        return held.get()
    _record(by, "draft_instrument", made, {"from": instrument.hash})
    return made


@transaction.atomic
def save_change(
    *, by: Actor, draft: Draft, change: Change, places: Collection[tuple[str, str]], opened: int
) -> Edition:
    """Store the definition with the change as the next edition. `places` are the (part, key) it is about, `opened` the edition it was
    seen in: where someone else has changed the same place since, Conflict says what. Other places of both come together.
    """
    held = _held(by, draft)
    now = newest(held)
    _require_unchanged(held, now, places, opened)
    body = change(now.body)
    if body == now.body:
        return now
    if now.number >= MOST_EDITIONS:
        raise Refused(_("Rancangan ini sudah terlalu sering diubah. Terbitkan, lalu mulai rancangan baru."))
    return Edition.objects.create(
        draft=held, number=now.number + 1, body=body, by=_user(by), by_name=by.name
    )  # fmt: skip


@transaction.atomic
def restore_edition(*, by: Actor, draft: Draft, number: int) -> Edition:
    """An earlier edition as the newest: what came between stays in the history."""
    held = _held(by, draft)
    earlier = Edition.objects.filter(draft=held, number=number).first()
    if earlier is None:
        raise Refused(_("Simpanan itu tidak ada. Muat ulang riwayatnya."), status=404)
    now = newest(held)
    return save_change(
        by=by, draft=held, change=lambda _now: dict(earlier.body), places=(), opened=now.number
    )


@transaction.atomic
def publish_draft(*, by: Actor, draft: Draft, opened: int) -> Instrument:
    """The draft becomes the office's next version, once it has no mistakes. What is published is what was seen."""
    held = _held(by, draft)
    now = newest(held)
    if now.number != opened:
        raise Conflict(
            _("%(name)s mengubah rancangan ini baru saja. Baca dahulu, lalu terbitkan.")
            % {"name": now.by_name}
        )
    made = publish_instrument(by=by, body=now.body, region=held.region)
    held.published = made
    held.save(update_fields=["published"])
    return made


@transaction.atomic
def drop_draft(*, by: Actor, draft: Draft) -> Draft:
    """Stop writing it; the editions stay on record."""
    held = _held(by, draft)
    held.dropped_at = timezone.now()
    held.save(update_fields=["dropped_at"])
    _record(by, "drop_instrument_draft", held, {"editions": newest(held).number})
    return held


def _office(by: Actor, instrument: Instrument) -> str:
    """The instrument's own office where it is the actor's; of one from above, or of everyone's, the actor's own."""
    if by.system:
        return instrument.region
    if instrument.region and by.may(Permission.MANAGE_EVALUATION, region=instrument.region):
        return instrument.region
    own = [s.region for s in by.scopes(Permission.MANAGE_EVALUATION)]
    if not own:
        raise Denied(_("Yang menyusun instrumen dinas penyelenggara."))
    return office_of(own[0])


def _held(by: Actor, draft: Draft) -> Draft:
    held = Draft.objects.unscoped("reach is checked next").select_for_update().get(id=draft.id)
    by.require(Permission.MANAGE_EVALUATION, region=held.region)
    if held.published_id or held.dropped_at:  # type: ignore[attr-defined]
        raise Conflict(
            _("Rancangan ini sudah diterbitkan atau dibuang. Mulai rancangan baru dari versi terakhir.")
        )
    return held


def _require_unchanged(draft: Draft, now: Edition, places: Collection[tuple[str, str]], opened: int) -> None:
    if opened == now.number or not places:
        return
    seen = Edition.objects.filter(draft=draft, number=opened).first()
    if seen is None:
        raise Refused(_("Muat ulang halaman ini, lalu simpan lagi."))
    theirs = [r for r in compared(seen.body, now.body) if (r["part"], r["key"]) in places]
    if not theirs:
        return
    said = "; ".join(f"{r['what']}: {r['before']} → {r['after']}" for r in theirs[:4])
    raise Conflict(
        _(
            "%(name)s sudah mengubah bagian ini (%(said)s). Periksa, lalu simpan lagi bila yang Anda tulis tetap benar."
        )
        % {"name": now.by_name, "said": said}
    )


def _user(by: Actor) -> uuid.UUID:
    if by.user_id is None:
        raise Denied(_("Instrumen disusun orang, bukan sistem."))
    return by.user_id


def _record(by: Actor, action: str, draft: Draft, detail: dict[str, Any]) -> None:
    record_event(
        by=by, action=action, subject=("instrument_draft", draft.id), region=draft.region,
        detail={"code": draft.code} | detail,
    )  # fmt: skip
