from dampingi.outcomes.plans.views import allocations, plans

__all__ = ["allocations", "plans"]
