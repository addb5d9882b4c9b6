"""The main menu: what joins the apps knows all their doors. Who sees which follows from the permissions alone."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission as P
from dampingi.foundation.accounts.permissions import Reach
from dampingi.foundation.ui.navigation import Item
from dampingi.pages.inbox.queries import waiting_count

BUSINESSES, HELP = pgettext_lazy("menu", "Data usaha"), pgettext_lazy("menu", "Kendala dan bantuan")
MENTORING, MENTORS, CHECKS = _("Pendampingan"), _("Kerja pendamping"), pgettext_lazy("menu", "Pemeriksaan")
MONEY = pgettext_lazy("menu", "Keuangan")
PARTNERSHIP = _("Kemitraan")
DECISIONS, OFFICE = pgettext_lazy("menu", "Keputusan"), pgettext_lazy("menu", "Pengaturan")


def _holding(*permissions: P) -> Callable[[Actor], bool]:
    return lambda actor: any(actor.holds(permission) for permission in permissions)


def _over_others(*permissions: P) -> Callable[[Actor], bool]:
    """A list of one's own single row needs no door in the menu."""
    return lambda actor: any(s.reach is not Reach.OWN for p in permissions for s in actor.scopes(p))


def _accompanying(actor: Actor) -> bool:
    """Mentors, whose day it is: those who guide mentors go to places and mentors first."""
    return any(s.reach is Reach.CASELOAD for s in actor.scopes(P.RECORD_VISITS))


def _holding_own(permission: P) -> Callable[[Actor], bool]:
    return lambda actor: any(s.reach is Reach.OWN for s in actor.scopes(permission))


def _holding_region(permission: P) -> Callable[[Actor], bool]:
    return lambda actor: any(s.reach is Reach.REGION for s in actor.scopes(permission))


def _holding_rows(permission: P) -> Callable[[Actor], bool]:
    """Who reaches single businesses and no region."""
    return lambda actor: actor.holds(permission) and not _holding_region(permission)(actor)


def _everyone(actor: Actor) -> bool:
    return actor.user_id is not None


ITEMS = (
    Item("home", _("Beranda"), "home", "", _everyone, first=True),
    Item(
        "inbox", _("Kotak masuk"), "inbox", "", _everyone, badge=waiting_count, first=True, short=_("Kotak")
    ),
    Item("today", _("Hari ini"), "task", "", _accompanying, first=True),
    Item("dashboard", _("Dasbor"), "chart", "", _holding(P.VIEW_DASHBOARD), first=True),
    Item(
        "participants", pgettext_lazy("menu", "Peserta"), "people", MENTORING, _over_others(P.VIEW_PARTICIPANTS),
        first=True, daily=_accompanying,
    ),
    Item("visits", _("Kunjungan"), "visit", MENTORING, _holding(P.VIEW_VISITS), first=True, daily=_accompanying),
    Item(
        "tasks", pgettext_lazy("menu", "Tugas"), "task", MENTORING, _over_others(P.VIEW_PARTICIPANTS),
        daily=_accompanying,
    ),
    Item(
        "field_app", _("Aplikasi lapangan"), "phone", MENTORING, _holding(P.CAPTURE_IN_FIELD), daily=_accompanying
    ),
    Item("stages", pgettext_lazy("menu", "Tahap"), "level", MENTORING, _over_others(P.VIEW_PARTICIPANTS)),
    Item("participation", _("Partisipasi"), "level", MENTORING, _holding(P.RECORD_VISITS, P.MANAGE_INTAKE), also=("/kontak/",)),
    Item("promises", _("Janji kunjungan"), "calendar", MENTORING, _over_others(P.VIEW_PARTICIPANTS)),
    Item("meetings", _("Rapat"), "calendar", MENTORING, _holding(P.VIEW_MEETINGS)),
    Item("roadshows", _("Kunjungan kecamatan"), "map", MENTORING, _holding(P.VIEW_MEETINGS)),
    Item("own_meetings", _("Pertemuan saya"), "calendar", MENTORING, _everyone, also=("/undangan-rapat/",)),
    Item("agenda", _("Agenda saya"), "clock", MENTORING, _holding(P.KEEP_AGENDA)),
    Item("trainings", pgettext_lazy("menu", "Pelatihan"), "training", MENTORING, _over_others(P.VIEW_PARTICIPANTS), also=("/kurikulum/", "/modul/", "/narasumber/")),
    Item("own_trainings", _("Pelatihan saya"), "training", MENTORING, _holding(P.GIVE_VOICE), also=("/pendaftaran/",)),
    Item("access_codes", _("Kode masuk peserta"), "lock", MENTORING, _holding(P.ISSUE_CODES)),
    Item("submissions", _("Kiriman lapangan"), "inbox", MENTORING, _holding(P.DECIDE_CAPTURES), also=("/lapangan/",)),
    Item("own_tasks", _("Tugas saya"), "task", MENTORING, _holding(P.GIVE_VOICE)),
    Item("voices", _("Suara Anda"), "chat", MENTORING, _holding(P.GIVE_VOICE)),
    Item("own_clinic", _("Pesan klinik"), "calendar", MENTORING, _holding(P.GIVE_VOICE)),
    Item("own_stalls", _("Lapak saya"), "store", MENTORING, _holding_own(P.JOIN_MARKETS), also=("/lapak-saya/",)),
    Item("own_rooms", _("Ruang sentra"), "calendar", MENTORING, _holding_own(P.BOOK_ROOMS), also=("/ruang-sentra/",)),
    Item("own_aid", _("Bantuan saya"), "store", MENTORING, _holding_own(P.NOTE_EQUIPMENT), also=("/bantuan-saya/", "/bantuan-alat/", "/hibah/")),
    Item("own_questions", _("Tanya klinik bisnis"), "chat", MENTORING, _holding(P.GIVE_VOICE)),
    Item("own_cooperatives", _("Koperasi untuk saya"), "store", MENTORING, _holding(P.GIVE_VOICE)),
    Item("own_materials", _("Bahan baku bersama"), "store", MENTORING, _holding(P.GIVE_VOICE)),
    Item("own_data", _("Data saya"), "person", MENTORING, _holding(P.GIVE_VOICE)),
    Item("own_complaints", _("Pengaduan saya"), "shield", MENTORING, _holding(P.GIVE_VOICE)),
    Item("mentors", pgettext_lazy("menu", "Pendamping"), "person", MENTORS, _over_others(P.VIEW_MENTORS), also=("/surat-tugas/",)),
    Item("mentor_calls", _("Rekrutmen pendamping"), "plus", MENTORS, _holding(P.MANAGE_MENTORS), also=("/pelamar/",)),
    Item("monthly_reports", _("Laporan bulanan"), "report", MENTORS, _holding(P.VIEW_MONTHLY_REPORTS)),
    Item("hours", _("Jam kerja"), "clock", MENTORS, _holding(P.VIEW_MONTHLY_REPORTS)),
    Item("honoraria", _("Honorarium"), "money", MENTORS, _over_others(P.VIEW_HONORARIA)),
    Item("own_honoraria", _("Honorarium saya"), "money", MENTORS, _holding_own(P.VIEW_HONORARIA)),
    Item("agreements", _("Target pendamping"), "star", MENTORS, _holding(P.VIEW_MENTORS)),
    Item("tot_courses", _("TOT pendamping"), "training", MENTORS, _holding(P.VIEW_MENTORS)),
    Item("caseload_balance", _("Beban dampingan"), "scale", MENTORS, _over_others(P.VIEW_MENTORS), also=("/serah-terima/",)),
    Item("complaints", _("Pengaduan"), "shield", CHECKS, _holding(P.HANDLE_COMPLAINTS)),
    Item("targets", pgettext_lazy("menu", "Target"), "star", CHECKS, _holding(P.VIEW_DASHBOARD)),
    Item("closings", _("Penutupan"), "check", CHECKS, _holding(P.VIEW_MEETINGS)),
    Item("check_ups", _("Cek alumni"), "chart", CHECKS, _over_others(P.VIEW_PARTICIPANTS)),
    Item("growth_confirmations", _("Konfirmasi perkembangan"), "check", CHECKS, _holding(P.MANAGE_INTAKE)),
    Item("reverifications", _("Verifikasi ulang"), "shield", CHECKS, _holding(P.REVERIFY_OUTCOMES)),
    Item("surveys", _("Survei pendaftar"), "people", CHECKS, _holding(P.REVERIFY_OUTCOMES)),
    Item("businesses", _("Daftar usaha"), "store", BUSINESSES, _over_others(P.VIEW_BUSINESSES)),
    Item("verification_queue", _("Verifikasi usaha"), "check", BUSINESSES, _holding(P.VERIFY_BUSINESSES)),
    Item("pairs", _("Mungkin kembar"), "pair", BUSINESSES, _holding(P.REVIEW_REPEATS)),
    Item("data_quality", _("Mutu data"), "star", BUSINESSES, _holding(P.VIEW_DASHBOARD)),
    Item("cooperatives", _("Koperasi"), "store", BUSINESSES, _holding(P.VIEW_COOPERATIVES)),
    Item("products", pgettext_lazy("menu", "Produk dan katalog"), "store", BUSINESSES, _holding(P.VIEW_PRODUCTS)),
    Item("memberships", _("Anggota koperasi"), "people", BUSINESSES, _holding(P.VIEW_COOPERATIVES, P.DECIDE_MEMBERSHIPS)),
    Item("pools", _("Bahan baku"), "store", BUSINESSES, _holding(P.VIEW_COOPERATIVES)),
    Item("capital_needs", _("Modal koperasi"), "money", BUSINESSES, _holding(P.VIEW_CAPITAL)),
    Item("pilots", _("Koperasi percontohan"), "star", BUSINESSES, _holding(P.VIEW_COOPERATIVES)),
    Item("imports", pgettext_lazy("menu", "Impor"), "import", BUSINESSES, _holding(P.IMPORT_SHEETS)),
    Item("own_requests", _("Permintaan untuk saya"), "inbox", PARTNERSHIP, _holding(P.SEE_REQUESTS), first=True, short=_("Permintaan")),
    Item("photo_jobs", _("Foto produk"), "camera", PARTNERSHIP, _holding(P.VIEW_PHOTO_JOBS)),
    Item("placements", _("Titip jual"), "store", PARTNERSHIP, _holding(P.VIEW_PLACEMENTS)),
    Item("own_placements", _("Titipan saya"), "store", PARTNERSHIP, _holding(P.SEE_OWN_PLACEMENTS)),
    Item("partners", pgettext_lazy("menu", "Mitra"), "people", PARTNERSHIP, _holding(P.VIEW_PARTNERS)),
    Item("pacts", _("Perjanjian mitra"), "report", PARTNERSHIP, _holding(P.VIEW_PARTNERS)),
    Item("constraint_map", _("Peta kendala"), "grid", HELP, _holding(P.MAP_CONSTRAINTS)),
    Item("problems", _("Masalah dan solusi"), "alert", HELP, _holding(P.VIEW_PROBLEMS)),
    Item("visit_plans", _("Rencana kunjungan"), "task", HELP, _holding(P.PLAN_HELP)),
    Item("aspirations", _("Aspirasi"), "chat", HELP, _over_others(P.VIEW_ASPIRATIONS)),
    Item("questions", _("Pertanyaan klinik"), "chat", HELP, _holding(P.ENTER_QUESTIONS, P.ANSWER_QUESTIONS, P.PROMISE_ANSWERS), also=("/klinik/janji/",)),
    Item("articles", _("Pengetahuan klinik"), "search", HELP, _holding(P.ANSWER_QUESTIONS, P.MANAGE_CLINIC, P.PROMISE_ANSWERS)),
    Item("markets", _("Titik pemasaran"), "store", HELP, _holding(P.VIEW_MARKETS), also=("/pasar/",)),
    Item("interventions", _("Intervensi pemasaran"), "star", HELP, _holding_region(P.VIEW_INTERVENTIONS), also=("/intervensi/",)),
    Item("intervention_takers", _("Intervensi pemasaran"), "star", HELP, _holding_rows(P.VIEW_INTERVENTIONS)),
    Item("centres", _("Sentra"), "grid", HELP, _holding(P.VIEW_CENTRES), also=("/sentra/",)),
    Item("slots", _("Klinik bisnis"), "chat", HELP, _holding(P.MANAGE_CLINIC)),
    Item("budgets", _("Anggaran"), "money", MONEY, _holding(P.VIEW_MONEY)),
    Item("grant_studies", _("Kajian dan hibah"), "scale", MONEY, _holding(P.MANAGE_GRANTS, P.APPROVE_GRANTS), also=("/hibah/",)),
    Item("equipment_needs", _("Bantuan alat"), "store", MONEY, _over_others(P.VIEW_EQUIPMENT), also=("/bantuan-alat/",)),
    Item("loan_applications", _("Pengajuan pinjaman"), "money", MONEY, _over_others(P.VIEW_LOANS), also=("/pinjaman/",)),
    Item("loan_funnel", _("Corong pinjaman"), "chart", MONEY, _holding_region(P.VIEW_LOANS)),
    Item("own_loans", _("Pinjaman saya"), "money", MONEY, _holding_own(P.ASK_FOR_LOANS), also=("/pinjaman/usaha/", "/pinjaman/pengajuan/")),
    Item("bank_applications", _("Pengajuan untuk bank"), "money", MONEY, _holding(P.ANSWER_FOR_BANK), also=("/pinjaman/",)),
    Item("subsidy_claims", _("Tagihan subsidi"), "report", MONEY, _holding(P.VIEW_MONEY, P.ANSWER_FOR_BANK)),
    Item("loan_schemes", _("Skema pinjaman"), "money", MONEY, _over_others(P.HANDLE_LOANS, P.APPROVE_LOAN_SCHEMES)),
    Item("loan_calculator", _("Kalkulator pinjaman"), "money", MONEY, _holding(P.VIEW_LOANS), also=("/pinjaman/siap/",)),
    Item(
        "evaluations",
        pgettext_lazy("menu", "Evaluasi"),
        "scale",
        DECISIONS,
        _holding(P.VIEW_EVALUATION, P.RATE_MENTORS),
    ),
    Item("hearings_list", _("Presentasi"), "people", DECISIONS, _holding(P.VIEW_EVALUATION), also=("/tim-penilai/",)),
    Item("instruments", _("Instrumen penilaian"), "level", DECISIONS, _over_others(P.VIEW_EVALUATION)),
    Item("determinations", _("Penetapan"), "check", DECISIONS, _over_others(P.VIEW_EVALUATION, P.SIGN_DECREES)),
    Item("nominations", _("Peserta terbaik"), "star", DECISIONS, _holding(P.NOMINATE, P.CHOOSE_HONOURS, P.VERIFY_BUSINESSES)),
    Item("review", _("Evaluasi program"), "report", DECISIONS, _holding(P.PRINT_REPORTS)),
    Item("impact", _("Dampak program"), "chart", DECISIONS, _holding(P.MANAGE_EVALUATION, P.SEE_AUDIT, P.PRINT_REPORTS)),
    Item("plans", pgettext_lazy("menu", "Rencana kerja"), "report", DECISIONS, _holding(P.VIEW_PLANS)),
    Item("rounds", _("Putaran pemantauan"), "report", DECISIONS, _holding(P.VIEW_ROUNDS)),
    Item("reports", pgettext_lazy("menu", "Laporan kota"), "print", DECISIONS, _holding(P.PRINT_REPORTS)),
    Item("indicators", pgettext_lazy("menu", "Indikator"), "chart", OFFICE, _holding(P.VIEW_DASHBOARD)),
    Item("programmes", pgettext_lazy("menu", "Program"), "calendar", OFFICE, _holding(P.MANAGE_INTAKE)),
    Item("kbli", "KBLI", "search", OFFICE, _holding(P.EDIT_BUSINESSES)),
    Item("boundaries", _("Batas wilayah"), "map", OFFICE, _holding(P.MANAGE_BOUNDARIES)),
    Item(
        "jobs",
        pgettext_lazy("menu", "Pekerjaan"),
        "clock",
        OFFICE,
        _holding(P.IMPORT_SHEETS, P.MANAGE_EVALUATION, P.PRINT_REPORTS),
    ),
    Item("lake", _("Danau data"), "chart", OFFICE, _holding(P.VIEW_LAKE)),
    Item("audit", _("Jejak audit"), "shield", OFFICE, _holding(P.SEE_AUDIT)),
)  # fmt: skip
