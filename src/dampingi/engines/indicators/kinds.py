from typing import Literal

Kind = Literal["proportion", "change", "mean"]
"""proportion: k of n things, 0 to 1. change: relative to a baseline, -1 and up. mean: something per one of something."""

Direction = Literal["up", "down"]
"""Which way is better."""

Step = Literal["input", "activity", "output", "outcome"]
"""Where in the programme's theory a figure stands."""

Area = Literal["wub", "plut", "cooperatives", "finance", "marketing"]
"""Whose work a figure tells of: the new-entrepreneur programme, the service centre, or one of the fields that cut across."""
