import pytest


def test_the_office_sees_every_evaluation_and_may_begin_one(office, page):
    office.create()
    office.create(level="kota")
    text = page("office", "evaluations").content.decode()
    assert "Penilaian pendamping kelurahan" in text
    assert "Penilaian pendamping kota" in text
    assert "/evaluasi/baru/" in text
    assert "Instrumen belum dikunci" in text


def test_the_head_and_the_inspector_see_it_but_begin_nothing(office, page):
    office.create()
    for who in ("head", "inspector"):
        text = page(who, "evaluations").content.decode()
        assert "Penilaian pendamping kelurahan" in text
        assert "/evaluasi/baru/" not in text


def test_raters_and_mentors_see_the_evaluations_they_are_part_of(office, page):
    office.assigned()
    for who, sees in (("rater", True), ("mentor0", True), ("stranger", False), ("mentor7", False)):
        assert ("Penilaian pendamping kelurahan" in page(who, "evaluations").content.decode()) is sees, who


@pytest.mark.parametrize("who", ["participant", "partner", "coordinator"])
def test_it_is_nobody_elses_page(office, page, who):
    assert page(who, "evaluations").status_code == 403
