from dampingi.records.honours.actions.choosing import choose
from dampingi.records.honours.actions.nominating import nominate, set_rules, verify, withdraw

__all__ = ["choose", "nominate", "set_rules", "verify", "withdraw"]
