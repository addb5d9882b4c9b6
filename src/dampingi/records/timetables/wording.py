"""The engine's rules in the office's words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

RULES: dict[str, Any] = {
    "must": _("ada yang wajib hadir dan berhalangan"),
    "must_twice": _("yang wajib hadir ada di rapat lain"),
    "capacity": _("ruangnya terlalu kecil"),
    "place": _("ruangnya di wilayah lain"),
    "room_taken": _("ruangnya dipakai"),
    "room_twice": _("ruangnya dipakai rapat lain"),
    "too_long": _("lebih lama dari waktu sehari"),
}
"""Those that can be broken here: meetings have no window, no order and no fixed place."""
