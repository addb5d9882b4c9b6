import datetime

import numpy as np
import pytest
from django.utils import timezone

from dampingi.insight.impact.gathering import gathered
from dampingi.records.programmes.models import Enrolment
from dampingi.records.surveys.models import Answer, Respondent, Survey


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("penyelenggara", 200), ("kepala", 200), ("inspektorat", 200), ("pendamping-kota", 200), ("provinsi", 200),
        ("koordinator", 200), ("pendamping-kecamatan", 200), ("pendamping", 403), ("peserta", 403), ("bank", 403), ("orang luar", 302),
    ],
)  # fmt: skip
def test_who_reads_it(city, persona, status):
    assert city.client(persona).get("/dampak/").status_code == status


def test_six_kelurahan_are_too_few_and_the_page_says_so(city):
    page = " ".join(city.client("kepala").get("/dampak/").content.decode().split())
    assert "Data belum dapat menjawab" in page
    assert "karena satu kelurahan bernasib sama" in page
    assert "karena program (selisihnya" not in page


def test_the_panel_is_what_the_answers_say(city):
    """Counted again row by row from the answers alone."""
    found = gathered([city.programme])
    names = [f"{m:%Y-%m}" for m in found.months]
    assert names == ["2025-11", "2025-12", "2026-01", "2026-06", "2026-07", "2026-09", "2026-10"]
    rows = Respondent.objects.unscoped("test").select_related("application")
    people = list(dict.fromkeys(r.application.person_id for r in rows.order_by("id")))
    panel = found.panels["turnover"]
    for n, person in enumerate(people):
        enrolment = Enrolment.objects.unscoped("test").filter(person=person).first()
        expected = -1
        if enrolment:
            month = f"{enrolment.enrolled_on:%Y-%m}"
            expected = next((k for k, name in enumerate(names) if name >= month), -1)
        assert panel.cohort[n] == expected
        said = {}
        for survey in Survey.objects.unscoped("test").order_by("first_month"):
            last = Answer.objects.filter(
                respondent__survey=survey, respondent__application__person=person
            ).last()
            said |= last.figures if last else {}
        seen = [said.get(name, {}).get("turnover", np.nan) for name in names]
        np.testing.assert_array_equal(panel.outcome[n], seen)


def test_who_was_enrolled_later_counts_as_taking_part_only_from_then(city):
    before = gathered([city.programme]).panels["weeks"].cohort
    someone = Respondent.objects.unscoped("test").filter(accepted=True).order_by("id").first()
    Enrolment.objects.unscoped("test").filter(application=someone.application_id).update(
        enrolled_on=datetime.date(2026, 7, 15)
    )
    after = gathered([city.programme]).panels["weeks"].cohort
    changed = np.flatnonzero(before != after)
    assert len(changed) == 1
    assert (before[changed[0]], after[changed[0]]) == (3, 4)


def test_the_last_answer_of_a_person_counts(city):
    row = Respondent.objects.unscoped("test").filter(state="answered").order_by("id").first()
    answer = row.answers.last()
    figures = {m: said | {"turnover": 777} for m, said in answer.figures.items()}
    Answer.objects.create(
        respondent=row,
        number=2,
        state="answered",
        how="met",
        figures=figures,
        on=answer.on,
        by_name="Petugas",
    )
    assert (gathered([city.programme]).panels["turnover"].outcome == 777).sum() == len(figures)


def test_an_office_without_surveys_is_told_where_to_begin(city):
    Answer.objects.all().delete()
    Respondent.objects.unscoped("test").delete()
    page = city.client("penyelenggara").get("/dampak/").content.decode()
    assert "Belum ada survei pendaftar" in page


def test_somebody_recorded_twice_is_not_a_second_person_who_takes_no_part(city):
    from dampingi.records.businesses.models import Person

    row = Respondent.objects.unscoped("test").filter(accepted=False).select_related("application").first()
    before = len(gathered([city.programme]).panels["weeks"].cohort)
    other = Person.objects.unscoped("test").exclude(id=row.application.person_id).first()
    Person.objects.unscoped("test").filter(id=row.application.person_id).update(
        merged_into=other, archived_at=timezone.now()
    )
    assert len(gathered([city.programme]).panels["weeks"].cohort) == before - 1
