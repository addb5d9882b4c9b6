"""The database itself refuses to change or remove a version, whoever asks."""

from dampingi.foundation.frozen import frozen

refuse_changes, allow_changes = frozen(
    "indicators_version", "a version of an indicator does not change", function="indicator_frozen",
)  # fmt: skip
