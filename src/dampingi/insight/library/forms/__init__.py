"""A definition as an office writes it, by what it is made of."""

from dampingi.insight.library.forms.composite import CompositeForm
from dampingi.insight.library.forms.counted import IndicatorForm
from dampingi.insight.library.forms.definition import DefinitionForm
from dampingi.insight.library.forms.typed import ManualForm
from dampingi.insight.library.forms.written import initial

__all__ = ["CompositeForm", "DefinitionForm", "IndicatorForm", "ManualForm", "initial"]
