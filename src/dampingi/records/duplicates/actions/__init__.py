from dampingi.records.duplicates.actions.merge import merge_businesses, merge_persons
from dampingi.records.duplicates.actions.unmerge import unmerge

__all__ = ["merge_businesses", "merge_persons", "unmerge"]
