"""Text of a sheet that must fit a column of the register."""


def cut(text: object, length: int) -> str:
    written = "" if text is None else str(text)
    return written if len(written) <= length else written[: length - 1].rstrip() + "…"
