from dampingi.records.loans.models.schemes import SchemeEdition

__all__ = ["SchemeEdition"]
