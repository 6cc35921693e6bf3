"""Countries by code and name: ISO 3166-1, with the names that its maintainers' library gives in several languages."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """Return a table from folded country names and codes to ISO 3166-1 alpha-2 codes.

    English short, official and common names, alpha-2 and alpha-3 codes, and the Chinese, Japanese and Korean short
    names. The library is imported here because few commands ask for a country by name.
    """
    import gettext

    import pycountry

    table: dict[str, str] = {}
    translations = [
        gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language], fallback=True)
        for language in ("zh_CN", "zh_TW", "ja", "ko")
    ]
    for country in pycountry.countries:
        code = country.alpha_2
        known = {code, country.alpha_3, country.name, getattr(country, "official_name", code)}
        known.add(getattr(country, "common_name", code))
        known.update(translation.gettext(country.name) for translation in translations)
        for name in known:
            table[name.casefold()] = code
    # Everyday names that the standard spells otherwise.
    table.update({"south korea": "KR", "north korea": "KP", "russia": "RU", "uk": "GB", "usa": "US", "韩国": "KR"})
    return table


def code_of(text: str) -> str | None:
    """Return the alpha-2 code that a name or code in any case stands for, or None."""
    return names().get(text.strip().casefold())
