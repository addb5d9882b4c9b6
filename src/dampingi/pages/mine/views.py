from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import formats
from dampingi.insight.passing.own import own_mark
from dampingi.pages.mine.trail import Own, own_records, trail
from dampingi.records.businesses import histories
from dampingi.records.businesses.contacts import spoken_phone
from dampingi.records.surveys.figures import first_day

SHOWN = 30


@requires(Permission.GIVE_VOICE)
@require_GET
def own_data(request: HttpRequest) -> HttpResponse:
    """What is on record of the reader, what for, and who looked at it or changed it."""
    own = own_records(request.actor)
    if own is None:
        raise Refused(
            _("Belum ada data atas nama Anda. Hubungi dinas bila Anda sudah mendaftar."), status=404
        )
    entries = trail(own)
    whole = request.GET.get("semua") == "ya"
    context = {
        "facts": _facts(own), "business": _business(own), "answers": _answers(own), "mark": own_mark(own.enrolments), "entries": entries if whole else entries[:SHOWN],
        "more": 0 if whole else max(0, len(entries) - SHOWN), "count": len(entries),
    }  # fmt: skip
    return render(request, "pages/mine/own_data.html", context)


def _facts(own: Own) -> list[tuple[str, Any, str]]:
    """(what, the value, what for)."""
    p = own.person
    called = names([p.region, ancestor(p.region, 3)])
    place = ", ".join(dict.fromkeys(called.values()))
    return [
        (_("Nama"), p.name, _("mengenali Anda di seluruh program")),
        (_("Telepon"), spoken_phone(p.phone), _("dihubungi pendamping dan dinas, dan untuk masuk")),
        (_("Alamat rumah"), p.address, _("kunjungan pendamping")),
        (_("Wilayah"), place, _("menentukan kelurahan dan pendamping Anda")),
        (_("Tanggal lahir"), formats.day(p.born_on) if p.born_on else "", _("memeriksa syarat pendaftaran")),
        (_("Jenis kelamin"), p.get_sex_display(), _("menghitung pemerataan program")),
        (_("NIK"), _("tercatat, tersegel") if p.nik_sealed else "", _("memastikan satu orang terdaftar sekali")),
        (_("Asal data"), histories.door(p.origin), ""),
    ]  # fmt: skip


def _business(own: Own) -> list[tuple[str, Any, str]]:
    business = next((e.business for e in own.enrolments if e.business and not e.business_until), None)
    if business is None:
        return []
    return [
        (_("Usaha"), business.name, ""),
        (_("Produk"), business.product, _("katalog dan pelatihan yang cocok")),
        (_("Alamat usaha"), business.address, _("kunjungan pendamping")),
        (_("NIB"), business.nib, _("bantuan yang mensyaratkan izin usaha")),
        (_("Omzet setahun"), formats.money(business.annual_sales), _("menghitung kelas usaha")),
    ]


def _answers(own: Own) -> list[tuple[str, str]]:
    """(survey and month, what was said)."""
    return [
        (
            f"{answer.respondent.survey.name}, {formats.month(first_day(month))}",
            _("%(turnover)s, %(weeks)s minggu berjualan, %(workers)s orang, %(channels)s saluran")
            % (said | {"turnover": formats.money(said["turnover"])}),
        )
        for answer in own.answers
        for month, said in answer.figures.items()
    ]
