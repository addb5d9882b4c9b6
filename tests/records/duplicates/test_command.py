import json

import pytest
from django.core.management import CommandError, call_command

from tests.records.duplicates.test_search import register  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def test_it_searches_and_prints_counts(register, capsys):  # noqa: F811
    call_command("duplicates", "--region", "32.76", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["businesses"], told["pairs"], told["merged"]) == (6, 1, 0)
    call_command("duplicates", "--region", "32.76")
    assert "6 usaha dibandingkan: 1 pasangan mirip, 0 baru" in capsys.readouterr().out


def test_an_unknown_region_is_told(register):  # noqa: F811
    with pytest.raises(CommandError, match="tidak dikenal"):
        call_command("duplicates", "--region", "99")
