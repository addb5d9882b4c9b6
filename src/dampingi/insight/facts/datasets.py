"""The facts: what every number is made from. Each dataset has one grain, and whole numbers as measures.

Enrolments that ended stay in every dataset: a drop-out never leaves a denominator. The data dictionary is made from these texts.
"""

from collections.abc import Mapping

from dampingi.engines.indicators import Column, Dataset
from dampingi.insight.facts import events, groups, states

ATTENDANCES = Dataset(
    name="attendances",
    says="Undangan pelatihan: peserta diundang ke satu pelatihan, dan datang atau tidak.",
    grain="satu peserta, satu pelatihan",
    rows=(events.attendances,),
    columns={
        "invited": Column("1 untuk setiap undangan"),
        "present": Column("1 bila hadir", flag=True),
    },
    groups=groups.PARTICIPANT_GROUPS,
    reaches=groups.PARTICIPANT_REACHES,
    detail="training",
)
STAGES = Dataset(
    name="stages",
    says="Tahap yang jatuh tempo: setiap peserta yang sudah terdaftar pada hari jatuh tempo suatu tahap.",
    grain="satu peserta, satu tahap",
    rows=(events.stages,),
    columns={
        "due": Column("1 untuk setiap tahap yang jatuh tempo"),
        "done": Column("1 bila selesai sampai akhir periode, tepat waktu atau terlambat", flag=True),
        "on_time": Column("1 bila selesai paling lambat pada hari jatuh tempo", flag=True),
    },
    groups=groups.PARTICIPANT_GROUPS | {"stage": events.stage_code},
    reaches=groups.PARTICIPANT_REACHES,
    detail="stage_name",
)
ACCOMPANIMENT = Dataset(
    name="accompaniment",
    says="Kunjungan, dan bulan-bulan pendampingan: satu baris per peserta untuk setiap tanggal 15 ketika ia didampingi.",
    grain="satu kunjungan, atau satu peserta dalam satu bulan",
    rows=(events.visits, events.participant_months),
    columns={
        "visits": Column("1 untuk setiap kunjungan"),
        "minutes": Column("lama kunjungan dalam menit"),
        "participant_months": Column("1 untuk setiap peserta yang didampingi pada tanggal 15 bulan itu"),
    },
    groups={"sex": groups.sex, "sector": groups.sector, "mentor": events.own_mentor},
    reaches=groups.PARTICIPANT_REACHES,
    calendar=True,
    detail="topic",
)
REPORTS = Dataset(
    name="reports",
    says="Laporan bulanan yang sudah jatuh tempo, menurut bulan yang dilaporkan.",
    grain="satu pendamping, satu bulan",
    rows=(events.reports,),
    columns={
        "due": Column("1 untuk setiap laporan yang jatuh tempo"),
        "on_time": Column("1 bila diajukan paling lambat pada hari jatuh tempo", flag=True),
        "approved": Column("1 bila sudah disetujui", flag=True),
    },
    groups={"mentor": events.own_mentor},
    reaches={"own": groups.own_appointment},
    subject="mentor",
)
GROWTH = Dataset(
    name="growth",
    says="Laporan perkembangan usaha tiap bulan setelah titik awal.",
    grain="satu peserta, satu bulan",
    rows=(events.growth,),
    columns={
        "weeks": Column("minggu yang diamati"),
        "weeks_with_sales": Column("minggu dengan penjualan"),
        "confirmed": Column("1 bila peserta membenarkan angkanya", flag=True),
        "reported": Column("1 untuk setiap laporan"),
    },
    groups=groups.PARTICIPANT_GROUPS,
    reaches=groups.PARTICIPANT_REACHES,
)
ENROLMENTS = Dataset(
    name="enrolments",
    says="Peserta yang pernah terdaftar sampai akhir periode, termasuk yang berhenti dan penggantinya.",
    grain="satu peserta",
    rows=(states.enrolments,),
    columns={
        "enrolled": Column("1 untuk setiap peserta"),
        "aspects": Column("banyaknya aspek yang tercapai, 0 sampai 3"),
        "passed": Column("1 bila ketiga aspek tercapai", flag=True),
        "has_business": Column("1 bila sudah punya usaha tercatat", flag=True),
        "verified": Column("1 bila usahanya sudah diverifikasi", flag=True),
        "exited": Column("1 bila berhenti sampai akhir periode", flag=True),
    },
    groups={"sex": groups.sex, "sector": groups.sector},
    reaches=groups.PARTICIPANT_REACHES,
    span="until",
    months=False,
)
PROGRESS = Dataset(
    name="progress",
    says="Keadaan usaha pada laporan terakhir dibanding titik awalnya; menurut bulan: setiap bulan dibanding titik awal.",
    grain="satu peserta yang punya titik awal dan sedikitnya satu laporan sesudahnya",
    rows=(states.progress,),
    columns={
        "participants": Column("1 untuk setiap peserta"),
        "turnover": Column("omzet sebulan, rupiah"),
        "base_turnover": Column("omzet sebulan pada titik awal, rupiah"),
        "workers": Column("tenaga kerja"),
        "base_workers": Column("tenaga kerja pada titik awal"),
        "products": Column("produk yang ditawarkan"),
        "base_products": Column("produk pada titik awal"),
        "channels": Column("saluran pemasaran yang dipakai"),
        "base_channels": Column("saluran pada titik awal"),
        "has_nib": Column("1 bila punya NIB", flag=True),
        "base_has_nib": Column("1 bila sudah punya NIB pada titik awal", flag=True),
    },
    groups=groups.PARTICIPANT_GROUPS,
    reaches=groups.PARTICIPANT_REACHES,
    span="until",
)
CONSTRAINTS = Dataset(
    name="constraints",
    says="Kendala usaha peserta yang tercatat sampai akhir periode.",
    grain="satu kendala satu usaha",
    rows=(states.constraints,),
    columns={
        "noted": Column("1 untuk setiap kendala"),
        "open": Column("1 bila belum teratasi sampai akhir periode", flag=True),
        "resolved": Column("1 bila sudah teratasi", flag=True),
        "blocking": Column("1 bila menghentikan usaha (berat)", flag=True),
    },
    groups={"sex": groups.sex, "sector": groups.sector, "constraint": states.constraint_code},
    reaches=groups.PARTICIPANT_REACHES,
    span="until",
    months=False,
    detail="code",
)

DATASETS: Mapping[str, Dataset] = {
    d.name: d
    for d in (ATTENDANCES, STAGES, ACCOMPANIMENT, REPORTS, GROWTH, ENROLMENTS, PROGRESS, CONSTRAINTS)
}
