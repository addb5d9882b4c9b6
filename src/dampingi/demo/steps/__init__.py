"""The city's year in the order in which an office lives it; each step goes through the records' own actions."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dampingi.demo.building import Building
from dampingi.demo.quotas import Intake
from dampingi.demo.steps import (
    agreeing,
    asking,
    boundaries,
    channels,
    checks,
    closing,
    commitments,
    consulting,
    contacting,
    contesting,
    cooperating,
    deciding,
    doors,
    fates,
    field,
    growth,
    handing,
    helping,
    honoraria,
    honours,
    hours,
    intake,
    learning,
    lists,
    meeting,
    needs,
    outcomes,
    panel,
    papers,
    people,
    preparing,
    progress,
    promising,
    recruiting,
    register,
    repeats,
    reports,
    reviewing,
    surveys,
    targets,
    testing,
    visits,
    voices,
    warning,
    worktimes,
)


@dataclass(frozen=True)
class Step:
    """`day` (month, day) is when it is entered; `weight` its usual share of the time."""

    title: str | Promise
    run: Callable[[Building, Intake], None]
    day: tuple[int, int]
    weight: float = 1.0


def alone(act: Callable[[Building], None]) -> Callable[[Building, Intake], None]:
    def run(b: Building, _intake: Intake) -> None:
        act(b)

    run.__name__ = act.__name__
    return run


STEPS = (
    Step(_("Pengguna dan peran"), alone(people.office_people), (1, 2)),
    Step(_("Batas wilayah"), alone(boundaries.outline), (1, 3)),
    Step(_("Daftar usaha"), register.register, (1, 5), 3),
    Step(_("Program, kuota, dan tahap"), intake.set_up, (1, 5)),
    Step(_("Target"), alone(targets.aim), (1, 12)),
    Step(_("Pendaftaran dan seleksi"), alone(intake.take_in), (1, 26), 2),
    Step(_("Pengangkatan pendamping"), alone(people.appoint), (1, 28)),
    Step(_("Pelatihan pendamping"), alone(preparing.train_trainers), (1, 28)),
    Step(_("Rekrutmen pendamping"), alone(recruiting.seek), (1, 28)),
    Step(_("Agenda pribadi pendamping"), alone(commitments.keep_free), (1, 29)),
    Step(_("Tarif honorarium dan rekening"), alone(honoraria.set_up), (1, 29)),
    Step(_("Surat tugas pendamping"), alone(papers.appoint_in_writing), (1, 29)),
    Step(_("Dampingan, pengunduran diri, dan pengganti"), intake.accompany, (2, 9), 2),
    Step(_("Target dan program kerja pendamping"), alone(agreeing.agree), (2, 3)),
    Step(_("Saluran penjualan"), alone(channels.note), (3, 1)),
    Step(_("Kendala usaha"), alone(needs.note), (4, 28), 2),
    Step(_("Pelatihan dan kehadiran"), alone(learning.train), (9, 30), 2),
    Step(_("Verifikasi usaha"), alone(checks.verify), (11, 20), 4),
    Step(_("Kunjungan setahun"), alone(visits.visit), (11, 20), 6),
    Step(_("Kunjungan yang ditunda"), alone(promising.put_off_visits), (11, 20), 2),
    Step(_("Pesan kepada peserta"), alone(contacting.write_messages), (11, 20)),
    Step(_("Tahap pendampingan"), alone(progress.finish_stages), (11, 20), 2),
    Step(_("Tugas peserta"), alone(progress.hand_in_tasks), (11, 20), 2),
    Step(_("Syarat tahap"), alone(progress.ask_for_evidence), (11, 20)),
    Step(_("Perkembangan usaha"), alone(growth.grow), (11, 20), 4),
    Step(_("Hasil peserta"), alone(outcomes.report), (11, 20), 2),
    Step(_("Verifikasi ulang"), alone(outcomes.look_again), (11, 20)),
    Step(_("Suara peserta"), alone(voices.speak), (11, 20)),
    Step(_("Survei pendaftar"), alone(surveys.ask), (11, 20), 2),
    Step(_("Bantuan dari peta kendala"), alone(helping.help_them), (11, 20)),
    Step(_("Rubrik dan pengembalian tugas"), alone(progress.mark_by_rubric), (11, 20)),
    Step(_("Akun peserta"), alone(people.participant_login), (11, 20)),
    Step(_("Pendaftaran pelatihan"), alone(learning.offer), (11, 20)),
    Step(_("Tes pelatihan"), alone(testing.test_them), (11, 20)),
    Step(_("Sertifikat pelatihan"), alone(learning.certify), (11, 20)),
    Step(_("Yang terjadi pada usaha"), alone(fates.befall), (11, 20)),
    Step(_("Serah terima dampingan"), alone(handing.mistake), (11, 20)),
    Step(_("Jam kerja pendamping"), alone(hours.log), (11, 20), 2),
    Step(_("Laporan bulanan"), alone(reports.hand_in), (11, 20), 6),
    Step(_("Honorarium pendamping"), alone(honoraria.pay_months), (11, 20)),
    Step(_("Kiriman dari telepon"), alone(field.send), (11, 20)),
    Step(_("Penilaian pendamping setengah tahun"), alone(panel.evaluate_half_way), (8, 7), 3),
    Step(_("Penetapan hasil setengah tahun"), alone(deciding.decide), (8, 31)),
    Step(_("Penilaian pendamping"), alone(panel.evaluate), (11, 20), 4),
    Step(_("Sanggahan pendamping"), alone(contesting.contest), (11, 20)),
    Step(_("Target kecamatan"), alone(targets.hand_down), (7, 20)),
    Step(_("Koperasi dan kesehatannya"), alone(cooperating.cooperate), (11, 20)),
    Step(_("Konsultan pusat layanan"), alone(consulting.consult), (11, 20)),
    Step(_("Peringatan dini partisipasi"), alone(warning.warn), (11, 20)),
    Step(_("Evaluasi program"), alone(reviewing.review), (11, 20)),
    Step(_("Kelulusan peserta"), alone(reviewing.mark), (11, 20)),
    Step(_("Program terhadap teorinya"), alone(reviewing.judge), (11, 20)),
    Step(_("Pelajaran untuk tahun depan"), alone(reviewing.learn), (11, 20)),
    Step(_("Penutupan pendampingan"), alone(closing.close), (11, 20)),
    Step(_("Hari kerja dan libur"), alone(worktimes.write), (11, 20)),
    Step(
        _("Rapat dan pertemuan"), alone(meeting.meet), (12, 31)
    ),  # as of today: half of the road-show is over
    Step(_("Laporan kota"), alone(papers.publish), (11, 20), 4),
    Step(_("Data terbuka"), alone(papers.open_tables), (11, 20)),
    Step(_("Daftar Excel dan edisi barunya"), alone(lists.bring_lists), (11, 21)),
    Step(_("Pasangan mungkin kembar"), alone(repeats.search), (11, 20)),
    Step(_("Kode masuk dan pengaduan peserta"), alone(doors.let_in), (11, 20)),
    Step(_("Pertanyaan kepada klinik bisnis"), alone(asking.ask_the_clinic), (11, 20)),
    Step(_("Peserta terbaik"), alone(honours.honour), (11, 20)),
    Step(_("Kata sandi demo"), alone(people.give_passwords), (11, 20)),
)
