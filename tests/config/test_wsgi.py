"""The web process as it starts."""

import subprocess
import sys

AFTER = """
import gc
from dampingi.config.wsgi import application
from django.urls import resolve

frozen = gc.get_freeze_count()
resolve("/usaha/")
print(frozen, len(gc.get_objects()))
"""


def test_the_collector_does_not_go_through_the_code_while_requests_wait(tmp_path, monkeypatch):
    """It paused a request by hundreds of milliseconds: what is loaded at the start is nine tenths of what it went through."""
    monkeypatch.setenv("DAMPINGI_HOME", str(tmp_path))
    told = subprocess.run([sys.executable, "-c", AFTER], capture_output=True, text=True, check=True).stdout
    frozen, looked_at = map(int, told.split())
    assert frozen > 9 * looked_at
