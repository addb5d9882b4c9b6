"""What counts where stands in insight/indicators; here it is asked for."""

from dampingi.insight.indicators.catalogue import catalogue

__all__ = ["catalogue"]
