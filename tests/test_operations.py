"""Whoever keeps the machine finds every setting in docs/operations.md."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READ = re.compile(r"""environ(?:\.get\(|\.setdefault\(|\[)f?["'](DAMPINGI_[A-Z_]+)""")


def test_every_environment_variable_that_is_read_is_documented():
    sources = (ROOT / "src" / "dampingi").rglob("*.py")
    read = {name for source in sources for name in READ.findall(source.read_text("utf-8"))}
    assert {"DAMPINGI_HOME", "DAMPINGI_PUBLIC_URL", "DAMPINGI_KEY_"} <= read
    told = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert {name for name in read if name not in told} == set()
