"""What a notice says: kept as source text and values, told in the reader's words."""

from dampingi.foundation.notices.models import Notice


def test_a_day_is_told_as_people_write_it():
    notice = Notice(text="Sampai %(until)s, kode %(code)s.", values={"until": "2026-12-03", "code": "2026-1"})
    assert str(notice) == "Sampai 3 Desember 2026, kode 2026-1."
