from dampingi.outcomes.plans.views import allocations, forum, plans

__all__ = ["allocations", "forum", "plans"]
