from dampingi.records.subsidies.models.claims import Claim, ClaimLine
from dampingi.records.subsidies.models.decrees import DecreeLine, LoanDecree
from dampingi.records.subsidies.models.reconciliations import Reconciliation

__all__ = ["Claim", "ClaimLine", "DecreeLine", "LoanDecree", "Reconciliation"]
