"""The programme against its theory: editions, findings with their doors, judgements that are signed."""

import pytest
from django.db import DatabaseError, transaction

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.rows import new_id
from dampingi.insight.monitoring.queries import values
from dampingi.insight.theory import queries
from dampingi.insight.theory.actions import judge_row, publish_theory
from dampingi.insight.theory.models import Judgement, Theory
from dampingi.insight.theory.rows import coded, row_hash, shipped
from dampingi.insight.theory.sources import found, named
from dampingi.records.programmes.models import Enrolment
from tests.insight.monitoring.offices import TOO_MUCH, defines

PAGE = "/evaluasi-program/teori/"


def sent(theory, change=None, *, base=None, reason="Disepakati dalam rapat"):
    """The edit form as a browser sends it, row 0 changed."""
    rows = [dict(row) for row in theory.rows]
    rows[0] |= change or {}
    told = {f"baris-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}
    count = {"baris-TOTAL_FORMS": len(rows), "baris-INITIAL_FORMS": len(rows)}
    return (
        told | count | {"base": theory.number if base is None else base, "theory": new_id(), "reason": reason}
    )


def test_every_source_of_the_shipped_table_is_known_and_every_code_its_own():
    rows = shipped()
    assert {row["source"] for row in rows} - {""} <= set(named())
    assert len({row["code"] for row in rows}) == len(rows)


def test_a_new_row_gets_a_code_that_no_edition_had():
    new = {"level": "output", "text": "Baru", "planned": "", "source": ""}
    told = coded([*shipped(), new, new | {"code": "b9"}], {"b4"} | {row["code"] for row in shipped()})
    assert [row["code"] for row in told if row["code"].startswith("b")] == ["b5", "b6"]
    assert [row["level"] for row in told] == sorted(
        (row["level"] for row in told), key=["input", "activity", "output", "outcome", "impact"].index
    )


def test_what_was_found_is_what_the_records_say(city):
    by = city.actor("kepala")
    sources = ["hitung:participants", "indikator:new_nib", "angka:passed", "indikator:tidak-ada", ""]
    told = found(by, city.programme, sources, city.today)
    people = Enrolment.objects.unscoped("test").filter(programme=city.programme, enrolled_on__lte=city.today)
    assert told["hitung:participants"].text == f"{people.count()} peserta"
    figure = values(by, ["new_nib"], programme=city.programme).of("new_nib")
    assert f"({figure.numerator} dari {figure.denominator})" in told["indikator:new_nib"].text
    assert set(told) == set(sources[:3])


@pytest.mark.parametrize("persona", ["penyelenggara", "kepala", "inspektorat", "provinsi"])
def test_every_finding_on_the_page_is_a_door_that_opens(city, persona):
    client = city.client(persona)
    answer = client.get(PAGE)
    assert answer.status_code == 200
    doors = {row["door"] for row in answer.context["listing"].page.object_list if row["door"]}
    assert len(doors) >= 5
    assert {client.get(door).status_code for door in doors} == {200}


@pytest.mark.parametrize(
    ("persona", "status"),
    [("pendamping-kota", 403), ("koordinator", 403), ("peserta", 403), ("bank", 403), ("orang luar", 302)],
)
def test_who_does_not_read_it(city, persona, status):
    assert city.client(persona).get(PAGE).status_code == status


def test_a_judgement_keeps_what_was_found_who_said_it_and_why(city):
    theory = queries.theory_of(city.programme)
    address = f"{PAGE}{theory.id}/participants/"
    told = {"verdict": "partly", "reason": "Dua tempat tidak terisi", "evidence": "", "judgement": new_id()}
    client = city.client("kepala")
    assert [client.post(address, told).status_code for _ in range(2)] == [302, 302]
    made = Judgement.objects.unscoped("test").get(id=told["judgement"])
    assert (made.verdict, made.by, made.row) == ("partly", city.user("kepala").id, "participants")
    assert made.found.endswith("peserta")
    page = city.client("inspektorat").get(address).content.decode()
    assert "Dua tempat tidak terisi" in page
    assert "Simpan penilaian" not in page


@pytest.mark.parametrize("persona", ["inspektorat", "provinsi", "pendamping"])
def test_who_only_reads_does_not_judge(city, persona):
    theory = queries.theory_of(city.programme)
    with pytest.raises(Denied):
        judge_row(by=city.actor(persona), theory=theory, row="passed", verdict="reached", reason="Ya")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"verdict": "bagus"}, "Pilih"), ({"reason": " "}, "alasan"), ({"row": "tidak-ada"}, "tidak ada"),
        ({"row": "funds", "evidence": " "}, "Sebutkan buktinya"),
    ],
)  # fmt: skip
def test_a_judgement_that_says_nothing_is_refused(city, change, says):
    told = {"row": "passed", "verdict": "reached", "reason": "Tercapai", "evidence": ""} | change
    with pytest.raises(Refused, match=says):
        judge_row(by=city.actor("kepala"), theory=queries.theory_of(city.programme), **told)


def test_a_changed_row_needs_judging_again_and_the_others_keep_theirs(city):
    theory = queries.theory_of(city.programme)
    before = queries.current(theory)
    judged = [row["code"] for row in theory.rows if row["code"] in before]
    rows = [row | ({"planned": "Lebih banyak"} if row["code"] == judged[0] else {}) for row in theory.rows]
    newer = publish_theory(
        by=city.actor("penyelenggara"),
        programme=city.programme,
        rows=rows,
        base=theory.number,
        reason="Rapat",
    )
    assert set(queries.current(newer)) == set(judged[1:])
    page = city.client("kepala").get(f"{PAGE}{newer.id}/{judged[0]}/").content.decode()
    assert "Baris ini berubah sesudah dinilai" in page
    assert before[judged[0]].reason in page.replace("&#x27;", "'")
    with pytest.raises(Conflict, match="edisi yang lebih baru"):
        judge_row(by=city.actor("kepala"), theory=theory, row=judged[0], verdict="reached", reason="Ya")


def test_the_office_changes_the_table_in_a_form_of_rows(city):
    theory = queries.theory_of(city.programme)
    client = city.client("penyelenggara")
    answer = client.post(f"{PAGE}ubah/", sent(theory, {"text": ""}))
    assert answer.status_code == 302
    newer = queries.theory_of(city.programme)
    assert newer.number == theory.number + 1
    assert [row_hash(row) for row in newer.rows] == [row_hash(row) for row in theory.rows[1:]]


@pytest.mark.parametrize(
    ("change", "more"),
    [
        ({}, {}), ({"source": "indikator:palsu"}, {}), ({"level": "langit"}, {}), ({"text": "x" * 5000}, {}),
        ({"text": "Lain"}, {"base": 0}), ({"text": "Lain"}, {"reason": ""}),
    ],
)  # fmt: skip
def test_what_is_wrong_comes_back_and_publishes_nothing(city, change, more):
    theory = queries.theory_of(city.programme)
    answer = city.client("penyelenggara").post(f"{PAGE}ubah/", sent(theory, change, **more))
    assert answer.status_code == 422
    assert queries.theory_of(city.programme).id == theory.id


def test_a_form_without_its_counts_breaks_nothing(city):
    answer = city.client("penyelenggara").post(f"{PAGE}ubah/", {"base": "x", "baris-TOTAL_FORMS": "9" * 30})
    assert answer.status_code == 422


def test_the_database_refuses_to_change_an_edition_or_a_judgement(city):
    for model, change in ((Theory, {"rows": []}), (Judgement, {"verdict": "reached"})):
        with pytest.raises(DatabaseError, match="do not change"), transaction.atomic():
            model.objects.unscoped("test").update(**change)


def test_the_table_is_taken_along_and_filters(city):
    client = city.client("kepala")
    assert client.get(PAGE, {"unduh": "xlsx"}).headers["Content-Type"].startswith("application/vnd.openxml")
    rows = client.get(PAGE, {"penilaian": "belum"}).context["listing"].page.object_list
    assert rows
    assert {row["verdict"] for row in rows} == {"belum"}


def test_who_may_judge_is_told_at_home_what_waits_and_the_door_shows_as_many(city):
    client, told = city.client("kepala"), "baris teori program belum dinilai"
    waiting = queries.unjudged(city.actor("kepala"), city.programme)
    home = client.get("/").content.decode()
    assert waiting
    assert told in home
    rows = (
        client.get(PAGE, {"program": city.programme.code, "penilaian": "belum"})
        .context["listing"]
        .page.object_list
    )
    assert len(rows) == len(waiting)
    theory = queries.theory_of(city.programme)
    for row in waiting:
        judge_row(
            by=city.actor("kepala"),
            theory=theory,
            row=row,
            verdict="not_assessable",
            reason="Belum ada datanya",
        )
    assert told not in client.get("/").content.decode()
    assert told not in city.client("inspektorat").get("/").content.decode()


def test_a_row_may_be_read_from_the_office_s_own_indicator(city):
    own = defines(city.programme.region, TOO_MUCH)
    source = f"indikator:{own.code}"
    by, client = city.actor("penyelenggara"), city.client("penyelenggara")
    assert f'value="{source}"' in client.get(f"{PAGE}ubah/").content.decode()
    rows = [row | ({"source": source} if n == 0 else {}) for n, row in enumerate(shipped())]
    made = publish_theory(
        by=by, programme=city.programme, rows=rows, base=last_number(city.programme), reason="Angka kantor"
    )
    assert made.rows[0]["source"] == source
    assert "Lebih dari seluruhnya" in client.get(PAGE).content.decode()
    elsewhere = "indikator:" + defines("33.01", TOO_MUCH | {"code": "orang_lain"}).code
    with pytest.raises(Refused, match="tidak dikenal"):
        publish_theory(
            by=by,
            programme=city.programme,
            rows=[rows[0] | {"source": elsewhere}],
            base=made.number,
            reason="x",
        )


def last_number(programme):
    last = queries.theory_of(programme)
    return last.number if last else 0
