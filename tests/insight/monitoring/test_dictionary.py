"""The data dictionary tells what is computed, and the committed one is today's."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils.translation import override

from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.insight.monitoring.dictionary import dictionary

COMMITTED = Path(__file__).resolve().parents[3] / "docs" / "kamus-data.md"


def test_the_committed_dictionary_is_current():
    assert COMMITTED.read_text("utf-8") == dictionary(), (
        "run bin/dampingi dictionary --out docs/kamus-data.md"
    )


@pytest.mark.parametrize("code", catalogue())
def test_an_indicator_is_told_in_full(code):
    with override("id"):
        said = catalogue()[code]
    section = dictionary().split(f"(`{code}`)")[1].split("\n### ")[0]
    dataset = DATASETS[said.dataset]
    for text in (
        said.why,
        said.formula,
        said.unit,
        said.source,
        said.limits,
        said.hash,
        f"(#{dataset.name})",
    ):
        assert text in section
    for name in said.numerator.columns + said.denominator.columns:
        assert f"`{name}`" in section
        assert dataset.columns[name].says in section
    for condition in said.filter:
        assert f"`{condition.column}`" in section


def test_it_is_indonesian_for_every_reader():
    with override("en"):
        english = dictionary()
    assert english == dictionary()


def test_the_command_writes_the_file(tmp_path):
    call_command("dictionary", out=tmp_path / "kamus.md")
    assert (tmp_path / "kamus.md").read_text("utf-8") == dictionary()


def test_the_command_prints_without_a_file(capsys):
    call_command("dictionary")
    assert capsys.readouterr().out == dictionary()
