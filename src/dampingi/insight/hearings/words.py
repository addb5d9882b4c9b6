"""Questions, problems and topics in words. Every sentence is whole, so that it can be translated."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.ui.formats import number, percent
from dampingi.insight.evaluation.words import figure

Body = Mapping[str, Any]


def topics() -> dict[str, str]:
    return {
        "visits": _("Kunjungan dan waktu"), "records": _("Data dan laporan"), "knowledge": _("Pengetahuan usaha"),
        "market": _("Pasar dan penjualan"), "money": _("Modal"), "legal": _("Izin dan sertifikat"),
        "people": _("Hubungan dengan peserta"), "team": _("Kerja sama"), "other": _("Lainnya"),
    }  # fmt: skip


def question(body: Body, rule: str, told: Body) -> str:
    """The question with its figures, as the panel reads it out."""
    c = next((c for c in body["criteria"] if c["key"] == told.get("criterion")), None)
    figures: dict[str, Any] = {}
    if c:
        figures = {
            "name": c["name"], "value": figure(c, told.get("value")), "city": figure(c, told.get("city")),
            "target": figure(c, told.get("target")), "n": number(told.get("evidence")),
        }  # fmt: skip
    figures |= {k: percent(told[k], 0) for k in ("process", "outcomes") if k in told}
    return _texts().get(rule, rule) % figures


def _texts() -> dict[str, str]:
    return {
        "behind": _("%(name)s: %(value)s dari %(n)s, targetnya %(target)s. Apa sebabnya, siapa yang belum terjangkau, dan apa yang Anda perlukan?"),
        "below_others": _("%(name)s: %(value)s pada peserta Anda, %(city)s pada semua. Apa yang berbeda pada peserta Anda, dan apa yang sudah dicoba?"),
        "few_voices": _("%(name)s: baru %(n)s peserta yang memberi suara. Mengapa sedikit, dan apa kata yang belum ditanya?"),
        "voice_low": _("%(name)s: peserta memberi %(value)s, rata-rata semua %(city)s. Apa yang menurut Anda mereka harapkan?"),
        "little_evidence": _("%(name)s: catatannya baru %(n)s. Apa yang sudah dikerjakan tetapi belum tercatat?"),
        "done_not_changed": _("Target kerja tercapai %(process)s, target hasil peserta %(outcomes)s. Mengapa yang dikerjakan belum mengubah usahanya?"),
        "changed_not_done": _("Target hasil peserta tercapai %(outcomes)s, target kerja %(process)s. Apa yang membuat peserta maju, dan apa yang tidak tercatat?"),
        "strength": _("%(name)s: %(value)s pada peserta Anda, %(city)s pada semua. Apa yang Anda kerjakan, dan bagaimana pendamping lain dapat menirunya?"),
        "hardest": _("Peserta mana yang paling sulit Anda dampingi, apa kendalanya, dan apa langkah Anda berikutnya?"),
        "differently": _("Apa yang akan Anda kerjakan berbeda bila mengulang tahun ini?"),
        "needs": _("Bantuan apa dari dinas yang paling akan mengubah hasil peserta Anda, dan mengapa?"),
    }  # fmt: skip


def rules() -> list[str]:
    """The published rules by which questions are drawn, for whoever wants to know why this one."""
    return [
        _("Ukuran yang di bawah sembilan persepuluh targetnya, makin jauh makin mungkin."),
        _(
            "Hasil peserta yang sepersepuluh atau lebih di bawah semua, dan suara yang tiga persepuluh poin di bawah rata-rata."
        ),
        _("Kerja dan hasil yang berjauhan: yang satu sedikitnya 90% targetnya, yang lain paling banyak 60%."),
        _("Bukti atau suara yang kurang dari yang disyaratkan instrumen."),
        _("Yang paling menonjol dibanding semua, dan tiga pertanyaan umum, supaya yang baik pun ditanya."),
    ]
