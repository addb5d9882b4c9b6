"""The database itself refuses to change what does not change any more, whoever asks."""

from dampingi.foundation.frozen import frozen

EDITIONS, STEPS = "aspirations_themeedition", "aspirations_step"
_SAYS = {EDITIONS: "a published edition does not change", STEPS: "a step that was taken does not change"}


def refuse(table: str):
    """(forward, backward) of a migration."""
    return frozen(table, _SAYS[table], function=f"{table}_frozen")
