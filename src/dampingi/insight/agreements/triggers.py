"""The database itself refuses to change an edition, whoever asks."""

from dampingi.foundation.frozen import frozen

refuse_changes, allow_changes = frozen(
    "agreements_agreement", "a signed or proposed edition does not change", function="agreement_frozen",
)  # fmt: skip
