"""Data becomes an archivable, accessible PDF; equal data equal bytes; what a person typed never becomes markup."""

import datetime
import io
import os
from concurrent.futures import wait

import pytest
from pypdf import PdfReader

from dampingi.outcomes.documents import typesetting
from dampingi.outcomes.documents.typesetting import Job, NotSet, typeset

MADE = datetime.datetime(2026, 11, 21, 9, 30, tzinfo=datetime.UTC)
LETTER = """
#import "style.typ": *
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(font: face, lang: "id")
= #data.title
#data.text
"""


@pytest.fixture
def letter(tmp_path, monkeypatch):
    """A one-line template beside the real style."""
    style = typesetting.letters() / "style.typ"
    (tmp_path / "style.typ").write_text(style.read_text())
    (tmp_path / "letter.typ").write_text(LETTER)
    monkeypatch.setattr(typesetting, "letters", lambda: tmp_path)
    return tmp_path


def read(path) -> PdfReader:
    return PdfReader(io.BytesIO(path.read_bytes()))


def test_says_what_it_was_given(letter, tmp_path):
    out = typeset(
        "letter.typ", {"title": "Uji", "text": "Omzet Rp 2.000.000"}, made_at=MADE, out=tmp_path / "a.pdf"
    )
    assert "Rp 2.000.000" in read(out).pages[0].extract_text()


def test_is_archivable_and_accessible_at_once(letter, tmp_path):
    out = typeset("letter.typ", {"title": "Uji", "text": "."}, made_at=MADE, out=tmp_path / "a.pdf")
    told = out.read_bytes()
    assert b"pdfaid:part>2</pdfaid:part" in told.replace(b'"', b"") or b"<pdfaid:part>2<" in told
    assert b"<pdfaid:conformance>A<" in told
    assert b"<pdfuaid:part>1<" in told
    root = read(out).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("id")


def test_equal_data_give_equal_bytes_and_other_data_do_not(letter, tmp_path):
    told = {"title": "Uji", "text": "sama"}
    first = typeset("letter.typ", told, made_at=MADE, out=tmp_path / "a.pdf").read_bytes()
    assert typeset("letter.typ", told, made_at=MADE, out=tmp_path / "b.pdf").read_bytes() == first
    assert (
        typeset("letter.typ", told | {"text": "lain"}, made_at=MADE, out=tmp_path / "c.pdf").read_bytes()
        != first
    )


@pytest.mark.parametrize(
    "typed",
    ["#panic()", "*tebal* _miring_ $x$", '"; #import "/etc/passwd"', '#read("style.typ")', "<script>"],
)
def test_what_a_person_typed_stays_text(letter, tmp_path, typed):
    out = typeset("letter.typ", {"title": "Uji", "text": typed}, made_at=MADE, out=tmp_path / "a.pdf")
    shown = "".join(read(out).pages[0].extract_text().split())
    assert "".join(typed.split()) in shown


def test_an_unknown_font_is_a_fault_not_a_warning(letter, tmp_path):
    (letter / "letter.typ").write_text(LETTER.replace("font: face", 'font: "Tidak Ada"'))
    with pytest.raises(NotSet, match="unknown font"):
        typeset("letter.typ", {"title": "Uji", "text": "."}, made_at=MADE, out=tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


def test_a_fault_names_the_template_and_where(letter, tmp_path):
    with pytest.raises(NotSet, match=r"letter\.typ: .*text"):
        typeset("letter.typ", {"title": "Uji"}, made_at=MADE, out=tmp_path / "a.pdf")


def test_many_documents_are_set_by_presses_in_turn(letter, tmp_path, monkeypatch):
    monkeypatch.setattr(typesetting, "SHEETS_A_PRESS", 2)
    monkeypatch.setattr(typesetting, "MOST_PRESSES", 1)
    outs = [tmp_path / f"{n}.pdf" for n in range(5)]
    with typesetting.Presses() as presses:
        jobs = [Job("letter.typ", {"title": "Uji", "text": str(out.stem)}, MADE, out) for out in outs]
        assert [each.result() for each in [presses.order(job) for job in jobs]] == [""] * 5
    assert len(presses._started) == 3
    assert [read(out).pages[0].extract_text().split()[-1] for out in outs] == ["0", "1", "2", "3", "4"]


PRESSED = """
import json, os, sys
for n, line in enumerate(sys.stdin):
    job = json.loads(line)
    told = json.loads(job["data"])
    if told["text"] == "jatuh" or (told["text"] == "penuh" and n):
        sys.stderr.write("kehabisan memori")
        sys.exit(1)
    open(job["out"], "w").write(str(os.getpid()))
    print(json.dumps({"out": job["out"]}), flush=True)
"""
"""A press that falls over one document, and over another only if it set something before."""


@pytest.fixture
def one_press(tmp_path, monkeypatch):
    press = tmp_path / "press.py"
    press.write_text(PRESSED)
    monkeypatch.setattr(typesetting, "PRESS", press)
    monkeypatch.setattr(typesetting, "MOST_PRESSES", 1)

    def told(*texts):
        jobs = [
            Job("letter.typ", {"text": text}, MADE, tmp_path / f"{n}.pdf") for n, text in enumerate(texts)
        ]
        with typesetting.Presses() as presses:
            orders = [presses.order(job) for job in jobs]
            wait(orders)
            return jobs, orders

    return told


def test_one_press_is_kept_for_a_batch(one_press):
    jobs, _orders = one_press("a", "b", "c")
    assert len({job.out.read_text() for job in jobs}) == 1


def test_a_document_over_which_a_press_falls_costs_only_itself(one_press):
    _jobs, orders = one_press("a", "jatuh", "c")
    with pytest.raises(NotSet, match="kehabisan memori"):
        orders[1].result()
    assert [orders[0].result(), orders[2].result()] == ["", ""]


def test_over_what_was_set_before_a_press_may_fall_and_another_goes_on(one_press):
    _jobs, orders = one_press("a", "penuh", "c")
    assert [order.result() for order in orders] == ["", "", ""]


def test_a_document_that_takes_too_long_is_given_up(one_press, monkeypatch, tmp_path):
    (tmp_path / "press.py").write_text("import time\ntime.sleep(60)")
    monkeypatch.setattr(typesetting, "SECONDS_A_DOCUMENT", 0.3)
    _jobs, orders = one_press("a")
    with pytest.raises(NotSet, match="the press stopped"):
        orders[0].result()


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one processor has one press")
def test_a_batch_is_dealt_out_to_several(letter, tmp_path):
    with typesetting.Presses() as presses:
        held = [presses.order(Job("letter.typ", {"title": "Uji", "text": "."}, MADE, tmp_path / f"{n}.pdf")) for n in range(4)]  # fmt: skip
        assert not any(each.result() for each in held)
        assert len(presses._started) > 1
