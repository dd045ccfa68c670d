"""Why two projects seem to run parallel, in words that name the partners, themes and words they share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ecograph.language import LANGUAGES, Plural, Words, listed

NAMED = 3
"""How many partners and themes, and twice as many words, a reason names; the table lists all."""

PARTNERS = Plural(
    one=Words("shared partner", "fælles partner", "felles partner"),
    many=Words("shared partners", "fælles partnere", "felles partnere"),
)
THEMES = Plural(
    one=Words("shared theme", "fælles tema", "felles tema"),
    many=Words("shared themes", "fælles temaer", "felles temaer"),
)
DAYS = Plural(one=Words("day", "dag", "dag"), many=Words("days", "dage", "dager"))

OF_WORDS = Words(en="similar wording: {words}", da="lignende ordlyd: {words}", nb="lignende ordlyd: {words}")
TOGETHER = Words(
    en="ran at the same time for at least {days}",
    da="løb samtidig i mindst {days}",
    nb="pågikk samtidig i minst {days}",
)
APART = Words(
    en="not at the same time: at least {days} between them",
    da="ikke samtidig: mindst {days} imellem dem",
    nb="ikke samtidig: minst {days} imellom dem",
)
NEXT = Words(
    en="not at the same time: one followed the other",
    da="ikke samtidig: det ene fulgte efter det andet",
    nb="ikke samtidig: det ene fulgte etter det andre",
)
NOT_KNOWN = Words(
    en="whether they ran at the same time is not known",
    da="om de løb samtidig, vides ikke",
    nb="om de pågikk samtidig, er ikke kjent",
)
MERGER = Words(
    en="made for a merger: {titles}",
    da="lavet for en fusions skyld: {titles}",
    nb="laget for en sammenslåing: {titles}",
)


@dataclass(frozen=True, slots=True)
class Shared:
    """What two projects share.

    Args:
        partners: The names of the shared partners.
        themes: The names of the shared themes.
        words: The shared words, those that count most first; empty where the wording is not alike.
        time: together, apart or not_known.
        n_days: On how many days they ran together, or how many lie between them.
        mergers: The titles of those that were made for a merger.
    """

    partners: Sequence[str]
    themes: Sequence[Words]
    words: Sequence[str]
    time: str
    n_days: int | None
    mergers: Sequence[str]


def why(shared: Shared) -> Words:
    """Return what speaks for two projects being parallel, in one sentence.

    >>> print(why(Shared(["A", "B"], [], ["sensor"], "not_known", None, [])).en)
    2 shared partners: A and B; similar wording: sensor; whether they ran at the same time is not known.
    """
    return Words(**{language: _sentence(shared, language) for language in LANGUAGES})


def _sentence(shared: Shared, language: str) -> str:
    # Two frameworks may name a theme alike: it is counted in both and named once
    themes = list(dict.fromkeys(theme.in_(language) for theme in shared.themes))
    parts = [
        *([_named(PARTNERS.of(len(shared.partners)), shared.partners, language)] if shared.partners else []),
        *([_named(THEMES.of(len(shared.themes)), themes, language)] if themes else []),
        *([OF_WORDS.in_(language).format(words=", ".join(shared.words[: 2 * NAMED]))] if shared.words else []),
        _time(shared, language),
        *([MERGER.in_(language).format(titles=listed(shared.mergers, language))] if shared.mergers else []),
    ]
    said = "; ".join(parts)
    return f"{said[0].upper()}{said[1:]}."


def _named(counted: Callable[[str], str], names: Sequence[str], language: str) -> str:
    more = len(names) - NAMED
    shown = listed(names, language) if more <= 0 else ", ".join((*names[:NAMED], "…"))
    return f"{counted(language)}: {shown}"


def _time(shared: Shared, language: str) -> str:
    if shared.time == "not_known":
        return NOT_KNOWN.in_(language)
    if shared.time == "together":
        return TOGETHER.in_(language).format(days=DAYS.of(shared.n_days or 0)(language))
    return APART.in_(language).format(days=DAYS.of(shared.n_days)(language)) if shared.n_days else NEXT.in_(language)
