"""What several analyses look up for the words and rows of their evidence, found in one place."""

from ecograph.ecosystem import Ecosystem
from ecograph.language import LANGUAGES, Words, country
from ecograph.language.regions import REGIONS
from ecograph.language.values import VALUES
from ecograph.rows import reference


def theme_labels(ecosystem: Ecosystem) -> dict[str, Words]:
    """Return the name of each theme; in a language that has none, one of another language, or else the id.

    >>> eco = Ecosystem.of(
    ...     frameworks=[{"framework_id": "f", "kind": "topics"}],
    ...     themes=[{"theme_id": t, "framework_id": "f", "label_da": l} for t, l in (("t", "Pleje"), ("u", None))],
    ... )
    >>> {theme: words.nb for theme, words in theme_labels(eco).items()}
    {'t': 'Pleje', 'u': 'u'}
    """
    return {
        theme: Words(*(label or next((other for other in given if other), theme) for label in given))
        for theme, *given in ecosystem.themes.select("theme_id", "label_en", "label_da", "label_nb").iter_rows()
    }


def participation_rows(ecosystem: Ecosystem) -> dict[tuple[str, str], list[str]]:
    """Return the rows that say that an organisation takes part in a project, by their ids.

    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": "a", "name": "A", "kind": "company"}],
    ...     projects=[{"project_id": "p", "title": "P", "kind": "project"}],
    ...     participations=[{"org_id": "a", "project_id": "p", "role": "partner"}],
    ... )
    >>> participation_rows(eco)
    {('a', 'p'): ['participations/a|p|partner|1']}
    """
    found: dict[tuple[str, str], list[str]] = {}
    rows = ecosystem.participations.select("org_id", "project_id", reference("participations"))
    for org, project, row in rows.iter_rows():
        found.setdefault((org, project), []).append(row)
    return found


def place_called(axis: str, value: str) -> Words:
    """Return what a region, helix or country is called in each language; a region without a name by its code.

    >>> place_called("region", "DK03").en, place_called("country", "NO").da, place_called("region", "SE11").nb
    ('Syddanmark', 'Norge', 'SE11')
    """
    if axis == "helix":
        return VALUES["helix"][value]
    if axis == "country":
        return Words(**{language: country(value, language) for language in LANGUAGES})
    name = REGIONS.get(value, value)
    return Words(name, name, name)
