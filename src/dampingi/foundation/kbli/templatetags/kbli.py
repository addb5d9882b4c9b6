from django import template

from dampingi.foundation.kbli.queries import common_codes

register = template.Library()


@register.simple_tag
def kbli_common() -> list[tuple[str, str]]:
    """The common codes with their 2020 titles, for a field to choose from without a search."""
    return common_codes()
