"""Reading the Danish business register CVR, so that Danish bodies carry their number, seat, form and former names.

The register answers as Elasticsearch does: ``hits.hits``, each hit with a ``_source`` and in it a ``Vrvirksomhed``.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ecograph.identity import names
from ecograph.readers.kinds import kind_of
from ecograph.readers.layouts import source_ids
from ecograph.readers.ledger import Ledger, Seen, is_marked
from ecograph.readers.reader import File, Harvest, Layout, Reader, joined, source
from ecograph.readers.records import Fields, Record, dig, listed, records
from ecograph.readers.regions import danish, danish_postcode

_COMPANIES = (
    *("30", "40", "50", "60", "70", "80", "81"),  # I/S, K/S, partrederi, A/S, P/S, ApS, IVS
    *("130", "140", "150", "151"),  # cooperatives, and companies with limited liability
    *("160", "195", "220", "290"),  # European groupings, cooperatives and companies
    *("170", "180", "190", "196", "200", "291", "520"),  # branches of foreign companies
    "285",  # special financial business
)
FORMS: Mapping[str, tuple[str, str | None]] = {
    **dict.fromkeys(_COMPANIES, ("company", "industry")),
    **dict.fromkeys(("90", "95", "100"), ("fund", None)),  # Fond, trust, Erhvervsdrivende fond
    **dict.fromkeys(("110", "152"), ("association", None)),  # Forening, Forening med begrænset ansvar
    "115": ("association", "civil_society"),  # Frivillig forening
    **dict.fromkeys(("230", "235"), ("agency", "government")),  # Statslig enhed, Selvstændig offentlig virksomhed
    **dict.fromkeys(("240", "245"), ("region", "government")),  # Amtskommune, Region
    "250": ("municipality", "government"),  # Primærkommune
    "260": ("other", "civil_society"),  # Folkekirkelig institution
    **dict.fromkeys(("210", "270", "280", "990"), ("other", None)),  # foreign, being founded, further, not known
}
"""Kind and helix by the code of the legal form (Danmarks Statistik, Virksomhedsformer)."""

PERSONAL_FORMS = {
    "10": "a sole trader",
    "15": "a small business that a person owns",  # Personligt ejet Mindre Virksomhed
    "20": "the estate of a person",
}
"""Legal forms under which a person stands; such a record is dropped and counted."""

VAGUE_FORMS = frozenset({"90", "100", "110", "230", "235", "280", "990"})
"""Forms under which universities, hospitals and the like stand too; a word of the name says which."""

_PERIOD = ("periode.gyldigFra", "periode.gyldigTil")
_CONTACT = ("elektroniskPost", "obligatoriskEmail", "telefonNummer", "telefaxNummer", "sekundaertTelefonNummer")
_WORK = ("aarsbeskaeftigelse", "kvartalsbeskaeftigelse", "maanedsbeskaeftigelse", "erstMaanedsbeskaeftigelse")
_TRADES = ("hovedbranche", "bibranche1", "bibranche2", "bibranche3")
_INNER = (
    *("brancheAnsvarskode", "dataAdgang", "enhedsNummer", "enhedstype", "fejlBeskrivelse", "fejlRegistreret"),
    *("fejlVedIndlaesning", "naermesteFremtidigeDato", "samtId", "sidstIndlaest", "sidstOpdateret", "virkningsAktoer"),
)
_HIT = ("_index", "_type", "_id", "_score", "sort")
_ANSWER = (*_HIT, "took", "timed_out", "_shards", "_scroll_id", "hits.total", "hits.max_score")
_META = "virksomhedMetadata."

LAYOUT = Layout(
    file="Vrvirksomhed",
    maps={
        "cvrNummer": "organisations.org_id, identifiers.value",
        **dict.fromkeys(("navne.navn", "binavne.navn", f"{_META}nyesteNavn.navn"), "organisations.name, names.name"),
        **{f"{name}.{part}": "names.from, names.to" for name in ("navne", "binavne") for part in _PERIOD},
        "virksomhedsform": "organisations.kind, organisations.helix",
        f"{_META}nyesteVirksomhedsform": "organisations.kind, organisations.helix",
        "beliggenhedsadresse": "organisations.country, organisations.region; nothing else of the address is kept",
        f"{_META}nyesteBeliggenhedsadresse": "organisations.country, organisations.region; nothing else is kept",
        **{f"livsforloeb.{part}": "events.date" for part in _PERIOD},
        f"{_META}stiftelsesDato": "events.date",
    },
    ignores={
        **dict.fromkeys((*_INNER, f"{_META}virkningsDato"), "how the register keeps the record"),
        **{f"{name}.sidstOpdateret": "when the register changed it" for name in ("navne", "binavne", "livsforloeb")},
        **{f"{_META}nyesteNavn.{part}": "navne says it" for part in (*_PERIOD, "sidstOpdateret")},
        f"{_META}nyesteBinavne": "binavne says it",
        f"{_META}sammensatStatus": "livsforloeb says when a body began and ended",
        f"{_META}antalPenheder": "the number of places of work",
        **dict.fromkeys((*_WORK, *(f"{_META}nyeste{w[0].upper()}{w[1:]}" for w in _WORK)), "employees by period"),
        **dict.fromkeys((*_TRADES, *(f"{_META}nyeste{w[0].upper()}{w[1:]}" for w in _TRADES)), "codes of trades"),
        **dict.fromkeys(("status", "virksomhedsstatus", f"{_META}nyesteStatus"), "credit, bankruptcy and winding up"),
        **dict.fromkeys(("fusioner", "spaltninger"), "name bodies by an inner number of the register"),
        "attributter": "purpose, capital, powers to sign",
        **dict.fromkeys(("hjemmeside", "postadresse"), "addresses"),
        "penheder": "places of work",
        "reklamebeskyttet": "whether advertising may be sent; ecograph sends none",
        "regNummer": "numbers before 1999",
        **dict.fromkeys(_ANSWER, "of the answer"),
    },
    personal={
        "deltagerRelation": "owners, managers and auditors",
        **dict.fromkeys((*_CONTACT, "sekundaertTelefaxNummer"), "ways to reach people"),
        f"{_META}nyesteKontaktoplysninger": "ways to reach people",
    },
    required=("cvrNummer",),
)
"""The fields of a record; those of the answer around it too."""


def read(name: str, files: Sequence[File], options: Mapping[str, str]) -> Harvest:  # noqa: ARG001 - it has none
    """Return the tables of CVR records: organisations, their names with dates, numbers and events.

    Sole traders, personally owned small businesses and estates are dropped and counted, and so is a body whose form
    is not known but whose name marks a sole trader. A body that was a sole trader before keeps no former name. An
    event ``dissolved`` is made when every period of ``livsforloeb`` has ended.

    Args:
        name: The name of the import.
        files: Answers, single hits, ``_source`` objects or ``Vrvirksomhed`` objects, also as JSON lines.
        options: None are known.
    """
    harvests = []
    seen: Seen = {}
    for file, source_id in zip(files, source_ids(name, files), strict=True):
        found, issues = records(file, "hits.hits")
        ledger = Ledger(file.name, source_id, LAYOUT, seen)
        for record in found:
            inner = _unwrapped(ledger, record)
            ledger.walk(record.line, inner)
            if not record.is_envelope:
                _body(ledger, name, Record(record.line, inner))
        harvest = ledger.harvest(source(CVR, ledger.source_id, file, f"Det Centrale Virksomhedsregister: {file.name}"))
        harvests.append(Harvest(harvest.tables, (*issues, *harvest.issues), harvest.dropped))
    return joined(harvests)


def _unwrapped(ledger: Ledger, record: Record) -> Fields:
    """Return the fields of a body without what is wrapped around them."""
    fields = record.fields
    for wrapper in ("_source", "Vrvirksomhed"):
        inner = fields.get(wrapper)
        if isinstance(inner, Mapping):
            ledger.walk(record.line, {key: value for key, value in fields.items() if key != wrapper})
            fields = inner
    return fields


def _body(ledger: Ledger, name: str, record: Record) -> None:
    """Add the rows of one body."""
    line, fields = record.line, record.fields
    forms = [str(dig(form, "virksomhedsformkode")) for form in listed(fields, "virksomhedsform")]
    newest = dig(fields, f"{_META}nyesteVirksomhedsform.virksomhedsformkode")
    form = str(newest or _latest(fields, "virksomhedsform").get("virksomhedsformkode") or "")
    if form in PERSONAL_FORMS:
        return ledger.drop("virksomhedsform", PERSONAL_FORMS[form])
    number = ledger.text(fields, "cvrNummer", line)
    called = ledger.text(fields, f"{_META}nyesteNavn.navn", line)
    called = called or ledger.text(_latest(fields, "navne"), "navn", line)
    if number is None or called is None:
        said = "a number and a name; the record is not read"
        return ledger.doubt(line, "navne" if number else "cvrNummer", "", code="missing", expected=said)
    org_id = f"{name}.{number if re.fullmatch('[0-9]+', number) else names.slug(called)}"
    kind, helix = FORMS.get(form, ("other", None))
    if kind == "other" and is_marked(called, "DK"):
        return ledger.drop("navne", "a sole trader by the name")
    if not ledger.is_new(line, org_id, called, fields):
        return None
    if form not in FORMS:
        said = "a legal form of CVR; the body is read as other"
        ledger.doubt(line, "virksomhedsform", form, code="choice", expected=said)
    if form in VAGUE_FORMS and kind_of(called)[0] != "other":
        kind, helix = kind_of(called)
    country, region = _seat(ledger, record)
    body = {"country": country, "region": region, "kind": kind, "helix": helix, "extent": "single"}
    ledger.add("organisations", line, org_id=org_id, name=called, **body)
    ledger.identify(line, "cvrNummer", "cvr", org_id=org_id, value=number)
    _further(ledger, record, org_id, called=called, was_person=bool(set(forms) & set(PERSONAL_FORMS)))
    _events(ledger, record, org_id)
    return None


def _latest(fields: Fields, name: str) -> Fields:
    """Return the record of a list that is true now or was so last; an empty one when there is none."""

    def order(each: Fields) -> tuple[str, str]:
        return str(dig(each, _PERIOD[1]) or "9999"), str(dig(each, _PERIOD[0]) or "")

    return max(listed(fields, name), key=order, default={})


def _seat(ledger: Ledger, record: Record) -> tuple[str | None, str | None]:
    """Return the country and region of a body; a foreign one has no region."""
    fields, line, column = record.fields, record.line, "beliggenhedsadresse"
    newest = dig(fields, f"{_META}nyesteBeliggenhedsadresse")
    address = newest if isinstance(newest, Mapping) else _latest(fields, column)
    country = ledger.country(line, column, ledger.text(address, "landekode", line) or "DK")
    municipality = ledger.text(address, "kommune.kommuneKode", line)
    if country != "DK":
        return country, None
    region = danish(municipality) if municipality else danish_postcode(ledger.text(address, "postnummer", line) or "")
    if municipality and region is None:
        said = "the number of a municipality since 2007; the region is left out"
        ledger.doubt(line, column, municipality, code="choice", expected=said)
    return country, region


def _further(ledger: Ledger, record: Record, org_id: str, *, called: str, was_person: bool) -> None:
    """Add the former and further names of a body, each once with the first and last day that it is stated with."""
    line = record.line
    periods: dict[tuple[str, str], list[tuple[str | None, str | None]]] = defaultdict(list)
    for column, kind in (("navne", "former"), ("binavne", "alias")):
        for item in listed(record.fields, column):
            other = ledger.text(item, "navn", line)
            if other is None or other == called:
                continue
            if was_person:
                ledger.drop(column, "a name of the time as a sole trader")
                continue
            kinds = periods.get((other, "former"))
            periods[other, "former" if kinds else kind].append(
                (ledger.date(item, _PERIOD[0], line), ledger.date(item, _PERIOD[1], line))
            )
    for (other, kind), spans in periods.items():
        start = None if any(first is None for first, _ in spans) else min(str(first) for first, _ in spans)
        end = None if any(last is None for _, last in spans) else max(str(last) for _, last in spans)
        ledger.add("names", line, org_id=org_id, name=other, kind=kind, **{"from": start, "to": end})


def _events(ledger: Ledger, record: Record, org_id: str) -> None:
    """Add when a body was founded and dissolved."""
    fields, line = record.fields, record.line
    lives = listed(fields, "livsforloeb")
    starts = [ledger.date(life, _PERIOD[0], line) for life in lives]
    ends = [ledger.date(life, _PERIOD[1], line) for life in lives]
    founded = ledger.date(fields, f"{_META}stiftelsesDato", line) or min(filter(None, starts), default=None)
    closed = max(map(str, ends)) if ends and None not in ends else None
    for what, day in (("founded", founded), ("dissolved", closed)):
        if day is not None:
            ledger.add("events", line, event_id=f"{org_id}.{what}", subject=org_id, date=day, what=what)


CVR = Reader(
    name="cvr",
    about="Records of the Danish business register CVR, as its Elasticsearch gives them.",
    publisher="Erhvervsstyrelsen",
    licence="",
    layouts=(LAYOUT,),
    read=read,
)
