from dampingi.outcomes.plans.views import allocations, forum, plans, targets

__all__ = ["allocations", "forum", "plans", "targets"]
