"""The server with a newer app on it: another word, and one more step of the phone's memory."""

from dampingi.capture.field import bundle
from dampingi.config.wsgi import application

__all__ = ["application"]

ENDS = b"];\n\n/** The phone has no room left"
STEP = b'  (db, tx) => { db.createObjectStore("later"); tx.objectStore("items").createIndex("state", "state"); },\n'
_before = (bundle.FOLDER / "store.js").read_bytes()
assert ENDS in _before
bundle.MADE["store.js"] = lambda: _before.replace(ENDS, STEP + ENDS)
bundle.built.cache_clear()
