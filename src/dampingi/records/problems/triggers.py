"""The database itself refuses to change what an edition of a list says, whoever asks."""

from dampingi.foundation.frozen import frozen

_FIXED = ("kind", "region", "number", "body", "reason", "hash", "by", "by_name")
refuse_changes, allow_changes = frozen(
    "problems_listedition", "a proposed edition does not change", function="problem_lists_frozen", columns=[f'"{c}"' for c in _FIXED],
)  # fmt: skip
