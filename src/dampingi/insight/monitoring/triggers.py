"""The database itself refuses to change an edition that was published, whoever asks."""

from dampingi.foundation.frozen import frozen

refuse_changes, allow_changes = frozen(
    "monitoring_figureedition", "published editions do not change", function="monitoring_frozen", trigger="frozen",
)  # fmt: skip
