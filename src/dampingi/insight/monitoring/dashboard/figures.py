"""Figures as the dashboard asks for them: a question that another card or page asked of the same data is not asked again."""

import datetime
from collections.abc import Sequence

from django.utils.translation import get_language

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission, Reach
from dampingi.foundation.stamps import Kept
from dampingi.insight.indicators.catalogue import token
from dampingi.insight.monitoring import queries
from dampingi.insight.monitoring.dashboard.asked import Asked
from dampingi.insight.monitoring.periods import Period
from dampingi.insight.monitoring.values import Values, summed
from dampingi.records.programmes.models import Programme

_kept: Kept[Values] = Kept(most=600)


def values(
    actor: Actor,
    codes: Sequence[str] | None = None,
    grouping: str | Sequence[str] = (),
    *,
    programme: Programme,
    region: str,
    period: Period,
) -> Values:
    """queries.values, for as long as nobody commits anything. Whoever has another reach asks for themselves.

    A request that read the definitions before they changed asks with those, and what it gets is not the answer of one who came later: hence
    the token."""
    groups = (grouping,) if isinstance(grouping, str) else tuple(grouping)
    own = any(s.reach is not Reach.REGION for s in actor.scopes(Permission.VIEW_DASHBOARD))
    key = (
        actor.held, actor.system, actor.user_id if own else None, None if codes is None else tuple(codes), groups, programme.id, region,
        period, get_language(), token(),
    )  # fmt: skip
    return _kept.of(
        key, lambda: queries.values(actor, codes, groups, programme=programme, region=region, period=period)
    )


def ask(
    actor: Actor,
    asked: Asked,
    codes: Sequence[str] | None = None,
    grouping: str | Sequence[str] = (),
    *,
    until: datetime.date | None = None,
) -> Values:
    """What a page asks: of its programme, or of all of a year added up. Of several only what all count alike."""
    if codes is None and asked.several:
        codes = list(asked.counting)
    each = [
        values(actor, codes, grouping, programme=programme, region=region, period=period)
        for programme, region, period in asked.parts(until)
    ]
    return summed(each) if asked.several else each[0]
