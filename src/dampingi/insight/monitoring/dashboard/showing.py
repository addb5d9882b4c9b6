"""The dashboard for a meeting: one figure a screen, and all of it on one sheet of paper."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui import formats
from dampingi.insight.monitoring.dashboard.asked import Asked
from dampingi.insight.monitoring.dashboard.page import page


def slides(actor: Actor, asked: Asked, *, today: datetime.date) -> dict[str, Any]:
    """The headline figures first, then all others that have one."""
    found = page(actor, asked, today=today)
    others = [card for _title, cards in found["groups"] for card in cards if card.value != formats.MISSING]
    return found | {"figures": found["main"] + others}


def sheet(actor: Actor, asked: Asked, *, today: datetime.date) -> dict[str, Any]:
    found = page(actor, asked, today=today)
    blocks = [block for column in found["columns"] for block in column]
    return found | {
        "comparison": next((b["told"] for b in blocks if b["kind"] == "comparison"), None),
        "formula": _(asked.indicator.formula),
        "why": _(asked.indicator.why),
        "source": _(asked.indicator.source),
        "hash": asked.indicator.hash[:16],
        "now": formats.moment(timezone.now()),
    }
