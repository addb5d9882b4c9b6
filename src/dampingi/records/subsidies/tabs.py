"""The parts of a city's subsidies: claims, decrees, reconciliations. Who sees which follows from the permissions."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.subsidies.queries import NAMED, SEE


def tabs(actor: Actor, current: str) -> list[dict[str, Any]]:
    money, names = any(actor.holds(p) for p in SEE), bool(actor.regions(NAMED))
    told = (
        ("subsidy_claims", _("Tagihan"), money), ("loan_decrees", pgettext("tab", "Keputusan"), names),
        ("subsidy_reconciliations", _("Rekonsiliasi"), money),
    )  # fmt: skip
    return [{"href": reverse(n), "label": label, "current": n == current} for n, label, may in told if may]
