"""The facts: what every number is made from. Each dataset has one grain, and whole numbers as measures.

Enrolments that ended stay in every dataset: a drop-out never leaves a denominator. The data dictionary is made from these texts.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from dampingi.engines.indicators import Column, Dataset
from dampingi.insight.facts import events, groups, states
from dampingi.insight.facts.aid import AWARDS, EQUIPMENT, GRANT_PARTS
from dampingi.insight.facts.clinic import CONSULTATIONS, SESSIONS
from dampingi.insight.facts.cooperation import JOININGS, NEEDS, SHARES
from dampingi.insight.facts.cooperatives import COOPERATIVES
from dampingi.insight.facts.lending import LOAN_APPLICATIONS
from dampingi.insight.facts.markets import STALLS, TURNS, UNITS
from dampingi.insight.facts.selling import SELLING
from dampingi.insight.facts.showing import INTERVENTIONS, PERMITS, PHOTO_JOBS, PLACED, SHOWCASE
from dampingi.insight.facts.subsidies import SUBSIDY_LINES
from dampingi.insight.facts.trainers import TRAINEES

ATTENDANCES = Dataset(
    name="attendances",
    title=_("Kehadiran pelatihan"),
    says=_("Undangan pelatihan: peserta diundang ke satu pelatihan, dan datang atau tidak."),
    grain=_("satu peserta, satu pelatihan"),
    rows=(events.attendances,),
    columns={
        "invited": Column(_("1 untuk setiap undangan")),
        "present": Column(_("1 bila hadir"), flag=True),
        "tested": Column(_("1 bila ujian sebelum dan sesudahnya sama-sama tercatat"), flag=True),
        "before": Column(_("nilai ujian sebelum pelatihan, 0 sampai 100")),
        "after": Column(_("nilai ujian sesudah pelatihan, 0 sampai 100")),
        "finance": Column(_("1 bila bidang pelatihannya pembiayaan"), flag=True),
        "marketing": Column(_("1 bila bidang pelatihannya pemasaran"), flag=True),
    },
    groups=groups.PARTICIPANT_GROUPS,
    reaches=groups.PARTICIPANT_REACHES,
    detail="training",
)
STAGES = Dataset(
    name="stages",
    title=_("Tahap yang jatuh tempo"),
    says=_("Tahap yang jatuh tempo: setiap peserta yang sudah terdaftar pada hari jatuh tempo suatu tahap."),
    grain=_("satu peserta, satu tahap"),
    rows=(events.stages,),
    columns={
        "due": Column(_("1 untuk setiap tahap yang jatuh tempo")),
        "done": Column(_("1 bila selesai sampai akhir periode, tepat waktu atau terlambat"), flag=True),
        "on_time": Column(_("1 bila selesai paling lambat pada hari jatuh tempo"), flag=True),
    },
    groups=groups.PARTICIPANT_GROUPS | {"stage": events.stage_code},
    reaches=groups.PARTICIPANT_REACHES,
    detail="stage_name",
)
ACCOMPANIMENT = Dataset(
    name="accompaniment",
    title=_("Kunjungan dan bulan pendampingan"),
    says=_(
        "Kunjungan, dan bulan-bulan pendampingan: satu baris per peserta untuk setiap tanggal 15 ketika ia didampingi."
    ),
    grain=_("satu kunjungan, atau satu peserta dalam satu bulan"),
    rows=(events.visits, events.participant_months),
    columns={
        "visits": Column(_("1 untuk setiap kunjungan")),
        "minutes": Column(_("lama kunjungan dalam menit")),
        "participant_months": Column(_("1 untuk setiap peserta yang didampingi pada tanggal 15 bulan itu")),
    },
    groups={"sex": groups.sex, "sector": groups.sector, "mentor": events.own_mentor},
    reaches=groups.PARTICIPANT_REACHES,
    calendar=True,
    detail="topic",
)
REPORTS = Dataset(
    name="reports",
    title=_("Laporan bulanan pendamping"),
    says=_("Laporan bulanan yang sudah jatuh tempo, menurut bulan yang dilaporkan."),
    grain=_("satu pendamping, satu bulan"),
    rows=(events.reports,),
    columns={
        "due": Column(_("1 untuk setiap laporan yang jatuh tempo")),
        "on_time": Column(_("1 bila diajukan paling lambat pada hari jatuh tempo"), flag=True),
        "approved": Column(_("1 bila sudah disetujui"), flag=True),
    },
    groups={"mentor": events.own_mentor},
    reaches={"own": groups.own_appointment},
    subject="mentor",
)
GROWTH = Dataset(
    name="growth",
    title=_("Perkembangan usaha tiap bulan"),
    says=_("Laporan perkembangan usaha tiap bulan setelah titik awal."),
    grain=_("satu peserta, satu bulan"),
    rows=(events.growth,),
    columns={
        "weeks": Column(_("minggu yang diamati")),
        "weeks_with_sales": Column(_("minggu dengan penjualan")),
        "confirmed": Column(_("1 bila peserta membenarkan angkanya"), flag=True),
        "reported": Column(_("1 untuk setiap laporan")),
    },
    groups=groups.PARTICIPANT_GROUPS,
    reaches=groups.PARTICIPANT_REACHES,
)
ENROLMENTS = Dataset(
    name="enrolments",
    title=_("Peserta program"),
    says=_("Peserta yang pernah terdaftar sampai akhir periode, termasuk yang berhenti dan penggantinya."),
    grain=_("satu peserta"),
    rows=(states.enrolments,),
    columns={
        "enrolled": Column(_("1 untuk setiap peserta")),
        "aspects": Column(_("banyaknya aspek yang tercapai, 0 sampai 3")),
        "passed": Column(_("1 bila ketiga aspek tercapai"), flag=True),
        "has_business": Column(_("1 bila sudah punya usaha tercatat"), flag=True),
        "member": Column(_("1 bila usahanya anggota koperasi pada akhir periode"), flag=True),
        "verified": Column(_("1 bila usahanya sudah diverifikasi"), flag=True),
        "exited": Column(_("1 bila berhenti sampai akhir periode"), flag=True),
        "examined": Column(_("1 bila usahanya pernah dicatat kendalanya"), flag=True),
        "capital_open": Column(_("1 bila kendala pembiayaannya belum teratasi"), flag=True),
    },
    groups={"sex": groups.sex, "sector": groups.sector},
    reaches=groups.PARTICIPANT_REACHES,
    span="until",
    months=False,
)
PROGRESS = Dataset(
    name="progress",
    title=_("Kemajuan usaha sejak titik awal"),
    says=_(
        "Keadaan usaha pada laporan terakhir dibanding titik awalnya; menurut bulan: setiap bulan dibanding titik awal."
    ),
    grain=_("satu peserta yang punya titik awal dan sedikitnya satu laporan sesudahnya"),
    rows=(states.progress,),
    columns={
        "participants": Column(_("1 untuk setiap peserta")),
        "turnover": Column(_("omzet sebulan, rupiah")),
        "base_turnover": Column(_("omzet sebulan pada titik awal, rupiah")),
        "workers": Column(_("tenaga kerja")),
        "base_workers": Column(_("tenaga kerja pada titik awal")),
        "products": Column(_("produk yang ditawarkan")),
        "base_products": Column(_("produk pada titik awal")),
        "channels": Column(_("saluran pemasaran yang dipakai")),
        "base_channels": Column(_("saluran pada titik awal")),
        "has_nib": Column(_("1 bila punya NIB"), flag=True),
        "base_has_nib": Column(_("1 bila sudah punya NIB pada titik awal"), flag=True),
    },
    groups=groups.PARTICIPANT_GROUPS,
    reaches=groups.PARTICIPANT_REACHES,
    span="until",
)
CONSTRAINTS = Dataset(
    name="constraints",
    title=_("Kendala usaha peserta"),
    says=_("Kendala usaha peserta yang tercatat sampai akhir periode."),
    grain=_("satu kendala satu usaha"),
    rows=(states.constraints,),
    columns={
        "noted": Column(_("1 untuk setiap kendala")),
        "open": Column(_("1 bila belum teratasi sampai akhir periode"), flag=True),
        "resolved": Column(_("1 bila sudah teratasi"), flag=True),
        "blocking": Column(_("1 bila menghentikan usaha (berat)"), flag=True),
        "finance": Column(_("1 bila kendala pembiayaan"), flag=True),
        "marketing": Column(_("1 bila kendala pemasaran"), flag=True),
    },
    groups={"sex": groups.sex, "sector": groups.sector, "constraint": states.constraint_code},
    reaches=groups.PARTICIPANT_REACHES,
    span="until",
    months=False,
    detail="code",
)

DATASETS: Mapping[str, Dataset] = {
    d.name: d
    for d in (
        ATTENDANCES, STAGES, ACCOMPANIMENT, REPORTS, GROWTH, ENROLMENTS, PROGRESS, CONSTRAINTS, SELLING, TRAINEES, CONSULTATIONS, SESSIONS,
        COOPERATIVES, JOININGS, SHARES, NEEDS, LOAN_APPLICATIONS, SUBSIDY_LINES, EQUIPMENT, AWARDS, GRANT_PARTS,
        COOPERATIVES, JOININGS, SHARES, NEEDS, LOAN_APPLICATIONS, SUBSIDY_LINES,
        COOPERATIVES, STALLS, TURNS, UNITS, SHOWCASE, PERMITS, PLACED, PHOTO_JOBS, INTERVENTIONS,
    )
}  # fmt: skip
