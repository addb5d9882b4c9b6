"""What the reader must know before comparing, as sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dampingi.foundation.ui.formats import number
from dampingi.insight.evaluation.definitions import named
from dampingi.insight.evaluation.models import Evaluation
from dampingi.insight.evaluation.words import Body, listed


def cautions(evaluation: Evaluation, summary: Body) -> list[str]:
    return [text for c in summary["cautions"] if (text := _caution(evaluation, c["code"], c["about"]))]


def _caution(evaluation: Evaluation, code: str, about: list[str]) -> str:
    dimensions = named(evaluation.instrument.body, "dimensions")
    first = about[0] if about else ""
    if code == "mentor_and_place":
        return ngettext(
            "Satu wilayah hanya punya satu pendamping: hasil yang baik atau buruk di sana dapat berasal dari tempatnya, "
            "bukan orangnya.",
            "%(n)s wilayah hanya punya satu pendamping: hasil yang baik atau buruk di sana dapat berasal dari tempatnya, "
            "bukan orangnya.",
            len(about),
        ) % {"n": number(len(about))}
    if code == "not_compared":
        return _(
            "Tidak ada peringkat dan tidak ada rata-rata bersama: tiap orang dibaca terhadap targetnya sendiri."
        )
    if code == "few_mentors":
        return _("Hanya %(n)s pendamping; perbandingan memerlukan sedikitnya %(least)s.") % {
            "n": first,
            "least": about[1],
        }
    if code == "few_teams":
        return _("Tim kecamatan kurang dari %(least)s, jadi pengaruh tim tidak dipisahkan.") % {
            "least": first
        }
    if code == "participants_without_mentor":
        return _(
            "%(n)s peserta tidak pernah didampingi siapa pun pada masa ini; mereka dihitung untuk kota saja."
        ) % {"n": first}
    if code == "covariates_of_place":
        names = named(evaluation.instrument.body, "covariates")
        told = list(dict.fromkeys(names.get(k.split("=")[0], k) for k in about[1:]))
        return _("%(names)s tidak dapat disesuaikan pada %(dimension)s: tidak berbeda di dalam binaan.") % {
            "names": listed(told),
            "dimension": dimensions[first].lower(),
        }
    if code == "raters_disconnected":
        return _(
            "Tim penilai terbagi dalam %(n)s kelompok tanpa pendamping yang dinilai bersama; ketatnya tidak dapat disetarakan."
        ) % {"n": about[1]}
    if code == "severity_unknown":
        return _(
            "Tidak ada pendamping yang dinilai dua orang, jadi penilai yang ketat tidak dapat dibedakan dari pendamping yang lemah."
        )
    if code == "severity_unlinked":
        return _(
            "Penilai terlalu jarang menilai pendamping yang sama, jadi penilai yang ketat tidak dapat dibedakan dari pendamping yang "
            "lemah. Tambahkan pendamping yang dinilai bersama."
        )
    if code == "no_evidence":
        return _("Belum ada bukti untuk %(dimension)s.") % {"dimension": dimensions[first].lower()}
    criteria = named(evaluation.instrument.body, "criteria")
    if code == "raters_unlike":
        return ngettext(
            "%(n)s penilai menilai tidak sejalan dengan penilai lain, bukan sekadar lebih ketat atau longgar: periksa lembar "
            "nilainya sebelum memutuskan.",
            "%(n)s penilai menilai tidak sejalan dengan penilai lain, bukan sekadar lebih ketat atau longgar: periksa lembar "
            "nilainya sebelum memutuskan.",
            int(about[1]),
        ) % {"n": about[1]}
    if code == "raters_disagree":
        return _("Penilai tidak sepakat tentang %(criteria)s: tingkat nilainya dibaca berlainan.") % {
            "criteria": listed([criteria[k].lower() for k in about[1:]])
        }
    if code == "few_answers":
        return ngettext(
            "%(dimension)s: %(answered)s dari %(asked)s peserta menjawab; pada %(n)s pendamping kurang dari separuh. Yang diam dapat "
            "berpendapat lain.",
            "%(dimension)s: %(answered)s dari %(asked)s peserta menjawab; pada %(n)s pendamping kurang dari separuh. Yang diam dapat "
            "berpendapat lain.",
            int(about[3]),
        ) % {
            "dimension": dimensions[first], "answered": number(int(about[1])), "asked": number(int(about[2])),
            "n": number(int(about[3])),
        }  # fmt: skip
    if code == "criteria_unlike":
        return _("Nilai %(criteria)s tidak sejalan dengan kriteria kecakapan lainnya.") % {
            "criteria": listed([criteria[k].lower() for k in about[1:]])
        }
    return ""
