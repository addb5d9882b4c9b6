"""Features as a mentor would say them."""

from django.utils.translation import gettext as _

from dampingi.engines.participation import Standing


def in_words(name: str, now: Standing) -> str:
    """'' where there is nothing to say of it."""
    if name == "missed_trainings" and now.trainings_missed:
        told = {"missed": now.trainings_missed, "of": now.trainings}
        return _("tidak hadir di %(missed)d dari %(of)d pelatihan terakhir") % told
    if name == "missed_tasks" and now.tasks_missed:
        told = {"missed": now.tasks_missed, "of": now.tasks}
        return _("%(missed)d dari %(of)d tugas terakhir belum dikumpulkan") % told
    if name == "days_since_contact" and now.days_since_contact:
        return _("%(days)d hari sejak kontak terakhir") % {"days": now.days_since_contact}
    if name == "missed_promises" and now.promises_missed:
        told = {"missed": now.promises_missed, "of": now.promises}
        return _("%(missed)d dari %(of)d janji kunjungan terakhir tidak terlaksana") % told
    if name == "weeks_in":
        return _("%(weeks)d minggu dalam program") % {"weeks": now.weeks_in}
    return ""


def feature_names() -> dict[str, str]:
    return {
        "missed_trainings": _("Tidak hadir di pelatihan (dari tiga terakhir)"),
        "missed_tasks": _("Tugas belum dikumpulkan (dari tiga terakhir)"),
        "days_since_contact": _("Hari sejak kontak terakhir"),
        "missed_promises": _("Janji kunjungan tidak terlaksana (dari tiga terakhir)"),
        "weeks_in": _("Lama dalam program"),
    }


def faults_in_words() -> dict[str, str]:
    return {
        "too_few_train": _("terlalu sedikit peserta yang berhenti pada masa belajarnya"),
        "too_few_test": _("terlalu sedikit peserta yang berhenti pada masa ujinya"),
        "no_time": _("masanya belum cukup panjang untuk memisahkan masa belajar dan masa uji"),
        "no_better_than_base": _("tidak lebih baik daripada menebak rata-rata"),
        "no_better_than_alone": _("tidak lebih baik daripada hanya melihat hari sejak kontak terakhir"),
        "off": _("kemungkinan yang disebutnya tidak cocok dengan yang terjadi"),
    }
