"""The register in a browser: its list, board, figures, matrix, forms and doors."""

import re

import pytest

from dampingi.records.meetings import actions as meetings
from dampingi.records.meetings.models import Meeting
from dampingi.records.problems import actions
from dampingi.records.problems.models import AgreedAction, Problem
from tests.records.conftest import HERE
from tests.records.problems.conftest import DAY, fresh, text
from tests.records.problems.test_closing import close
from tests.records.problems.test_handing import answered, up
from tests.records.town import KECAMATAN, TODAY


def written(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page).group(1)


def new(client, **more):
    form = client.get("/masalah/baru/")
    told = {
        "title": "Izin lambat",
        "what": "Dua bulan",
        "topic": "permits",
        "region": HERE,
        "matter": "micro",
    } | more
    return client.post("/masalah/baru/", {"problem": written(text(form), "problem")} | told)


def test_a_mentor_notes_one_and_finds_it(town, july):
    client = town.client("ana")
    made = new(client)
    assert made.status_code == 302
    page = text(client.get(made.url))
    assert "Kota Depok" in page
    assert "UU 23/2014" in page
    assert "Tambah catatan" in page
    assert "Sepakati tindakan" not in page
    assert "Tutup dengan hasil" not in page
    assert "Izin lambat" in text(client.get("/masalah/"))
    assert client.post(made.url, {"text": "Masih menunggu"}).status_code == 302
    assert "Masih menunggu" in text(client.get(made.url))


def test_a_wrong_form_keeps_what_was_typed(town, july):
    client = town.client("office")
    answer = new(client, topic="", noted_on="9999-12-31", cause="Berkas hilang")
    assert answer.status_code == 422
    assert "Berkas hilang" in text(answer)
    assert new(client, region="32.77").status_code == 422
    assert new(client, level="province").status_code == 422
    assert new(client, problem="x").status_code == 422
    assert not Problem.objects.unscoped("test").exists()


def test_the_office_agrees_and_closes_on_the_pages(town, noted):
    client, made = town.client("office"), noted("ana")
    address = f"/masalah/{made.id}/"
    form = text(client.get(f"{address}tindakan/"))
    told = {
        "agreed": written(form, "agreed"),
        "text": "Surat ke DPMPTSP",
        "owner": str(town.users["coordinator"].id),
        "due_on": str(TODAY + DAY),
    }
    assert client.post(f"{address}tindakan/", told | {"due_on": "9999-12-31"}).status_code == 422
    assert client.post(f"{address}tindakan/", told | {"office": "BPN"}).status_code == 422
    assert (
        client.post(f"{address}tindakan/", told).status_code
        == client.post(f"{address}tindakan/", told).status_code
        == 302
    )
    item = AgreedAction.objects.unscoped("test").get()
    own = town.client("coordinator")
    assert own.post(f"/masalah/tindakan/{item.id}/", {"act": "finish", "finish-note": ""}).status_code == 422
    assert (
        own.post(f"/masalah/tindakan/{item.id}/", {"act": "finish", "finish-note": "Terkirim"}).status_code
        == 302
    )
    assert client.post(f"{address}tutup/", {"result": "", "text": "Terbit"}).status_code == 422
    assert client.post(f"{address}tutup/", {"result": "solved", "text": "Terbit"}).status_code == 302
    page = text(client.get(address))
    assert "Terbit" in page
    assert "Buka kembali" in page
    assert "Terkirim" in page
    assert client.get(f"{address}tutup/").status_code == 409
    assert client.post(f"{address}buka/", {"reason": "Terulang"}).status_code == 302
    assert client.post(f"{address}arsip/", {"reason": "Salah catat"}).status_code == 302
    assert client.post(f"{address}arsip/").status_code == 302
    assert fresh(made).archived_at is None


def test_an_owner_puts_it_off_only_with_the_level(town, noted, agreed):
    made = agreed(noted(), owner="coordinator")
    address = f"/masalah/tindakan/{made.id}/"
    later = {"act": "postpone", "postpone-due_on": str(TODAY + 30 * DAY), "postpone-reason": "Kantor tutup"}
    assert "Geser batas waktu" not in text(town.client("coordinator").get(address))
    assert town.client("coordinator").post(address, later).status_code == 422
    assert town.client("office").post(address, later | {"postpone-due_on": "x"}).status_code == 422
    assert town.client("office").post(address, later).status_code == 302
    assert town.client("office").post(address, {"act": "nonsense"}).status_code == 200
    assert (
        town.client("office").post(address, {"act": "drop", "drop-reason": "Tidak perlu"}).status_code == 302
    )
    assert town.client("elsewhere").get(address).status_code == 404


def test_handing_up_and_answering_on_the_pages(town, noted):
    made = noted(matter="small")
    office, province, address = town.client("office"), town.client("province"), f"/masalah/{made.id}/"
    page = text(office.get(address))
    assert "Teruskan ke atas" in page
    assert "Sepakati tindakan" not in page
    assert office.get(f"{address}tindakan/").status_code == 409
    assert office.post(f"{address}teruskan/", {"text": ""}).status_code == 422
    assert office.post(f"{address}teruskan/", {"text": "Mohon izin"}).status_code == 302
    assert "Menunggu jawaban" in text(office.get(address))
    assert office.get(f"{address}jawab/").status_code == 409
    assert "Mohon izin" in text(province.get(f"{address}jawab/"))
    assert province.post(f"{address}jawab/", {"kind": "decided", "text": ""}).status_code == 422
    assert province.post(f"{address}jawab/", {"kind": "decided", "text": "Disetujui"}).status_code == 302
    assert "Disetujui" in text(office.get(address))
    assert "Sepakati tindakan" in text(office.get(address))
    assert office.get(f"{address}kewenangan/").status_code == 200
    assert (
        office.post(
            f"{address}kewenangan/", {"matter": "micro", "level": "", "reason": "Usaha mikro"}
        ).status_code
        == 302
    )
    assert fresh(made).level == "local"


def test_two_who_edit_are_told(town, noted):
    client, made = town.client("office"), noted("ana")
    form = {"title": "Baru", "what": "Baru", "cause": "", "topic": "data", "seen": "0"}
    assert client.post(f"/masalah/{made.id}/ubah/", form).status_code == 302
    again = town.client("ana").post(f"/masalah/{made.id}/ubah/", form | {"title": "Punya Ana"})
    assert again.status_code == 422
    assert "Punya Ana" in text(again)


def counts(page, label):
    """A figure card's value and where it leads."""
    card = page[page.index(f'figure-label">{label}') :]
    value = re.search(r'figure-value"><span class="num">([^<]*)', card).group(1)
    return value, re.search(r'figure-link" href="([^"]*)"', card).group(1).replace("&amp;", "&")


def listed(client, address):
    return len(set(re.findall(r'href="/masalah/([0-9a-f-]{36})/"', text(client.get(address)))))


@pytest.fixture
def season(town, noted, agreed):
    """One of each standing, with an archived one that counts nowhere."""
    rows = {
        "new": noted(title="Baru", noted_on=TODAY - 9 * DAY),
        "running": noted(title="Berjalan", region="32.76"),
        "late": noted(title="Lewat"),
    }
    agreed(rows["running"])
    AgreedAction.objects.unscoped("test").filter(id=agreed(rows["late"]).id).update(due_on=TODAY - DAY)
    rows["ready"] = noted(title="Siap", region=KECAMATAN)
    actions.finish(by=town.actor("office"), agreed=agreed(rows["ready"]).id, note="Sudah")
    rows["waiting"], rows["given_up"], rows["solved"] = (
        noted(title="Naik", matter="small"),
        noted(title="Menyerah", matter="small"),
        noted(title="Beres"),
    )
    up(town, rows["waiting"])
    up(town, rows["given_up"])
    answered(town, rows["given_up"], kind="declined")
    close(town, rows["given_up"], result="unsolvable")
    close(town, rows["solved"])
    actions.archive(by=town.actor("office"), problem=noted(title="Dobel").id, reason="Dobel")
    return rows


def test_every_figure_is_a_door_to_as_many_rows(town, season):
    client = town.client("office")
    page = text(client.get("/masalah/angka/"))
    wanted = {
        "Terbuka": "5",
        "Lewat batas waktu": "1",
        "Menunggu tingkat di atas": "1",
        "Selesai": "1",
        "Ditutup tanpa solusi": "1",
    }
    for label, value in wanted.items():
        shown, door = counts(page, label)
        assert (shown, listed(client, door)) == (value, int(value)), label
    for door, value in re.findall(r'<td[^>]*num-cell[^>]*><a href="([^"]*)">(\d+)</a>', page):
        assert listed(client, door.replace("&amp;", "&")) == int(value), door
    assert "Kota Depok" in page


@pytest.mark.parametrize(("state", "title"), [("baru", "Baru"), ("berjalan", "Berjalan"), ("lewat", "Lewat"), ("siap", "Siap"), ("menunggu", "Naik"), ("selesai", "Beres"), ("tidak-dapat", "Menyerah"), ("arsip", "Dobel")])  # fmt: skip
def test_the_list_tells_apart_what_the_board_does(town, season, state, title):
    client = town.client("office")
    assert listed(client, f"/masalah/?keadaan={state}") == 1
    assert f">{title}</a>" in text(client.get(f"/masalah/?keadaan={state}"))
    board = text(client.get("/masalah/papan/"))
    assert (f">{title}</a></h3>" in board) == (state != "arsip")


def test_the_board_says_whom_it_waits_for_and_how_long(town, season):
    page = text(town.client("office").get("/masalah/papan/"))
    lane = page[page.index(">Lewat</a>") :][:600]
    assert "DPMPTSP" in lane
    assert "9 hari" in page[page.index(">Baru</a>") :][:600]
    assert "Jawa Barat" in page[page.index(">Naik</a>") :][:600]


def test_the_list_is_downloaded_as_shown(town, season):
    answer = town.client("office").get("/masalah/?keadaan=terbuka&unduh=xlsx")
    assert answer.status_code == 200
    assert "spreadsheet" in answer.headers["Content-Type"]


def test_actions_are_listed_with_who_is_late(town, season):
    page = text(town.client("office").get("/masalah/tindakan/?keadaan=lewat"))
    assert page.count("Lewat batas waktu</span>") == 1


def test_the_matrix_shows_sources_and_what_rests_on_them(town, season):
    page = text(town.client("inspector").get("/masalah/kewenangan/"))
    assert "Lampiran huruf Q" in page
    assert "PP 28/2025" in page
    assert listed(town.client("inspector"), "/masalah/?keadaan=terbuka&urusan=small") == 1


def test_from_a_meeting_s_minutes(town, july):
    meetings.call_meeting(
        by=town.actor("office"), programme=town.programme, region="32.76", title="Rapat Juli", starts_at=_now() - DAY, minutes=60,
        must=[town.users["office"].id], should=[], place="Kantor", now=_now() - 9 * DAY,
    )  # fmt: skip
    meeting, client = Meeting.objects.unscoped("test").get(), town.client("office")
    assert f"/masalah/baru/?rapat={meeting.id}" in text(client.get(f"/pertemuan/{meeting.id}/notulen/"))
    assert "Rapat Juli" in text(client.get(f"/masalah/baru/?rapat={meeting.id}"))
    made = new(client, meeting=str(meeting.id), region="32.76")
    assert "Rapat Juli" in text(client.get(made.url))
    assert new(town.client("ana"), meeting=str(meeting.id)).status_code == 422
    assert client.get("/masalah/baru/?rapat=x").status_code == 200


def _now():
    from tests.records.town import NOW

    return NOW


@pytest.mark.parametrize(("who", "status"), [("office", 200), ("head", 200), ("coordinator", 200), ("camat", 200), ("inspector", 200), ("province", 200), ("ana", 200), ("budi", 404), ("elsewhere", 404), ("participant", 403), ("partner", 403), ("panel", 403), ("stranger", 302)])  # fmt: skip
def test_who_opens_one(town, noted, who, status):
    made = noted("ana")
    assert town.client(who).get(f"/masalah/{made.id}/").status_code == status


@pytest.mark.parametrize("who", ["ana", "coordinator", "inspector", "participant"])
@pytest.mark.parametrize("what", ["tindakan", "teruskan", "tutup", "buka", "arsip", "kewenangan", "jawab"])
def test_who_decides_nothing_gets_no_form(town, noted, who, what):
    made = noted("ana")
    assert town.client(who).get(f"/masalah/{made.id}/{what}/").status_code == 403
    assert (
        town.client(who)
        .post(f"/masalah/{made.id}/{what}/", {"text": "x", "result": "solved", "reason": "x"})
        .status_code
        == 403
    )
    assert fresh(made).closed_at is None


def test_buttons_lead_to_no_refusal(town, noted, season):
    for row in Problem.objects.unscoped("test"):
        for who in ("office", "head", "province", "coordinator"):
            client = town.client(who)
            page = text(client.get(f"/masalah/{row.id}/"))
            for address in set(re.findall(rf'href="(/masalah/{row.id}/[a-z]+/)"', page)):
                assert client.get(address).status_code == 200, (who, row.title, address)


@pytest.mark.parametrize(
    "asked",
    [
        "?keadaan=x&topik=x&wilayah=x&tahun=x",
        "?wilayah=%00",
        "?tahun=99999",
        "?wilayah=32.76%3D",
        "?hal=-3&urut=-zzz&cari=%25",
    ],
)
def test_nonsense_breaks_nothing(town, noted, asked):
    noted()
    for page in ("", "papan/", "angka/", "tindakan/", "kewenangan/"):
        assert town.client("office").get(f"/masalah/{page}{asked}").status_code in (200, 400)
