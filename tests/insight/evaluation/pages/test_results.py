import io

import openpyxl
import pytest
from django.urls import reverse


def test_the_office_reads_what_may_be_compared(office, page):
    made = office.computed()
    text = page("office", "evaluation_results", made.evaluation_id).content.decode()
    assert "terlalu kecil untuk diperingkat" in text
    assert "Data belum cukup" in text
    assert "Ketatnya penilai" in text
    assert "<svg" in text
    for who in ("Rater", "Second"):
        assert f">{who}<" not in text


def test_every_result_is_a_door(office, page):
    made = office.computed()
    text = page("head", "evaluation_results", made.evaluation_id).content.decode()
    for found in made.results.all():
        assert reverse("evaluation_result", args=[made.evaluation_id, found.subject_id]) in text


def test_a_mentor_finds_only_themselves(office, page):
    made = office.computed()
    text = page("mentor0", "evaluation_results", made.evaluation_id).content.decode()
    assert "Pendamping 0" in text
    assert "Pendamping 1" not in text
    assert "Ketatnya penilai" not in text


def test_a_rater_finds_those_they_rated(office, page):
    made = office.computed()
    text = page("rater", "evaluation_results", made.evaluation_id).content.decode()
    assert "Pendamping 1" in text
    assert "Ketatnya penilai" not in text


def test_the_list_leaves_as_excel(office, client):
    made = office.computed()
    client.force_login(office.users["office"])
    answer = client.get(reverse("evaluation_results", args=[made.evaluation_id]) + "?unduh=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = [c for row in book.active.iter_rows(values_only=True) for c in row]
    assert "Pendamping 0" in cells


def test_before_computing_there_is_nothing(office, page):
    assert page("office", "evaluation_results", office.rated().id).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("participant", 403), ("partner", 403)])
def test_it_is_for_those_who_take_part(office, page, who, status):
    assert page(who, "evaluation_results", office.computed().evaluation_id).status_code == status
