"""Where things stand on a round's sheet, and the marks that tell for whom and upon what it was made."""

from typing import Any

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _
from django.utils.translation import override

from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Refused
from dampingi.insight.rounds.models import Entry

SHEET, MARKS, CHOICES = "Isian", "tanda", "pilihan"
FIRST = 6
"""The row of the first question, counted from 1 as people do."""
COLUMNS = ("no", "name", "unit", "first", "second", "missing", "remark")
LETTERS = dict(zip(COLUMNS, "ABCDEFG", strict=True))


def heads() -> tuple[str, ...]:
    """What stands above the columns, in Indonesian whoever asks: read again, they tell whether the columns are where they were."""
    with override("id"):
        return (
            _("No."), _("Pertanyaan"), _("Satuan"), _("Angka atau pembilang"), _("Penyebut"), _("Bila tidak ada data"), _("Keterangan"),
        )  # fmt: skip


_signer = Signer(salt="dampingi.rounds.sheet")


def marks(entry: Entry, known: dict[str, Any]) -> dict[str, Any]:
    """`made` is the draft it stands upon; `known` what its locked cells hold."""
    return {
        "entry": str(entry.id), "region": entry.region, "edition": entry.editions.count() + 1, "made": entry.revision,
        "questions": digest(entry.round.questions), "known": {code: [own["top"], own["bottom"]] for code, own in known.items()},
    }  # fmt: skip


def signed(told: dict[str, Any]) -> str:
    return _signer.sign_object(told, compress=True)


def opened(text: str) -> dict[str, Any]:
    """Raises Refused where the marks are gone or were changed."""
    try:
        return _signer.unsign_object(text)
    except (BadSignature, ValueError) as broken:
        raise Refused(_("Berkas ini bukan lembar isian yang diunduh dari halaman ini, atau tandanya diubah. Unduh lembarnya lagi, isi, lalu unggah.")) from broken  # fmt: skip


def cell(column: str, row: int) -> str:
    return f"{SHEET}!{LETTERS[column]}{row}"
