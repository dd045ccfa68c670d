"""A change report, put together from its parts."""

from ecograph.changes.changes import Changes
from ecograph.changes.figures_told import figures_part
from ecograph.changes.labels import Labels
from ecograph.changes.rows_told import identities_part, restated_part, table_parts
from ecograph.changes.telling import Telling, filled_in
from ecograph.language import changes as words


def telling(changes: Changes, language: str, *, title: str, before: str, after: str) -> Telling:
    """Return what a change report says in a language.

    Args:
        changes: What differs between two states.
        language: da, nb or en.
        title: The name of the dataset.
        before: What the earlier state is called, such as a date or the name of a snapshot.
        after: What the later state is called.

    >>> from ecograph.changes.changes import changes
    >>> from ecograph.ecosystem import Ecosystem
    >>> same = Ecosystem.of()
    >>> told = telling(changes(same, same), "da", title="Klynger", before="2023", after="2024")
    >>> told.title, told.between, told.summary, told.parts
    ('Ændringsrapport: Klynger', 'Fra 2023 til 2024', 'ingen ændringer', ())
    """
    now, then = Labels(changes.after, language), Labels(changes.before, language)
    return Telling(
        language,
        filled_in(words.REPORT["title"], language, title=title),
        filled_in(words.REPORT["between"], language, before=before, after=after),
        changes.summary(language),
        (
            *figures_part(changes, now, then),
            *identities_part(changes, now, then),
            *table_parts(changes, now, then),
            *restated_part(changes, now, then),
        ),
    )
