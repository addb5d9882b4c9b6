"""How many modules are enough. Whole numbers only: 80% of 6 modules are 5, and of none there is no certificate."""


def needed(modules: int, share: int) -> int:
    """The fewest of `modules` that make up `share` percent, at least one."""
    return max(1, -(-modules * share // 100))


def enough(done: int, modules: int, share: int) -> bool:
    return modules > 0 and done >= needed(modules, share)
