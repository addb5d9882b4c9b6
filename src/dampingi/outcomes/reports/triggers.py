"""The database itself refuses to change a snapshot, whoever asks."""

from dampingi.foundation.frozen import frozen

refuse_changes, allow_changes = frozen(
    "reports_snapshot", "snapshots do not change", function="reports_frozen", trigger="frozen",
)  # fmt: skip
