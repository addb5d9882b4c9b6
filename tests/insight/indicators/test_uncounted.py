"""Composites and manual indicators: what they give, to whom, and that missing is never zero."""

import datetime
import io
from decimal import Decimal

import pytest
from PIL import Image

from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.insight.indicators import actions, entries
from dampingi.insight.indicators.catalogue import impossible
from dampingi.insight.indicators.models import Entry
from dampingi.insight.monitoring.queries import rows, values

from .written import BODY, KOTA, counting, draft, in_force

pytestmark = pytest.mark.usefixtures("july")
MAY, KECAMATAN, OTHER = datetime.date(2026, 5, 10), "32.76.05", "32.76.06"
COMMON = {k: v for k, v in BODY.items() if k not in ("dataset", "numerator", "denominator")}
COMPOSITE = COMMON | {
    "name": "Nilai", "kind": "mean", "groupings": ["kecamatan", "kelurahan"],
    "parts": [
        {"indicator": "verified_share", "weight": 1, "zero": "0", "full": "1"},
        {"indicator": "pass_rate", "weight": 3, "zero": "1", "full": "0"},
    ],
}  # fmt: skip
TYPED = COMMON | {
    "name": "Kemitraan", "kind": "mean", "groupings": ["city", "kecamatan", "month"],
    "entered": {"level": "kecamatan", "every": "month", "over": "sum", "numerator": "perjanjian"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def begun(town, body, **changed):
    return actions.begin_draft(by=town.actor("office"), region=KOTA, body=body | changed)


def paper():
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "brown").save(out, "JPEG")
    return out.getvalue()


def typed(town, numerator, day=MAY, who="office", region=KECAMATAN, **more):
    told = {"denominator": None, "evidence": paper()} | more
    return entries.enter_value(
        by=town.actor(who), code="kemitraan", region=region, day=day, numerator=numerator, **told
    )


def accept(town, made, who="head", **more):
    return decide(
        by=town.actor(who), approval=approvals_of("indicator_entry", made.id)[0].id, approved=True, **more
    )


def value(town, code, who="office", **more):
    return values(town.actor(who), [code], programme=town.programme, **more).value(code)


def test_a_composite_weighs_the_scores_of_its_parts(town):
    made = in_force(town, begun(town, COMPOSITE))
    assert value(town, "verified_share") == 0
    assert value(town, "pass_rate") == 0
    assert value(town, made.code) == Decimal(75)
    found = values(town.actor("office"), [made.code], "kelurahan", programme=town.programme)
    assert {f.value for f in found.by(made.code).values()} == {Decimal(75)}


def test_a_part_without_a_value_leaves_the_whole_without_one_unless_said(town):
    parts = [COMPOSITE["parts"][1], {"indicator": "participation", "weight": 1, "zero": "0", "full": "1"}]
    assert value(town, "participation") is None
    strict = in_force(town, begun(town, COMPOSITE, parts=parts))
    loose = in_force(town, begun(town, COMPOSITE, parts=parts, skips=True))
    assert value(town, strict.code) is None
    assert value(town, loose.code) == 100


@pytest.mark.parametrize(
    ("changed", "field", "cure"),
    [
        (
            {"parts": [COMPOSITE["parts"][0], COMPOSITE["parts"][1] | {"indicator": "laba"}]},
            "parts",
            "“laba” tidak berlaku",
        ),
        ({"groupings": ["month"]}, "groupings", "tidak dapat dirinci menurut “month”"),
        ({"parts": COMPOSITE["parts"][:1]}, "parts", "Pilih dua sampai"),
        (
            {"parts": [COMPOSITE["parts"][0] | {"full": "0"}, COMPOSITE["parts"][1]]},
            "parts",
            "dua angka yang berbeda",
        ),
    ],
)
def test_a_composite_that_cannot_be_is_refused_beside_its_field(town, changed, field, cure):
    with pytest.raises(actions.Mistaken, match=cure) as mistaken:
        begun(town, COMPOSITE, **changed)
    assert mistaken.value.field == field


def test_no_composite_becomes_part_of_itself(town):
    first = in_force(town, begun(town, COMPOSITE))
    second = in_force(
        town,
        begun(
            town, COMPOSITE, parts=[COMPOSITE["parts"][0], COMPOSITE["parts"][1] | {"indicator": first.code}]
        ),
    )
    again = actions.begin_version(by=town.actor("office"), region=KOTA, code=first.code)
    for code in (first.code, second.code):
        parts = [COMPOSITE["parts"][0], COMPOSITE["parts"][1] | {"indicator": code}]
        with pytest.raises(actions.Mistaken, match="bagian dirinya sendiri"):
            actions.save_draft(
                by=town.actor("office"), draft=again.id, body=again.body | {"parts": parts}, opened=1
            )


def test_two_that_would_be_part_of_each_other_are_refused_when_the_second_is_put_in_force(town):
    """Each is right when it is written; the one decided last is not."""
    first, second = (
        in_force(town, begun(town, COMPOSITE)),
        in_force(town, begun(town, COMPOSITE, name="Kedua")),
    )
    one = actions.begin_version(by=town.actor("office"), region=KOTA, code=first.code)
    two = actions.begin_version(by=town.actor("office"), region=KOTA, code=second.code)
    for made, part in ((one, second.code), (two, first.code)):
        parts = [COMPOSITE["parts"][0], COMPOSITE["parts"][1] | {"indicator": part}]
        actions.save_draft(
            by=town.actor("office"), draft=made.id, body=made.body | {"parts": parts}, opened=1
        )
        made.refresh_from_db()
    waiting = [
        actions.submit_draft(by=town.actor("office"), draft=d.id, opened=2, reason="x") for d in (one, two)
    ]
    decide(by=town.actor("head"), approval=waiting[0].id, approved=True)
    with pytest.raises(actions.Mistaken, match="bagian dirinya sendiri"):
        decide(by=town.actor("head"), approval=waiting[1].id, approved=True)
    assert {first.code, second.code} <= set(counting())


def test_a_retired_part_makes_the_whole_impossible_and_breaks_nothing(town):
    part = in_force(town, groupings=["kecamatan", "kelurahan"])
    whole = in_force(
        town,
        begun(
            town, COMPOSITE, parts=[COMPOSITE["parts"][0], COMPOSITE["parts"][1] | {"indicator": part.code}]
        ),
    )
    actions.retire_indicator(by=town.actor("office"), version=part.id, reason="x")
    assert whole.code not in counting()
    (broken,) = impossible(KOTA)
    assert (broken.version.id, broken.why.problem) == (whole.id, "no_part")
    page = town.client("office").get("/indikator/kamus/").content.decode()
    assert "tidak berlaku lagi" in page
    assert town.client("office").get("/dasbor/").status_code == 200


def test_a_typed_value_counts_once_another_has_accepted_it(town):
    code = in_force(town, begun(town, TYPED)).code
    assert code == "kemitraan"
    assert value(town, code) is None, "nobody typed anything: that is no zero"
    made = typed(town, 0, who="coordinator")
    assert value(town, code) is None
    with pytest.raises(Denied):
        accept(town, made, who="coordinator")
    accept(town, made, who="office")
    assert value(town, code) == 0
    accept(town, typed(town, 3, day=datetime.date(2026, 6, 1)))
    assert value(town, code) == 3
    by_month = values(town.actor("office"), [code], "month", programme=town.programme).by(code)
    assert {month: f.value for month, f in by_month.items()} == {"2026-05": 0, "2026-06": 3}
    assert value(town, code, who="coordinator", region=KECAMATAN) == 3


def test_a_correction_replaces_it_and_the_earlier_stays_on_record(town):
    in_force(town, begun(town, TYPED))
    accept(town, typed(town, 5))
    again = typed(town, 2)
    with pytest.raises(Conflict, match="menunggu"):
        typed(town, 4)
    assert value(town, "kemitraan") == 5
    accept(town, again)
    assert value(town, "kemitraan") == 2
    told = Entry.objects.unscoped("test").order_by("number")
    assert [(e.number, e.numerator, e.state) for e in told] == [(1, 5, "replaced"), (2, 2, "accepted")]


@pytest.mark.parametrize(
    ("told", "cure"),
    [
        ({"day": datetime.date(2026, 7, 1)}, "belum berakhir"),
        ({"day": datetime.date(9999, 12, 31)}, "belum mulai"),
        ({"region": KOTA}, "tingkat wilayah lain"),
        ({"denominator": 3}, "angkanya saja"),
        ({"numerator": 10**30}, "Penyebut sedikitnya 1|sedikitnya"),
        ({"evidence": b""}, "kosong"),
        ({"evidence": b"<svg onload=alert(1)>"}, "."),
    ],
)
def test_what_cannot_be_typed_is_refused(town, told, cure):
    in_force(town, begun(town, TYPED))
    with pytest.raises(Refused, match=cure):
        typed(town, **{"numerator": 1} | told)
    assert not Entry.objects.unscoped("test").exists()


@pytest.mark.parametrize("who", ["ana", "head", "participant", "partner", "inspector", "elsewhere"])
def test_who_types_no_values_there_is_denied(town, who):
    in_force(town, begun(town, TYPED))
    with pytest.raises(Denied):
        typed(town, 1, who=who)


def test_shares_are_parts_of_a_whole_and_are_divided_after_adding(town):
    body = TYPED | {"kind": "proportion", "entered": TYPED["entered"] | {"denominator": "diajukan"}}
    in_force(town, begun(town, body))
    for wrong in (0, -1):
        with pytest.raises(Refused, match="sedikitnya 1"):
            typed(town, 0, denominator=wrong)
    with pytest.raises(Refused, match="lebih dari seluruhnya"):
        typed(town, 5, denominator=4)
    accept(town, typed(town, 1, denominator=4))
    accept(town, typed(town, 3, denominator=4, day=datetime.date(2026, 6, 2)))
    assert value(town, "kemitraan") == Decimal("0.5")


def test_figures_without_rows_lead_to_what_they_are_made_of(town):
    made, whole = in_force(town, begun(town, TYPED)), in_force(town, begun(town, COMPOSITE))
    accept(town, typed(town, 3))
    client = town.client("office")
    with pytest.raises(Refused, match="halaman indikatornya"):
        rows(town.actor("office"), made.code, programme=town.programme)
    for version, words in ((made, "Nilai yang diisi"), (whole, "Terdiri atas")):
        answer = client.get(f"/dasbor/rincian/?indikator={version.code}", follow=True)
        assert answer.status_code == 200
        assert words in answer.content.decode()
    assert client.get("/dasbor/").status_code == 200
    assert client.get(f"/dasbor/?indikator={whole.code}").status_code == 200
    assert client.get(f"/dasbor/?indikator={made.code}").status_code == 200
    assert client.get("/indikator/kamus/").status_code == 200


def test_typing_looking_and_accepting_on_screen(town):
    in_force(town, begun(town, TYPED))
    from django.core.files.uploadedfile import SimpleUploadedFile

    form = {"region": KECAMATAN, "month": "2026-05", "numerator": "4", "note": "Terlampir"}
    writer, head = town.client("coordinator"), town.client("head")
    assert writer.get("/indikator/isi/kemitraan/").status_code == 200
    assert writer.post("/indikator/isi/kemitraan/", form).status_code == 422
    for wrong in (
        {"month": "2026-13"},
        {"month": "kemarin"},
        {"numerator": "9" * 40},
        {"numerator": "NaN"},
        {"region": OTHER},
    ):
        told = form | wrong | {"evidence": SimpleUploadedFile("a.jpg", paper())}
        assert writer.post("/indikator/isi/kemitraan/", told).status_code == 422
    answer = writer.post(
        "/indikator/isi/kemitraan/", form | {"evidence": SimpleUploadedFile("a.jpg", paper())}
    )
    made = Entry.objects.unscoped("test").get()
    assert answer["Location"] == f"/indikator/nilai/{made.id}/"
    assert "Kemitraan" in head.get("/kotak-masuk/").content.decode()
    assert head.get(f"/indikator/nilai/{made.id}/bukti/")["Content-Type"] == "image/jpeg"
    assert town.client("elsewhere").get(f"/indikator/nilai/{made.id}/").status_code == 404
    assert town.client("elsewhere").get(f"/indikator/nilai/{made.id}/bukti/").status_code == 404
    assert writer.post(f"/indikator/nilai/{made.id}/putusan/", {"decision": "approve"}).status_code == 403
    assert head.post(f"/indikator/nilai/{made.id}/putusan/", {"decision": "approve"}).status_code == 302
    assert head.post(f"/indikator/nilai/{made.id}/putusan/", {"decision": "approve"}).status_code == 409
    assert "Diterima" in writer.get(f"/indikator/nilai/{made.id}/").content.decode()
    assert value(town, "kemitraan") == 4


def test_both_kinds_are_written_on_screen(town):
    client = town.client("office")
    said = {k: v for k, v in COMMON.items() if k != "kind"} | {
        "opened": "0",
        "groupings": ["city", "kecamatan"],
    }
    told = {
        "part0": "pass_rate",
        "weight0": "1",
        "zero0": "0",
        "full0": "80",
        "part1": "verified_share",
        "weight1": "2",
        "zero1": "0",
        "full1": "100",
    }
    assert client.get("/indikator/baru/gabungan/").status_code == 200
    assert client.post("/indikator/baru/gabungan/", said | told | {"weight0": ""}).status_code == 422
    answer = client.post("/indikator/baru/gabungan/", said | told)
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "Terdiri atas" in page
    assert "80,0%" in page
    assert 'value="80"' in client.get(answer["Location"] + "isi/").content.decode()
    typed_form = {
        "level": "kecamatan",
        "every": "quarter",
        "over": "last",
        "typed": "sentra aktif",
        "typed_of": "",
        "name": "Sentra aktif",
    }
    assert client.get("/indikator/baru/isian/").status_code == 200
    answer = client.post("/indikator/baru/isian/", said | typed_form)
    assert answer.status_code == 302
    assert "sentra aktif" in client.get(answer["Location"]).content.decode()
    assert client.get(answer["Location"] + "isi/").status_code == 200


def test_drafts_of_both_have_no_rows_but_their_own_page(town):
    for body in (COMPOSITE, TYPED):
        made = begun(town, body)
        assert town.client("office").get(f"/indikator/rancangan/{made.id}/baris/").status_code == 302
    assert draft(town).open
