from dampingi.insight.passing import carrying, queries
from dampingi.insight.passing.models import Marking
from dampingi.insight.reviews.recomputable import Recomputable


class Command(Recomputable):
    help = "List the markings of participants, mark them again and compare every digit, or write one to a file for another machine."
    model, command, thing = Marking, "passing", "marking"
    related = ("programme", "standard")
    differs = "The marks of %s do not follow from its people."
    unreadable = "%s holds no marking of participants."
    faults = (*Recomputable.faults, carrying.Unreadable)
    holds = staticmethod(queries.holds)
    exported = staticmethod(carrying.exported)
    read = staticmethod(carrying.read)
    same = staticmethod(carrying.same)
