"""Closed lists: sex and yes/no, in the spellings offices use."""

from __future__ import annotations

from dampingi.engines.sheets.faults import Fault
from dampingi.engines.sheets.values.text import is_empty, plain

SEX = {
    **dict.fromkeys(
        (
            "l",
            "lk",
            "lk.",
            "lelaki",
            "laki",
            "laki2",
            "laki-laki",
            "laki laki",
            "pria",
            "male",
            "m",
            "cowok",
            "1",
        ),
        "L",
    ),
    **dict.fromkeys(("p", "pr", "pr.", "prp", "perempuan", "wanita", "w", "female", "f", "cewek", "2"), "P"),
}
YES = frozenset(
    {"ya", "y", "yes", "ada", "sudah", "punya", "memiliki", "v", "√", "✓", "✔", "1", "true", "benar"}
)
NO = frozenset(
    {
        "tidak",
        "t",
        "no",
        "n",
        "belum",
        "tidak ada",
        "tdk",
        "tdk ada",
        "belum ada",
        "nihil",
        "0",
        "false",
        "tidak punya",
    }
)


def sex(cell: object) -> object:
    shown = plain(cell).lower()
    if is_empty(shown) or shown in ("l/p", "0"):
        return None
    return SEX.get(shown) or Fault("sex_unreadable")


def yes_no(cell: object) -> object:
    shown = plain(cell).lower()
    if shown in YES:
        return True
    if shown in NO or shown == "-":
        return False
    return None if is_empty(shown) else Fault("yes_no_unreadable")


ACTIVE = frozenset(
    {"aktif", "masih aktif", "buka", "masih buka", "berjalan", "masih berjalan", "jalan", "beroperasi", "masih beroperasi", "hidup", "active", "open"}
)  # fmt: skip
CLOSED = frozenset(
    {"tutup", "sudah tutup", "tutup permanen", "tidak aktif", "non aktif", "nonaktif", "non-aktif", "berhenti", "sudah berhenti", "bangkrut", "gulung tikar", "mati", "tidak beroperasi", "closed", "inactive"}
)  # fmt: skip
PAUSED = frozenset(
    {
        "tutup sementara",
        "libur",
        "vakum",
        "istirahat",
        "berhenti sementara",
        "musiman",
        "kadang-kadang",
        "kadang kadang",
    }
)


def status(cell: object) -> object:
    """ "active", "closed" or "paused"; yes and no answer "is it running"."""
    shown = plain(cell).lower().rstrip(".")
    if is_empty(shown):
        return None
    for words, meaning in ((ACTIVE, "active"), (CLOSED, "closed"), (PAUSED, "paused")):
        if shown in words:
            return meaning
    if shown in YES or shown in NO:
        return "active" if shown in YES else "closed"
    return Fault("status_unreadable")
