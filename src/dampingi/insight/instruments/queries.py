import uuid
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.insight.evaluation.instruments import instruments
from dampingi.insight.evaluation.models import Evaluation, Instrument
from dampingi.insight.evaluation.queries import evaluations
from dampingi.insight.instruments.models import Draft, Edition


def instrument_of(actor: Actor, id: uuid.UUID) -> Instrument:
    found = instruments(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Instrumen itu tidak ada, atau bukan milik kantor Anda."), status=404)
    return found


def drafts(actor: Actor):
    return Draft.objects.for_actor(actor, Permission.MANAGE_EVALUATION).select_related("base")


def draft_of(actor: Actor, id: uuid.UUID) -> Draft:
    found = drafts(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Rancangan itu tidak ada, atau bukan milik kantor Anda."), status=404)
    return found


def newest(draft: Draft) -> Edition:
    return Edition.objects.filter(draft=draft).latest("number")


def open_drafts(actor: Actor, instrument: Instrument | None = None) -> list[Draft]:
    found = drafts(actor).filter(published=None, dropped_at=None)
    return list(found.filter(code=instrument.code) if instrument else found)


def versions(actor: Actor, instrument: Instrument) -> list[Instrument]:
    """All versions of the same instrument of the same office, the newest first."""
    same = instruments(actor).filter(code=instrument.code, region=instrument.region)
    return list(same.order_by("-version"))


def used_in(actor: Actor, instrument: Instrument) -> list[Evaluation]:
    """The evaluations the actor may see that are made with it."""
    return list(evaluations(actor).filter(instrument=instrument).order_by("-ends_on"))


def other_version(actor: Actor, instrument: Instrument, told: str) -> Instrument | None:
    """The version to compare with: the one asked for, else the one before (of the first: the one after)."""
    others = [v for v in versions(actor, instrument) if v.id != instrument.id]
    asked: Any = next((v for v in others if str(v.version) == told), None)
    if told and asked is None:
        raise Refused(_("Versi itu tidak ada. Pilih dari daftar versi."), status=404)
    before = next((v for v in others if v.version < instrument.version), None)
    return asked or before or (others[-1] if others else None)
