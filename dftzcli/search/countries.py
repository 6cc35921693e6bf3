"""Countries by code and name: ISO 3166-1, with the names that its maintainers' library gives in several languages."""

from __future__ import annotations

from functools import lru_cache

from dftzcli.errors import NotFound
from dftzcli.search.calling import close_to, shortened
from dftzcli.search.cards import Cards
from dftzcli.search.names import NameIndex


def of_country(text: str, cards: Cards) -> frozenset[str]:
    """Return the ids of everything of a country: itself, what lies in it, and the firms at home in it.

    The text may be an ISO code or a name in English, Chinese, Japanese or Korean. NotFound when it is none.
    """
    partners = cards.of_kind("partner")
    code = _known_code(text, cards) or code_of(text)
    if code is None:
        # A union or a region has no code of its own, but a name.
        regions = [card for card in partners if card["type"] in ("region", "group")]
        named = NameIndex((card["id"], _called(card, cards), ()) for card in regions).match(text)
        if named.exact:
            return frozenset(named.ids)
        close = close_to(text.casefold(), names()) if len(text) <= 80 else []
        raise NotFound(
            f"no country answers to {shortened(text)!r}",
            fix=f"did you mean {', '.join(close)}?" if close else "use a name or an ISO 3166 code such as JP",
        )
    ids = {card["id"] for card in partners if code in (card["country"], card["home_country"])}
    return frozenset(ids | {card["id"] for card in cards.of_kind("place") if card["country"] == code})


def code_of(text: str) -> str | None:
    """Return the alpha-2 code that a name or code in any case stands for, or None."""
    return names().get(text.strip().casefold())


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """Return a table from folded country names and codes to ISO 3166-1 alpha-2 codes.

    English short, official and common names, alpha-2 and alpha-3 codes, and the Chinese, Japanese and Korean short
    names. The library is imported here because few commands ask for a country the catalogue has no record of.
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


@lru_cache(maxsize=300)
def called(code: str) -> tuple[str, ...]:
    """Return what the standard calls the country of an alpha-2 code, in English and in Chinese; nothing for none."""
    import gettext

    import pycountry

    country = pycountry.countries.get(alpha_2=code)
    if country is None:
        return ()
    chinese = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["zh_CN"], fallback=True)
    return tuple(
        dict.fromkeys((country.name, getattr(country, "common_name", country.name), chinese.gettext(country.name)))
    )


def _known_code(text: str, cards: Cards) -> str | None:
    """Return the code of a country the catalogue itself knows, without asking the library."""
    countries = [card for card in cards.of_kind("partner") if card["type"] == "country" and card["country"]]
    codes = {card["country"] for card in countries} | {"CN"}
    if text.upper() in codes:
        return text.upper()
    found = NameIndex((card["id"], _called(card, cards), ()) for card in countries).match(text)
    if not found.exact or len(found.ids) != 1:
        return None
    return next(str(card["country"]) for card in countries if card["id"] == found.ids[0])


def _called(card: dict[str, object], cards: Cards) -> tuple[str, ...]:
    name = cards.name(str(card["id"]))
    return (name.name, *name.others, *name.found_by) if name else ()
