"""A key that somebody else made: the same whether it came with a line's end or without, from a file or from outside."""

import pytest

from dampingi.config.home import given


@pytest.mark.parametrize("told", ["k" * 40, "k" * 40 + "\n", "  " + "k" * 40 + "\r\n"])
def test_a_lines_end_is_no_part_of_a_key(told, tmp_path, monkeypatch):
    monkeypatch.delenv("DAMPINGI_KEY_PROVINCE", raising=False)
    assert given(tmp_path, "province") == ""
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys/province").write_text(told)
    assert given(tmp_path, "province") == "k" * 40
    monkeypatch.setenv("DAMPINGI_KEY_PROVINCE", told)
    assert given(tmp_path, "province") == "k" * 40
