"""The ways to look at the same figures, each a door that keeps the place and the time."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.insight.monitoring.dashboard.asked import Asked


def tabs(asked: Asked, current: str) -> list[dict[str, object]]:
    words = {"dashboard": _("Ringkasan"), "compared": _("Bandingkan"), "cross_table": _("Tabel silang")}
    words |= {"saved_views": _("Tersimpan")}
    return [
        {"href": f"{reverse(route)}?{asked.query()}", "label": label, "current": route == current}
        for route, label in words.items()
    ]
