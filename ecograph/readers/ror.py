"""Reading the Research Organization Registry, which gives research bodies of all countries one open number.

Its dump and its API publish JSON in two layouts, schema version 1 and 2, and files of both are around: both are
read, side by side.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ecograph.identity.numbers import fault
from ecograph.readers import regions
from ecograph.readers.layouts import source_ids
from ecograph.readers.ledger import Ledger, Seen
from ecograph.readers.reader import File, Harvest, Layout, Reader, joined, source, whole
from ecograph.readers.records import Fields, Record, dig, listed, records
from ecograph.schema.vocabulary import LANGUAGES

V2 = Layout(
    file="ROR record, schema version 2",
    maps={
        "id": "organisations.org_id, identifiers.value",
        "names.value": "organisations.name, names.name",
        "names.types": "names.kind",
        "names.lang": "names.language",
        "types": "organisations.kind, organisations.helix",
        "status": "events.what",
        "established": "events.date",
        "locations": "organisations.country, organisations.region",
        "relationships.type": "organisations.parent_id, ties.kind",
        "relationships.id": "organisations.parent_id, ties.object",
    },
    ignores={
        "admin": "when the record was made and changed",
        "domains": "addresses on the web",
        "links": "addresses on the web",
        "external_ids": "numbers of registers that the data model does not hold (ISNI, Wikidata, Crossref, GRID)",
        "relationships.label": "the name of the other record, which has its own",
        "_source_path": "not of the registry: the place in a collection of its releases",
        "number_of_results": "of the answer, not of a record",
        "time_taken": "of the answer, not of a record",
        "meta": "of the answer, not of a record",
    },
    required=("id", "names"),
)
"""The fields of a record in schema version 2."""

V1 = Layout(
    file="ROR record, schema version 1",
    maps={
        "id": V2.maps["id"],
        "name": "organisations.name",
        "aliases": "names.name",
        "acronyms": "names.name",
        "labels.label": "names.name",
        "labels.iso639": "names.language",
        "types": V2.maps["types"],
        "status": "events.what",
        "established": "events.date",
        "country.country_code": "organisations.country",
        "addresses": "organisations.region",
        "relationships.type": V2.maps["relationships.type"],
        "relationships.id": V2.maps["relationships.id"],
    },
    ignores={
        "ip_addresses": "always empty",
        "links": "addresses on the web",
        "wikipedia_url": "an address on the web",
        "country.country_name": "the code says it",
        "external_ids": V2.ignores["external_ids"],
        "relationships.label": V2.ignores["relationships.label"],
        "_source_path": V2.ignores["_source_path"],
        "number_of_results": V2.ignores["meta"],
        "time_taken": V2.ignores["meta"],
        "meta": V2.ignores["meta"],
    },
    personal={"email_address": "an address for electronic mail"},
    required=("id", "name"),
)
"""The fields of a record in schema version 1."""

KINDS: Mapping[str, tuple[str, str | None]] = {
    "education": ("university", "academia"),
    "healthcare": ("hospital", "government"),
    "company": ("company", "industry"),
    "government": ("agency", "government"),
    "facility": ("institute", "academia"),
    "nonprofit": ("association", "civil_society"),
    "archive": ("other", "none"),
    "other": ("other", None),
    "funder": ("fund", None),
}
"""Kind and helix by the type of a record; of several types the first of this list holds."""

_NAME_KINDS = {"label": "official", "alias": "alias", "acronym": "abbreviation"}
_LANGUAGES = {"no": "nb", "se": None}
"""The registry writes no for Norwegian; its se is Northern Sámi, which the data model does not list."""

_Name = tuple[int, str | None, str, str | None]
"""Rank, text, kind and language of a name."""

_DANISH_REGIONS = {"81": "DK05", "82": "DK04", "83": "DK03", "84": "DK01", "85": "DK02"}
"""The region of each ISO 3166-2 code of Denmark."""


def read(name: str, files: Sequence[File], options: Mapping[str, str]) -> Harvest:  # noqa: ARG001 - it has none
    """Return the tables of ROR records: organisations, names, identifiers, events and ties.

    A withdrawn record is an error of the registry: it is counted and left out. An inactive one is kept, with an
    event ``dissolved`` whose date is not known. A parent and a predecessor are kept when their records are among
    those read; the others are counted.

    Args:
        name: The name of the import.
        files: The files: a dump, JSON lines, single records or answers of the API, in either schema.
        options: None are known.
    """
    read_files = [(file, *records(file, "items")) for file in files]
    every = [record for _, found, _ in read_files for record in found if not record.is_envelope]
    known = {
        value: f"{name}.{value}"
        for record in every
        if not fault("ror", value := _number(record.fields)) and record.fields.get("status") != "withdrawn"
    }
    parents = _parents(every, known)
    harvests = []
    seen: Seen = {}
    for (file, found, issues), source_id in zip(read_files, source_ids(name, files), strict=True):
        ledger = Ledger(file.name, source_id, V2, seen)
        for record in found:
            ledger.layout = V2 if record.is_envelope or "names" in record.fields else V1
            ledger.walk(record.line, record.fields)
            if not record.is_envelope:
                _body(ledger, record, known, parents)
        title = f"Research Organization Registry: {file.name}"
        harvest = ledger.harvest(source(ROR, ledger.source_id, file, title))
        harvests.append(Harvest(harvest.tables, (*issues, *harvest.issues), harvest.dropped))
    return whole(joined(harvests))


def _number(fields: Fields) -> str:
    value = fields.get("id")
    return value.removeprefix("https://ror.org/") if isinstance(value, str) else ""


def _relations(record: Record, *types: str) -> Iterator[str]:
    """Yield the numbers of the records to which a record has a relation of these types."""
    for item in listed(record.fields, "relationships"):
        if str(item.get("type")).lower() in types:
            yield _number(item)


def _parents(every: Sequence[Record], known: Mapping[str, str]) -> dict[str, set[str]]:
    """Return the parents of each record among those read; a record that names a child is its parent."""
    parents: dict[str, set[str]] = defaultdict(set)
    for record in every:
        own = _number(record.fields)
        pairs = [(own, other) for other in _relations(record, "parent")]
        pairs += [(other, own) for other in _relations(record, "child")]
        for child, parent in pairs:
            if child in known and parent in known and child != parent:
                parents[child].add(parent)
    return parents


def _body(ledger: Ledger, record: Record, known: Mapping[str, str], parents: Mapping[str, set[str]]) -> None:
    """Add the rows of one record."""
    fields, line = record.fields, record.line
    status = ledger.text(fields, "status", line)
    if status == "withdrawn":
        said = "active or inactive; a withdrawn record is an error of the registry and is not read"
        return ledger.doubt(line, "status", status, code="choice", expected=said)
    if status not in {"active", "inactive"}:
        said = "active, inactive or withdrawn; the record is read as active"
        ledger.doubt(line, "status", status or "", code="choice", expected=said)
    number, called = _number(fields), _names(ledger, record)
    if fault("ror", number) or not called:
        column, value = ("id", number) if called else ("names", "")
        said = "an id such as https://ror.org/035b05819 and a name; the record is not read"
        return ledger.doubt(line, column, value, code="check-digit" if called else "missing", expected=said)
    org_id = known[number]
    if not ledger.is_new(line, org_id, called[0][0], fields):
        return None
    above = sorted(known[parent] for parent in parents.get(number, ()))
    kind, helix = _kind(ledger, record)
    country, region = _place(ledger, record)
    ledger.add(
        "organisations",
        line,
        org_id=org_id,
        name=called[0][0],
        country=country,
        helix=helix,
        kind=kind,
        region=region,
        parent_id=above[0] if len(above) == 1 else None,
        extent="single",
    )
    for other, kind_of_name, language in called[1:]:
        ledger.add("names", line, org_id=org_id, name=other, kind=kind_of_name, language=language)
    ledger.add("identifiers", line, scheme="ror", value=number, org_id=org_id)
    _events(ledger, record, org_id, status)
    for parent in above if len(above) > 1 else ():
        _tie(ledger, line, (org_id, "part_of", parent))
    _succession(ledger, record, known)
    return None


def _names(ledger: Ledger, record: Record) -> list[tuple[str, str, str | None]]:
    """Return the names of a record with kind and language, the one that it is shown under first."""
    fields, line = record.fields, record.line
    called = [*_shown_names(ledger, record), *_further_names(ledger, record)]
    if "name" in fields:
        called.append((0, ledger.text(fields, "name", line), "official", None))
    given = sorted((each for each in called if each[1] is not None), key=lambda each: each[0])
    if not given or given[0][0]:
        return []
    once = {str(text): (str(text), kind, _language(language)) for _, text, kind, language in reversed(given)}
    return [once[text] for text in dict.fromkeys(str(text) for _, text, *_ in given)]


def _shown_names(ledger: Ledger, record: Record) -> Iterator[_Name]:
    """Yield the names of schema version 2: rank 0 for the one that a record is shown under, text, kind, language."""
    line = record.line
    for item in listed(record.fields, "names"):
        types = item.get("types")
        kinds = [kind for kind in types if isinstance(kind, str)] if isinstance(types, list) else []
        for strange in sorted({*kinds} - {"ror_display", *_NAME_KINDS}):
            ledger.doubt(line, "names.types", strange, code="choice", expected="a known type; it is read as alias")
        kind = next((ours for theirs, ours in _NAME_KINDS.items() if theirs in kinds), "alias")
        rank = 0 if "ror_display" in kinds else 1
        yield rank, ledger.text(item, "value", line), kind, ledger.text(item, "lang", line)


def _further_names(ledger: Ledger, record: Record) -> Iterator[_Name]:
    """Yield the further names of schema version 1."""
    fields, line = record.fields, record.line
    for item in listed(fields, "labels"):
        yield 1, ledger.text(item, "label", line), "official", ledger.text(item, "iso639", line)
    for column, kind in (("aliases", "alias"), ("acronyms", "abbreviation")):
        values = fields.get(column)
        for value in values if isinstance(values, list) else []:
            yield 1, ledger.text({column: value}, column, line), kind, None


def _language(code: str | None) -> str | None:
    ours = _LANGUAGES.get(code or "", code)
    return ours if ours in LANGUAGES else None


def _kind(ledger: Ledger, record: Record) -> tuple[str, str | None]:
    given = record.fields.get("types")
    types = [str(value).lower() for value in given] if isinstance(given, list) else []
    for strange in sorted({*types} - {*KINDS}):
        ledger.doubt(record.line, "types", strange, code="choice", expected="a known type; it is left out")
    return next((ours for theirs, ours in KINDS.items() if theirs in types), ("other", None))


def _place(ledger: Ledger, record: Record) -> tuple[str | None, str | None]:
    """Return the country and the region of a record."""
    fields, line = record.fields, record.line
    if "names" not in fields:
        country = ledger.country(line, "country.country_code", ledger.text(fields, "country.country_code", line))
        codes = [dig(item, "geonames_city.geonames_admin2.code") for item in listed(fields, "addresses")]
        municipality = str(codes[0]).rpartition(".")[2] if codes else ""
        by_country = {"NO": regions.norwegian, "DK": regions.danish}
        return country, by_country[country](municipality) if country in by_country else None
    places = listed(fields, "locations")
    column = "geonames_details.country_code"
    countries = {ledger.text(place, column, line) for place in places}
    if len(countries) > 1:
        said = "one country; it is left out"
        ledger.doubt(line, "locations", ", ".join(sorted(map(str, countries))), code="country", expected=said)
        return None, None
    country = ledger.country(line, "locations", next(iter(countries), None))
    parts = {ledger.text(place, "geonames_details.country_subdivision_code", line) for place in places}
    part = (next(iter(parts)) or "") if len(parts) == 1 else ""
    if country == "NO":
        return country, regions.norwegian(part)
    return country, _DANISH_REGIONS.get(part) if country == "DK" else None


def _events(ledger: Ledger, record: Record, org_id: str, status: str | None) -> None:
    line, year = record.line, record.fields.get("established")
    if isinstance(year, int) and not isinstance(year, bool) and 0 < year < 10_000:  # noqa: PLR2004 - four digits
        ledger.add("events", line, event_id=f"{org_id}.founded", subject=org_id, date=f"{year:04}", what="founded")
    elif year is not None:
        ledger.doubt(line, "established", json.dumps(year), code="type", expected="a year; it is left out")
    if status == "inactive":
        said = "inactive in the registry"
        ledger.add("events", line, event_id=f"{org_id}.dissolved", subject=org_id, what="dissolved", detail=said)


def _succession(ledger: Ledger, record: Record, known: Mapping[str, str]) -> None:
    """Add who succeeds whom, and count the relations that lead out of the files."""
    own = known[_number(record.fields)]
    for kind in ("parent", "child", "predecessor", "successor"):
        for other in _relations(record, kind):
            if other not in known:
                said = "a relation to a record among those read; it is left out"
                ledger.doubt(record.line, "relationships", kind, code="reference", expected=said)
            elif kind in {"predecessor", "successor"}:
                ends = (own, known[other]) if kind == "predecessor" else (known[other], own)
                _tie(ledger, record.line, (ends[0], "succeeds", ends[1]))


def _tie(ledger: Ledger, line: int, tie: tuple[str, str, str]) -> None:
    subject, kind, other = tie
    tie_id = f"{subject}.{kind.replace('_', '-')}.{other.rpartition('.')[2]}"
    ledger.add("ties", line, tie_id=tie_id, subject=subject, kind=kind, object=other)


ROR = Reader(
    name="ror",
    about="Records of the Research Organization Registry, in schema version 1 and 2.",
    publisher="Research Organization Registry",
    licence="CC0 1.0",
    layouts=(V2, V1),
    read=read,
)
