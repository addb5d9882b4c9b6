from dampingi.insight.reviews import carrying, queries
from dampingi.insight.reviews.models import Freeze
from dampingi.insight.reviews.recomputable import Recomputable


class Command(Recomputable):
    help = "List a programme's frozen rates, compute them again and compare every digit, or write them to a file for another machine."
    model, command, thing = Freeze, "review", "freeze"
    differs = "The figures of %s do not follow from its people."
    unreadable = "%s holds no frozen programme rates."
    faults = (*Recomputable.faults, carrying.Unreadable)
    holds = staticmethod(queries.holds)
    exported = staticmethod(carrying.exported)
    read = staticmethod(carrying.read)
    same = staticmethod(carrying.same)
