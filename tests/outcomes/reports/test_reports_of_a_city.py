"""From the demo city's records to frozen figures, files, pages and doors - for whom they are."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from pypdf import PdfReader

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.jobs.worker import run_waiting
from dampingi.insight.indicators.models import Version
from dampingi.insight.monitoring import queries as monitoring
from dampingi.insight.monitoring.periods import of_programme
from dampingi.outcomes.reports.actions import make_report, print_report, printed
from dampingi.outcomes.reports.gathering import gather
from dampingi.outcomes.reports.ledger import Ledger
from dampingi.outcomes.reports.models import Snapshot
from dampingi.outcomes.reports.queries import snapshots
from dampingi.records.mentoring.models import Outcome
from tests.insight.monitoring.offices import defines

CITY, KECAMATAN = "32.76", "32.76.05"
SYSTEM = Actor.for_system("test")


@pytest.fixture(scope="module")
def made(small_city) -> Snapshot:
    return make_report(
        by=small_city.actor("penyelenggara"), programme=small_city.programme, as_of=small_city.today
    )


@pytest.fixture(scope="module")
def ledger(made) -> Ledger:
    return Ledger.from_json(made.data["figures"])


def test_figures_are_those_of_the_dashboard(city, made, ledger):
    """Asked again of insight, by its own grouping, every divided figure is the same."""
    asked = {}
    for f in (f for f in ledger.figures if f.indicator and f.kind != "count"):
        if f.grouping not in asked:
            asked[f.grouping] = monitoring.values(
                SYSTEM,
                [f.indicator] if f.grouping == ("month",) else None,
                f.grouping,
                programme=city.programme,
                region=CITY,
                period=of_programme(city.programme, until=city.today),
                permission=Permission.PRINT_REPORTS,
            )
        now = asked[f.grouping].of(f.indicator, *f.group)
        assert (now.numerator, now.denominator) == (f.numerator, f.denominator), f.name


def test_the_definition_printed_is_the_one_a_figure_was_computed_with(city):
    shipped = Version.objects.get(region="", code="participation").body
    own = defines(CITY, shipped | {"name": "Hadir", "numerator": "invited"})
    found = gather(city.actor("penyelenggara"), programme=city.programme, region=CITY, as_of=city.today)
    told = next(i for i in found.indicators if i.code == "participation")
    figure = found.figure("participation")
    assert figure.numerator == figure.denominator
    assert (told.name, told.hash) == ("Hadir", own.hash)


def test_the_headline_is_one_figure_not_two(made, ledger):
    recorded = ledger[made.data["headline"]["recorded"]]
    people = sum(int(ledger[r["figures"][0]].value) for r in made.data["districts"]["rows"])
    assert recorded.denominator == people == int(ledger[made.data["districts"]["total"]["figures"][0]].value)


def test_it_stands_in_the_register_and_the_audit_trail(city, made):
    assert made.document.content_hash == made.sha256 == digest(made.data)
    done = AuditEvent.objects.filter(subject_id=made.id, action="make_report").get()
    assert done.detail["content"] == made.sha256
    assert made.data["audit"]["sequence"] > 0


def test_what_changes_afterwards_changes_no_report(city, made):
    before = printed(made, "xlsx")
    Outcome.objects.unscoped("test").update(achieved=False)
    again = Snapshot.objects.unscoped("test").get(id=made.id)
    assert digest(again.data) == made.sha256
    assert printed(again, "xlsx") == before


def test_the_database_refuses_to_change_a_snapshot(city, made):
    with pytest.raises(DatabaseError), transaction.atomic():
        Snapshot.objects.unscoped("test").filter(id=made.id).update(by_name="lain")


def test_a_tampered_snapshot_is_not_printed(city, made):
    told = Snapshot.objects.unscoped("test").get(id=made.id)
    told.data["figures"][0]["value"] = "0.99"
    with pytest.raises(Conflict, match="tidak lagi cocok"):
        printed(told, "pdf")


def test_the_file_is_printed_once_and_kept(city, made):
    by = city.actor("penyelenggara")
    first = print_report(by=by, snapshot=made, format="pdf")
    assert print_report(by=by, snapshot=made, format="pdf").id == first.id
    with first.file.open("rb") as file:
        reader = PdfReader(io.BytesIO(file.read()))
    assert reader.metadata.title == made.document.title


@pytest.mark.parametrize(
    ("persona", "region"),
    [("penyelenggara", CITY), ("kepala", CITY), ("provinsi", CITY), ("inspektorat", KECAMATAN)],
)
def test_who_prints_makes_their_regions_report(city, persona, region):
    told = make_report(by=city.actor(persona), programme=city.programme, region=region, as_of=city.today)
    assert told.region == region


@pytest.mark.parametrize("persona", ["pendamping", "koordinator", "bappeda", "bank", "peserta", "orang luar"])
def test_others_make_none(city, persona):
    with pytest.raises(Denied):
        make_report(by=city.actor(persona), programme=city.programme, as_of=city.today)


def test_another_provinces_head_makes_none(city):
    from dampingi.foundation.accounts.actors import Grant
    from dampingi.foundation.accounts.permissions import Role

    with pytest.raises(Denied):
        make_report(
            by=Actor(None, "test", (Grant(Role.PROVINCE, "31"),)), programme=city.programme, as_of=city.today
        )


def test_the_province_reads_no_mentors_results(city, made):
    assert made.tells_mentors
    assert made in snapshots(city.actor("penyelenggara"))
    assert made not in snapshots(city.actor("provinsi"))
    own = make_report(by=city.actor("provinsi"), programme=city.programme, as_of=city.today)
    assert not own.tells_mentors
    assert own in snapshots(city.actor("provinsi"))


@pytest.mark.parametrize(
    ("region", "words"),
    [("99.99", "tidak ada"), ("32.75", "tidak ada|di luar"), ("32.76.05.1003", "kecamatan")],
)
def test_a_region_that_will_not_do_is_explained(city, region, words):
    with pytest.raises(Refused, match=words):
        make_report(by=SYSTEM, programme=city.programme, region=region)


def test_the_command_writes_both_files(city, tmp_path, capsys):
    for name in ("laporan.pdf", "laporan.xlsx"):
        call_command("report", programme=city.programme.code, region=KECAMATAN, out=tmp_path / name)
        assert (tmp_path / name).stat().st_size > 10_000
    assert "angka, kode" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"programme": "TIDAK-ADA"}, "Program TIDAK-ADA tidak ada"),
        ({"region": "99"}, "Kode wilayah 99"),
        ({"out": "laporan.doc"}, "berakhiran .pdf atau .xlsx"),
        ({"out": "tidak/ada/laporan.pdf"}, "Folder"),
    ],
)
def test_the_command_says_in_one_line_what_is_wrong(city, tmp_path, monkeypatch, told, words):
    from pathlib import Path

    monkeypatch.chdir(tmp_path)
    asked = {"programme": city.programme.code, "region": "", "out": "laporan.pdf"} | told
    with pytest.raises(CommandError, match=words) as refused:
        call_command("report", **asked | {"out": Path(asked["out"])})
    assert "\n" not in str(refused.value)
    assert not list(tmp_path.iterdir())


def test_the_office_makes_one_on_the_page_and_a_worker_prints_it(city):
    client = city.client("penyelenggara")
    told = {"programme": city.programme.code, "region": KECAMATAN, "number": "500/1"}
    answer = client.post("/laporan/", told)
    job = Job.objects.get(kind="city_report")
    assert answer.headers["Location"] == f"/pekerjaan/{job.id}/"
    run_waiting()
    job.refresh_from_db()
    assert (job.state, job.done) == ("done", 3), job.error
    page = client.get(job.url)
    assert page.status_code == 200
    assert {
        p.format
        for p in Snapshot.objects.unscoped("t")
        .get(document__code=job.result["report"])
        .document.printings.all()
    } == {"pdf", "xlsx"}


def test_a_region_of_another_programme_is_refused_on_the_form(city):
    answer = city.client("penyelenggara").post(
        "/laporan/", {"programme": city.programme.code, "region": "31.71"}
    )
    assert answer.status_code == 200
    assert "field-wrong" in answer.content.decode()
    assert not Job.objects.filter(kind="city_report").exists()


def test_the_page_shows_the_frozen_figures_as_doors(city, made, ledger):
    page = city.client("kepala").get(f"/laporan/{made.document.code}/").content.decode()
    assert made.document.title in page
    for row in made.data["districts"]["rows"]:
        for no in filter(None, row["figures"]):
            assert f"/laporan/{made.document.code}/angka/{no}/" in page


def test_a_figures_page_leads_to_its_rows_and_compares_with_now(city, made, ledger):
    client = city.client("penyelenggara")
    no = made.data["districts"]["rows"][0]["figures"][2]
    address = f"/laporan/{made.document.code}/angka/{no}/"
    page = client.get(address).content.decode()
    assert "hasilnya persis sama" in page
    door = page.split('href="/dasbor/rincian/')[1].split('"')[0].replace("&amp;", "&")
    assert client.get("/dasbor/rincian/" + door).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("UPDATE learning_attendance SET present = NOT present")
    assert "Catatan asalnya sudah berubah" in client.get(address).content.decode()


def test_every_figure_has_a_page(city, made, ledger):
    client = city.client("penyelenggara")
    for f in ledger.figures[:: max(1, len(ledger.figures) // 25)]:
        answer = client.get(f"/laporan/{made.document.code}/angka/{f.no}/")
        assert answer.status_code == 200, f


@pytest.mark.parametrize("path", ["", "berkas.pdf", "berkas.xlsx", "angka/1/"])
@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("penyelenggara", 200),
        ("kepala", 200),
        ("provinsi", 404),
        ("pendamping", 403),
        ("bank", 403),
        ("orang luar", 302),
    ],
)
def test_who_may_open_what(city, made, path, persona, status):
    assert city.client(persona).get(f"/laporan/{made.document.code}/{path}").status_code == status


@pytest.mark.parametrize("path", ["angka/0/", "angka/99999/", "berkas.docx"])
def test_what_is_not_there_is_404(city, made, path):
    assert city.client("penyelenggara").get(f"/laporan/{made.document.code}/{path}").status_code == 404


def test_the_public_learns_no_name(city, made):
    print_report(by=city.actor("penyelenggara"), snapshot=made, format="pdf")
    page = city.client("orang luar").get(f"/verifikasi/{made.document.code}/").content.decode()
    assert made.document.title in page
    mentors = [r["name"] for g in made.data["mentors"]["groups"] for r in g["rows"]]
    assert mentors
    assert not [name for name in [*mentors, made.by_name] if name in page]
