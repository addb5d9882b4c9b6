"""Each module measures us and a named alternative in the same run: `run(*, quick: bool) -> dict` of figures.

A module's name is the benchmark's, with an underscore after it where Python needs one (`import_`).
"""
