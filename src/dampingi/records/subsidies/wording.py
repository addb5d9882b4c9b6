"""What is told of a line's faults, and which cell of the bank's sheet each is about."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from dampingi.engines.subsidy import Fault

FAULTS: dict[str, Any] = {
    Fault.UNKNOWN: _("Pinjaman ini tidak ada di daftar kami"),
    Fault.OUTSIDE: _("Tidak ada angsuran yang jatuh di bulan itu"),
    Fault.STOPPED: _("Subsidinya sudah berhenti sebelum bulan itu"),
    Fault.UNDECIDED: _("Belum cair, atau belum masuk keputusan wali kota"),
    Fault.EARLY: _("Bulannya belum berakhir"),
    Fault.TWICE: _("Sudah ditagih"),
    Fault.NEGATIVE: _("Jumlahnya kurang dari nol"),
    Fault.BALANCE: _("Sisa pokoknya berbeda dari jadwal"),
    Fault.OVER: _("Melebihi bagian kota menurut jadwal"),
    Fault.LESS: _("Kurang dari bagian kota; dibayar sebesar yang ditagih"),
}
CELL = {
    Fault.UNKNOWN: 0, Fault.UNDECIDED: 0, Fault.OUTSIDE: 1, Fault.STOPPED: 1, Fault.EARLY: 1, Fault.TWICE: 1, Fault.BALANCE: 2, Fault.NEGATIVE: 3, Fault.OVER: 3,
    Fault.LESS: 3,
}  # fmt: skip


def told(faults: list[str]) -> list[str]:
    return [str(FAULTS[Fault(code)]) for code in faults]
