"""The database itself refuses to change a published edition of stages, whoever asks."""

from dampingi.foundation.frozen import frozen

refuse_changes, allow_changes = frozen(
    "programmes_stageedition", "a published edition does not change", function="stage_edition_frozen",
)  # fmt: skip
