"""Two offices' extracts, linked by a third: who is in both is told to each in its own pseudonyms, and nobody's name leaves."""

import csv
import datetime
import io
import re
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dampingi import cli
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.identifiers import blind_index, seal
from dampingi.insight.lake.actions import publish_lake
from dampingi.insight.lake.extracts import publish_extract
from dampingi.insight.lake.linking import COLUMNS, known_elsewhere, link_extracts
from dampingi.records.businesses.models import Business, Person
from dampingi.records.programmes.models import Programme

pytestmark = pytest.mark.django_db
SYSTEM = Actor.for_system("test")
DEPOK, BOGOR = "32.76", "32.71"
PEOPLE = (
    ("Siti Nurhaliza", "Keripik Melati", "+6281200000001", "3276016202900001", "keripik singkong"),
    ("Bambang Sutrisno", "Bengkel Maju Jaya", "+6281200000002", "3276010303850002", "servis motor"),
    ("Dewi Kartikasari", "Batik Pandanwangi", "+6281200000003", "", "batik tulis"),
)
MOVED = ("Hj. Siti Nurhalizah", "Kripik Melati", "+6281200000001", "3276016202900001", "keripik singkong")


def register(origin, city, people):
    for name, sign, phone, nik, product in people:
        owner = Person.objects.create(
            name=name, key=name.lower(), region=f"{city}.01.1001", phone=phone, origin=origin, nik_sealed=seal("nik", nik),
            nik_index=blind_index("nik", nik),
        )  # fmt: skip
        Business.objects.create(
            owner=owner, name=sign, key=sign.lower(), region=f"{city}.01.1001", address="Jl. Kenanga No. 7 RT 01/RW 02", phone=phone,
            product=product, origin=origin,
        )  # fmt: skip


@pytest.fixture
def cities(programme, origin, settings, tmp_path):
    """An extract of Depok and one of Bogor, where Siti is registered too; then this is Depok's office again."""
    settings.PROVINCE_KEY, settings.LAKE_KEY = "p" * 40, "bogor"
    Programme.objects.update(region=BOGOR)
    register(
        origin,
        BOGOR,
        [MOVED, ("Agus Hermawan", "Soto Pak Agus", "+6281200000009", "3271010101800009", "soto")],
    )
    publish_extract(by=SYSTEM, to=str(tmp_path / "bogor"))
    Business.objects.unscoped("test").all().delete()
    Person.objects.unscoped("test").all().delete()
    settings.LAKE_KEY = "depok"
    Programme.objects.update(region=DEPOK)
    register(origin, DEPOK, PEOPLE)
    publish_extract(by=SYSTEM, to=str(tmp_path / "depok"))
    return [str(tmp_path / city) for city in ("bogor", "depok")]


def linked(cities, to, engine="duckdb"):
    link_extracts(by=SYSTEM, sources=cities, to=str(to), engine=engine)
    return {path.name[:5]: path.read_text() for path in Path(to).glob("*.csv")}


def test_each_office_is_told_which_of_its_own_is_known_elsewhere(cities, tmp_path):
    told = linked(cities, tmp_path / "pairs")
    assert set(told) == {DEPOK, BOGOR}
    depok, bogor = (list(csv.DictReader(io.StringIO(told[city]))) for city in (DEPOK, BOGOR))
    assert len(depok) == len(bogor) == 1
    assert (depok[0]["usaha"], depok[0]["usaha_lain"]) == (bogor[0]["usaha_lain"], bogor[0]["usaha"])
    assert (depok[0]["kota_lain"], bogor[0]["kota_lain"]) == (BOGOR, DEPOK)
    assert "nik" in depok[0]["yang_cocok"].split()
    found = known_elsewhere(by=SYSTEM, told=told[DEPOK])
    assert [(business.name, line["kota_lain"]) for business, line in found] == [("Keripik Melati", BOGOR)]
    for foreign in (told[BOGOR], told[DEPOK].replace(depok[0]["peluang"], "nan"), "", "x" * 99):
        with pytest.raises(Refused, match="Tidak satu pun"):
            known_elsewhere(by=SYSTEM, told=foreign)


@pytest.mark.spark
def test_spark_finds_the_same(cities, tmp_path, spark):
    assert linked(cities, tmp_path / "there", "spark") == linked(cities, tmp_path / "here")


def test_nothing_of_anybody_is_in_the_files(cities, tmp_path):
    linked(cities, tmp_path / "pairs")
    ids = {
        value.hex
        for model in (Person, Business)
        for value in model.objects.unscoped("test").values_list("id", flat=True)
    }
    told = ""
    for city in cities:
        for path in Path(city).rglob("*"):
            if path.suffix == ".parquet":
                told += str(pq.read_table(path).to_pylist())
            elif path.is_file():
                told += path.read_text()
    told = (told + "".join(path.read_text() for path in (tmp_path / "pairs").iterdir())).lower()
    for row in (*PEOPLE, MOVED):
        for text in row:
            for word in {text, *text.split()}:
                assert not (len(word) > 4 and word.lower() in told), word
        assert row[2][3:] not in told
    assert not [each for each in ids if each in told]
    assert not [each for each in ids if blind_index("nik", PEOPLE[0][3]) in told]
    assert "kenanga" not in told
    assert "32.76.01.1001" in told


def test_another_key_is_told_and_joins_nothing(cities, settings, tmp_path):
    settings.PROVINCE_KEY = "q" * 40
    publish_extract(by=SYSTEM, to=cities[1])
    with pytest.raises(Refused, match=r"tidak sekunci.*32\.7"):
        linked(cities, tmp_path / "pairs")
    assert not (tmp_path / "pairs").exists()


@pytest.mark.parametrize("key", ["", "short"])
def test_without_the_provinces_key_nothing_is_written(programme, settings, tmp_path, key):
    settings.PROVINCE_KEY = key
    with pytest.raises(Refused, match="keys/province"):
        publish_extract(by=SYSTEM, to=str(tmp_path / "x"))
    assert not (tmp_path / "x").exists()


def test_an_extract_is_no_lake_and_a_lake_no_extract(cities, tmp_path):
    with pytest.raises(Refused, match="ekstrak"):
        publish_lake(by=SYSTEM, to=cities[1])
    publish_lake(by=SYSTEM, to=str(tmp_path / "lake"))
    with pytest.raises(Refused, match="danau data"):
        publish_extract(by=SYSTEM, to=str(tmp_path / "lake"))


def test_its_pseudonyms_are_not_the_lakes(cities, tmp_path):
    publish_lake(by=SYSTEM, to=str(tmp_path / "lake"))
    there = {
        row["id"]
        for path in (tmp_path / "lake").rglob("tables/business/**/*.parquet")
        for row in pq.read_table(path).to_pylist()
    }
    extract = {
        row["id"].partition(".")[2]
        for path in Path(cities[1]).rglob("*.parquet")
        for row in pq.read_table(path).to_pylist()
    }
    assert len(there) == len(extract) == len(PEOPLE)
    assert not there & extract


def test_a_second_edition_replaces_the_first_and_the_same_twice_is_one_file(cities):
    root = Path(cities[1])
    before = {path.name for path in root.rglob("*.parquet")}
    assert publish_extract(by=SYSTEM, to=cities[1]).seq == 2
    assert {path.name for path in root.rglob("*.parquet")} == before
    Business.objects.unscoped("test").filter(name="Batik Pandanwangi").delete()
    for _again in range(2):
        assert publish_extract(by=SYSTEM, to=cities[1]).rows == 2
    assert len(list(root.rglob("*.parquet"))) == 1


def test_fewer_than_two_offices_and_broken_files_are_a_sentence(cities, tmp_path):
    with pytest.raises(Refused, match="dua kantor"):
        linked([cities[0], cities[0]], tmp_path / "pairs")
    path = next(Path(cities[0]).rglob("*.parquet"))
    for broken in (b"no parquet", None):
        path.write_bytes(broken) if broken else path.unlink()
        with pytest.raises(Refused, match=r"32\.71"):
            linked(cities, tmp_path / "pairs")


def test_a_copy_under_another_offices_name_is_told(cities, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(cities[0], copy)
    edition = copy / "cities" / f"{BOGOR}.json"
    edition.write_text(re.sub(r'"publisher": "\w+"', '"publisher": "00000000000000ff"', edition.read_text()))
    with pytest.raises(Refused, match="kantor lain"):
        linked([*cities, str(copy)], tmp_path / "pairs")


def test_whose_an_extract_is_cannot_name_a_file_elsewhere(cities, tmp_path):
    edition = Path(cities[0]) / "cities" / f"{BOGOR}.json"
    told = edition.read_text()
    edition.write_text(re.sub(r'"publisher": "\w+"', '"publisher": "/../../../escaped"', told))
    with pytest.raises(Refused, match="bukan edisi"):
        linked(cities, tmp_path / "pairs")
    assert not list(tmp_path.rglob("*escaped*"))


def test_one_office_in_two_folders_is_told_and_the_same_folder_twice_is_one(cities, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(cities[0], copy)
    with pytest.raises(Refused, match=r"32\.71 ada lebih dari sekali"):
        linked([*cities, str(copy)], tmp_path / "pairs")
    assert linked([*cities, cities[0]], tmp_path / "pairs")


def test_an_office_known_nowhere_else_is_told_so(cities, capsys, tmp_path, monkeypatch):
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    file = tmp_path / "none.csv"
    file.write_text(",".join(COLUMNS) + "\n")
    assert cli.main(["lake", "known", str(file)]) == 0
    assert "Tidak ada usaha kantor ini" in capsys.readouterr().out


def test_all_three_are_in_the_audit_log(cities, tmp_path):
    known_elsewhere(by=SYSTEM, told=linked(cities, tmp_path / "pairs")[DEPOK])
    told = {each.action: each.detail for each in AuditEvent.objects.all()}
    assert told["publish_extract"]["rows"] == len(PEOPLE)
    assert (told["link_extracts"]["offices"], told["link_extracts"]["pairs"]) == ([BOGOR, DEPOK], 1)
    assert list(told["link_extracts"]["told"].values()) == [1, 1]
    assert told["open_extract_pairs"] == {"businesses": 1}


def test_who_may_not(town, settings, tmp_path):
    settings.PROVINCE_KEY = "p" * 40
    for who in ("office", "ana"):
        actor = actor_of(town.users[who], on=datetime.date(2026, 7, 20))
        with pytest.raises(Denied):
            publish_extract(by=actor, to=str(tmp_path))
        with pytest.raises(Denied):
            link_extracts(by=actor, sources=[], to=str(tmp_path))
        with pytest.raises(Denied):
            known_elsewhere(by=actor, told="")


def test_the_commands(cities, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    pairs = str(tmp_path / "pairs")
    assert cli.main(["lake", "extract", "--to", cities[1]]) == 0
    assert "3 usaha sebagai token" in capsys.readouterr().out
    assert cli.main(["lake", "link", "--from", *cities, "--to", pairs]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.startswith("1 pasangan di ") for line in told] == [True, True]
    ours = next(Path(pairs).glob(f"{DEPOK}-*.csv"))
    assert cli.main(["lake", "known", str(ours)]) == 0
    told = capsys.readouterr().out
    assert "Keripik Melati, Siti Nurhaliza (/usaha/" in told
    assert "telepon" in told
    assert "peluang 9" in told
    assert "Hubungi kantor" in told
    for file in (str(tmp_path), str(tmp_path / "nothing.csv"), cli.__file__):
        assert cli.main(["lake", "known", file]) == 1
        assert "Traceback" not in capsys.readouterr().err
