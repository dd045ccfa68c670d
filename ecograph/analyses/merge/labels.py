"""What the texts in the tables of a merger, such as "doubled", are called in each language."""

from collections.abc import Iterable

import polars as pl

from ecograph.ecosystem import Ecosystem
from ecograph.language import Words

STATUS = {
    "doubled": Words(en="doubled", da="hos flere", nb="hos flere"),
    "only through one": Words(en="only through one", da="kun gennem én", nb="bare gjennom én"),
    "leaves": Words(en="leaves", da="følger ikke med", nb="følger ikke med"),
    "lost": Words(en="lost", da="går tabt", nb="går tapt"),
    "member": Words(en="member", da="medlem", nb="medlem"),
    "partner": Words(en="partner", da="partner", nb="partner"),
}
"""How the merging bodies hold something."""

WHEN = {
    "before": Words(en="before", da="før", nb="før"),
    "after": Words(en="after", da="efter", nb="etter"),
    "two-mode": Words(en="through projects", da="gennem projekter", nb="gjennom prosjekter"),
    "projection": Words(en="between organisations", da="mellem organisationer", nb="mellom organisasjoner"),
}
"""Before and after the merger, and what was looked at."""

BRIDGES = {
    "disappears": Words(en="disappears", da="forsvinder", nb="forsvinner"),
    "no longer a bridge": Words(en="no longer a bridge", da="ikke længere en bro", nb="ikke lenger en bro"),
    "becomes a bridge": Words(en="becomes a bridge", da="bliver en bro", nb="blir en bro"),
    "stays": Words(en="stays", da="består", nb="består"),
}
"""What becomes of a bridge."""

BETTER = {
    "more": Words(en="more", da="mere", nb="mer"),
    "less": Words(en="less", da="mindre", nb="mindre"),
    "neither": Words(en="neither", da="ingen af delene", nb="ingen av delene"),
}
"""Which way is better."""

UNITS = {
    "organisations": Words(en="organisations", da="organisationer", nb="organisasjoner"),
    "combinations": Words(en="combinations", da="kombinationer", nb="kombinasjoner"),
    "percent squared": Words(en="percent squared", da="kvadrerede procent", nb="kvadrerte prosent"),
    "payers": Words(en="funders", da="finansieringskilder", nb="finansieringskilder"),
    "shortest paths": Words(en="shortest paths", da="korteste veje", nb="korteste veier"),
    "participations": Words(en="participations", da="deltagelser", nb="deltakelser"),
    "parts": Words(en="parts", da="dele", nb="deler"),
    "projects": Words(en="projects", da="projekter", nb="prosjekter"),
    "share": Words(en="share", da="andel", nb="andel"),
    "pairs of projects": Words(en="pairs of projects", da="par af projekter", nb="par av prosjekter"),
}
"""The units of the axes."""

MARKET = {"clusters": Words(en="clusters", da="klynger", nb="klynger")}
"""The market of the funding."""

CONTRIBUTED = {
    "coverage": Words(en="coverage", da="dækning", nb="dekning"),
    "reach": Words(en="reach", da="rækkevidde", nb="rekkevidde"),
}
"""What a cluster contributes to."""

KNOWN_BY = {
    "members reported": Words(en="members reported", da="oplyste medlemmer", nb="oppgitte medlemmer"),
    "published before": Words(en="published before", da="udgivet før", nb="publisert før"),
    "dated before": Words(en="dated before", da="dateret før", nb="datert før"),
    "before": Words(en="before", da="før", nb="før"),
    "later": Words(en="later", da="senere", nb="senere"),
    "not known": Words(en="not known", da="ukendt", nb="ukjent"),
}
"""When something was known."""

AGAIN = {
    "again": Words(en="again", da="ses igen", nb="ses igjen"),
    "not seen": Words(en="not seen", da="ses ikke", nb="ses ikke"),
    "new": Words(en="new", da="ny", nb="ny"),
}
"""Whether what was known before is known of the outcome."""


def organisations(ecosystem: Ecosystem, some: Iterable[str]) -> dict[str, Words]:
    """Return the names of some organisations, which are the same in each language."""
    named = ecosystem.organisations.filter(pl.col("org_id").is_in(sorted(set(some)))).select("org_id", "name")
    return {own: Words(name, name, name) for own, name in named.iter_rows()}
