"""Which days are closed: a country's public holidays, from the `holidays` package, and a site's own."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import lru_cache


def closed_days(country: str | None, own: Collection[date]) -> Callable[[date], bool]:
    """Tells of any day whether it is closed: by the country's calendar, or because the site says so."""

    def is_closed(day: date) -> bool:
        return day in own or (country is not None and day in public_holidays(country, day.year))

    return is_closed


@lru_cache(maxsize=512)
def public_holidays(country: str, year: int, language: str | None = None) -> Mapping[date, str]:
    """A year's public holidays by day, named in the language where the calendar knows it. `country` is ISO 3166."""
    # Here, not above: it weighs more than all of this room, and only the worker and two pages need it.
    import holidays

    known = holidays.country_holidays(country)
    named = next((code for code in known.supported_languages if language and code.split("_")[0] == language), None)
    return dict(holidays.country_holidays(country, years=year, language=named))


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """The countries whose calendar is known."""
    import holidays

    return frozenset(holidays.list_supported_countries(include_aliases=False))


def coming_holidays(country: str, today: date, language: str | None, most: int) -> list[tuple[date, str]]:
    """The next public holidays from today on."""
    years = (public_holidays(country, year, language) for year in (today.year, today.year + 1))
    coming = sorted((day, name) for found in years for day, name in found.items() if day >= today)
    return coming[:most]
