"""What is said of coverage, in three languages: the labels, the titles, and sentences with the numbers in them."""

from collections.abc import Callable

from ecograph.analyses.answer import Result
from ecograph.analyses.gaps.themed import label_of
from ecograph.analyses.known import place_called
from ecograph.language import Plural, Words, listed, number
from ecograph.language.sentences import as_number, filled
from ecograph.network import Network

COVERED, GAP, NOT_KNOWN = "covered", "gap", "not known"

TOO_FEW = "less than one would be expected"
"""Why most empty cells are not known."""

LABELS: dict[str, Words] = {
    COVERED: Words(en="covered", da="dækket", nb="dekket"),
    GAP: Words(en="gap", da="hul", nb="hull"),
    NOT_KNOWN: Words(en="not known", da="ukendt", nb="ukjent"),
}
"""The labels of a cell of coverage, and the words for them."""

HERE = {
    "region": Words("this region", "denne region", "denne regionen"),
    "helix": Words("this sphere", "denne sektor", "denne sektoren"),
    "country": Words("this country", "dette land", "dette landet"),
}
"""A place as a reason speaks of it."""

AXES: dict[str, Words] = {
    "theme": Words(en="theme", da="tema", nb="tema"),
    "region": Words(en="region", da="region", nb="region"),
    "helix": Words(en="sphere", da="sektor", nb="sektor"),
    "country": Words(en="country", da="land", nb="land"),
}

UNITS: dict[str, Words] = {
    "organisations": Words(en="organisations", da="organisationer", nb="organisasjoner"),
    "projects": Words(en="projects", da="projekter", nb="prosjekter"),
    "money": Words(en="grants and payments", da="tilskud og betalinger", nb="tilskudd og betalinger"),
}

TITLES: dict[str, Words] = {
    "organisations": Words(
        en="coverage by organisations", da="dækning målt i organisationer", nb="dekning målt i organisasjoner"
    ),
    "projects": Words(en="coverage by projects", da="dækning målt i projekter", nb="dekning målt i prosjekter"),
    "money": Words(en="coverage by money", da="dækning målt i penge", nb="dekning målt i penger"),
}

_EXPECTED = Words(
    en="Expected is what the totals alone would give. A gap is an empty cell where one or more would be expected; "
    "where nothing is known, or nothing can be expected, an empty cell is no gap.",
    da="Det forventede er det, totalerne alene ville give. Et hul er et tomt felt, hvor man ville vente mindst én; "
    "hvor vi intet ved, eller intet kan ventes, er et tomt felt ikke et hul.",
    nb="Det forventede er det totalene alene ville gi. Et hull er et tomt felt der man ville ventet minst én; der vi "
    "ikke vet noe, eller ingenting kan ventes, er et tomt felt ikke et hull.",
)

_COUNTED: dict[str, Words] = {
    "organisations": Words(
        en="How many organisations work with each theme in each place: those tagged with it, and those that take part "
        "in a project that is.",
        da="Hvor mange organisationer der arbejder med hvert tema hvert sted: dem, der er mærket med temaet, og dem, "
        "der deltager i et projekt, som er det.",
        nb="Hvor mange organisasjoner som arbeider med hvert tema hvert sted: de som er merket med temaet, og de som "
        "deltar i et prosjekt som er det.",
    ),
    "projects": Words(
        en="How many projects each theme has in each place. A project is wherever one of its partners is.",
        da="Hvor mange projekter hvert tema har hvert sted. Et projekt er alle steder, hvor en af dets deltagere er.",
        nb="Hvor mange prosjekter hvert tema har hvert sted. Et prosjekt er alle steder der en av deltakerne er.",
    ),
    "money": Words(
        en="The grants and payments to each theme in each place, in euro. Money that may go to several places is "
        "nothing to the whole for each.",
        da="Tilskud og betalinger til hvert tema hvert sted, i euro. Penge, der kan gå til flere steder, tæller fra "
        "nul til hele beløbet for hvert.",
        nb="Tilskudd og betalinger til hvert tema hvert sted, i euro. Penger som kan gå til flere steder, teller fra "
        "null til hele beløpet for hvert.",
    ),
}

MEANINGS: dict[str, Words] = {
    of: Words(*(f"{counted.in_(lang)} {_EXPECTED.in_(lang)}" for lang in ("en", "da", "nb")))
    for of, counted in _COUNTED.items()
}

GAPS = Plural(one=LABELS[GAP], many=Words(en="gaps", da="huller", nb="hull"))

TOTALS = Words(
    en="Of {n} combinations of {axes}, counted in {unit}: {covered} covered, {gap}, {unknown} not known.",
    da="Af {n} kombinationer af {axes}, målt i {unit}: {covered} dækket, {gap} og {unknown}, vi ikke ved nok om.",
    nb="Av {n} kombinasjoner av {axes}, målt i {unit}: {covered} dekket, {gap} og {unknown} vi ikke vet nok om.",
)

SILENT = Words(
    en="Of those not known, {few} would hold fewer than one anyway; for {rest} the data says too little of the theme, "
    "the place or the money.",
    da="I {few} af dem, vi ikke ved nok om, ville man alligevel vente færre end én; for {rest} siger data for lidt om "
    "temaet, stedet eller pengene.",
    nb="I {few} av dem vi ikke vet nok om, ville man likevel ventet færre enn én; for {rest} sier dataene for lite om "
    "temaet, stedet eller pengene.",
)

NONE = Words(
    en="There are no combinations of {axes} to look at, so coverage in {unit} is not known.",
    da="Der er ingen kombinationer af {axes} at se på, så dækningen målt i {unit} kender vi ikke.",
    nb="Det finnes ingen kombinasjoner av {axes} å se på, så dekningen målt i {unit} kjenner vi ikke.",
)

SHORTFALLS = Words(
    en="The largest gaps, with the number that one would expect: {cells}.",
    da="De største huller, med det antal man ville vente: {cells}.",
    nb="De største hullene, med antallet man ville ventet: {cells}.",
)

UNPLACED = Words(
    en="For up to {n} of those that work with one of these themes, {places} is not known; one of them may fill a gap.",
    da="For op til {n} af dem, der arbejder med et af temaerne, kender vi ikke {places}; en af dem kan fylde et hul.",
    nb="For opptil {n} av dem som arbeider med et av temaene, kjenner vi ikke {places}; en av dem kan fylle et hull.",
)

PARTLY = Words(
    en="A partner for whom {places} is not known may fill a gap; {unit} with such a partner, by theme: up to {n}.",
    da="En deltager, for hvem vi ikke kender {places}, kan fylde et hul; {unit} med sådan en, pr. tema: op til {n}.",
    nb="En deltaker vi ikke kjenner {places} for, kan fylle et hull; {unit} med en slik, per tema: opptil {n}.",
)

THE_PLACES: dict[str, Words] = {
    "region": Words(en="the region", da="regionen", nb="regionen"),
    "helix": Words(en="the sphere", da="sektoren", nb="sektoren"),
    "country": Words(en="the country", da="landet", nb="landet"),
}

OR = Words(en="or", da="eller", nb="eller")

MOST_NAMED = 3
"""How many shortfalls a sentence names."""


def said(network: Network, result: Result, of: str = "organisations") -> tuple[Words, ...]:
    """Return what a table of coverage says: how many cells are covered, and where the largest gaps are.

    Args:
        network: The network, for the names in each language.
        result: What ``coverage`` or ``money_coverage`` returned for it.
        of: What its cells count: organisations, projects or money.
    """
    table, axes = result.table, result.keys
    unit = UNITS[of]
    if table.is_empty():
        return (filled(NONE, axes=_axes(axes), unit=unit.in_),)
    n = {label: table.filter(label=label).height for label in LABELS}
    totals = filled(
        TOTALS,
        n=as_number(table.height),
        axes=_axes(axes),
        unit=unit.in_,
        covered=as_number(n[COVERED]),
        gap=GAPS.of(n[GAP]),
        unknown=as_number(n[NOT_KNOWN]),
    )
    gaps = table.filter(label=GAP).sort("shortfall", *axes, descending=[True] + [False] * len(axes))
    few = table.filter(reason=TOO_FEW).height
    rest = n[NOT_KNOWN] - few
    counted = (totals, filled(SILENT, few=as_number(few), rest=as_number(rest))) if n[NOT_KNOWN] else (totals,)
    if gaps.is_empty():
        return counted
    rows = gaps.head(MOST_NAMED).to_dicts()
    largest = filled(SHORTFALLS, cells=lambda lang: listed([_cell(network, axes, row, lang) for row in rows], lang))
    most = int(gaps["n_unplaced"].to_numpy().max())
    if most == 0:
        return (*counted, largest)
    places = [THE_PLACES[axis] for axis in axes if axis != "theme"]
    either = filled(
        UNPLACED if unit == UNITS["organisations"] else PARTLY,
        places=lambda lang: f" {OR.in_(lang)} ".join(place.in_(lang) for place in places),
        unit=unit.in_,
        n=as_number(most),
    )
    return (*counted, largest, either)


def value_of(network: Network, axis: str, value: str, language: str) -> str:
    """Return a value of an axis as a language says it; a region by its name."""
    return label_of(network, value, language) if axis == "theme" else place_called(axis, value).in_(language)


def _cell(network: Network, axes: tuple[str, ...], row: dict[str, object], language: str) -> str:
    names = ", ".join(value_of(network, axis, str(row[axis]), language) for axis in axes)
    return f"{names} ({number(float(str(row['expected'])), language, 1)})"


def _axes(axes: tuple[str, ...] | list[str]) -> Callable[[str], str]:
    return lambda language: listed([AXES[axis].in_(language) for axis in axes], language)
