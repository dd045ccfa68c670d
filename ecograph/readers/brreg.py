"""Reading the Norwegian business register, so that Norwegian bodies carry their number, seat, form and history.

Enhetsregisteret gives JSON: one unit, a page of a search, or every unit (a packed list). A unit is a body with a
number of its own; a subunit is a place of work of one.
"""

import json
import re
from collections.abc import Mapping, Sequence

from ecograph.identity import names
from ecograph.readers.kinds import kind_of
from ecograph.readers.layouts import source_ids
from ecograph.readers.ledger import Ledger, Seen, is_marked
from ecograph.readers.reader import File, Harvest, Layout, Reader, joined, source, whole
from ecograph.readers.records import Record, dig, listed, records
from ecograph.readers.regions import norwegian

_COMPANIES = (
    *("AS", "ASA", "ANS", "DA", "KS", "BA", "SE", "SA", "PRE", "EOFG"),  # limited, joint, European, cooperatives
    *("NUF", "SPA", "GFS", "PK", "KTRF"),  # foreign branches, savings banks, insurance, pensions, shared offices
)
FORMS: Mapping[str, tuple[str, str | None]] = {
    **dict.fromkeys(_COMPANIES, ("company", "industry")),
    "VPFO": ("fund", "industry"),  # Verdipapirfond
    **dict.fromkeys(("SF", "KF", "FKF", "IKS"), ("company", "government")),  # owned by the state and municipalities
    "KOMM": ("municipality", "government"),
    "FYLK": ("region", "government"),
    "STAT": ("state", "government"),
    **dict.fromkeys(("ORGL", "ADOS"), ("agency", "government")),  # Organisasjonsledd, Administrativ enhet
    "STI": ("fund", None),  # Stiftelse
    "FLI": ("association", None),  # Forening/lag/innretning
    **dict.fromkeys(("BBL", "BRL"), ("association", "civil_society")),  # housing cooperatives
    "KIRK": ("other", "civil_society"),  # Den norske kirke
    **dict.fromkeys(("ESEK", "SAM", "OPMV", "UTBG"), ("other", "none")),  # owners of buildings together, parts for VAT
    **dict.fromkeys(("SÆR", "ANNA", "IKJP", "UTLA", "BEDR", "AAFY"), ("other", None)),  # further; subunits
}
"""Kind and helix by the code of the legal form (Brønnøysundregistrene, organisasjonsformer)."""

PERSONAL_FORMS = {
    "ENK": "a sole trader",
    "PERS": "a person",
    "TVAM": "a person or body that was registered by force for VAT",
    "BO": "the estate of a person",
    "KBO": "an estate in bankruptcy, which may bear the name of a person",
}
"""Legal forms under which a person stands, or may; such a unit is dropped and counted."""

VAGUE_FORMS = frozenset({"ORGL", "ADOS", "STI", "FLI", "SÆR", "ANNA", "SF", "BEDR"})
"""Forms under which universities, hospitals and the like stand too; a word of the name says which."""

SECTORS: Mapping[str, str | None] = {
    **dict.fromkeys(("6100", "6500"), "government"),  # Stats- og trygdeforvaltningen, Kommuneforvaltningen
    **dict.fromkeys(("2500", "7000"), "civil_society"),  # organisations without profit
    **dict.fromkeys(("1110", "1120", "1510", "1520", "2100", "2300"), None),  # companies by owner
    **dict.fromkeys(("3100", "3200", "3500", "3600", "3900"), None),  # banks and lenders
    **dict.fromkeys(("4100", "4300", "4500", "4900", "5500", "5700"), None),  # finance and insurance
    **dict.fromkeys(("8200", "8300", "8500", "9000"), None),  # households, abroad
}
"""The helix that an institutional sector tells where the legal form leaves it open (Statistisk sentralbyrå)."""

_SEATS = ("forretningsadresse", "beliggenhetsadresse")
_PARTS = ("adresse", "postnummer", "poststed", "kommune", "land")
_DAY = "a day on which the register wrote something down"
_MARKS = ("Mva", "Foretaks", "Frivillighets", "Stiftelses", "Parti")
_ENDS = (
    *("konkurs", "konkursdato", "underAvvikling", "underAvviklingDato"),
    *("underTvangsavviklingEllerTvangsopplosning", "tvangsavvikletPgaManglendeSlettingDato"),
    *("tvangsopplostPgaMangelfulltStyreDato", "tvangsopplostPgaManglendeRegnskapDato"),
    *("tvangsopplostPgaManglendeRevisorDato", "tvangsopplostPgaManglendeDagligLederDato"),
    *("underRekonstruksjonsforhandlingDato", "underUtenlandskInsolvensbehandlingDato"),
)
_DAYS = (
    *("Foretaksregisteret", "FrivilligMerverdiavgiftsregisteret", "Frivillighetsregisteret"),
    *("Enhetsregisteret", "IEnhetsregisteret", "Merverdiavgiftsregisteret", "Partiregisteret", "Stiftelsesregisteret"),
    *("MerverdiavgiftsregisteretEnhetsregisteret", "FrivilligMerverdiavgiftsregisteretEnhetsregisteret"),
    *("AntallAnsatteEnhetsregisteret", "AntallAnsatteNavAaregisteret", "AntallAnsatteNAVAaregisteret"),
)
_FOREIGN = (
    *("utenlandskRegisterAdresse", "utenlandskRegisterNavn", "registreringsnummerIHjemlandet"),
    *("underlagtLovgivningLand", "underlagtLovgivningLandKode", "foretaksformIHjemlandet"),
)
_FURTHER = ("frivilligMvaRegistrertBeskrivelser", "fravalgRevisjonDato", "fravalgRevisjonBeslutningsDato")

UNIT = Layout(
    file="enhet, underenhet",
    maps={
        "organisasjonsnummer": "organisations.org_id, identifiers.value",
        "navn": "organisations.name",
        "historiskeNavn.navn": "names.name",
        "historiskeNavn.fraDato": "names.from",
        "historiskeNavn.tilDato": "names.to",
        "organisasjonsform.kode": "organisations.kind, organisations.helix",
        "institusjonellSektorkode.kode": "organisations.helix",
        **{f"{seat}.landkode": "organisations.country" for seat in _SEATS},
        **{f"{seat}.kommunenummer": "organisations.region" for seat in _SEATS},
        "overordnetEnhet": "organisations.parent_id",
        "stiftelsesdato": "events.date",
        "slettedato": "events.date",
        "nedleggelsesdato": "events.date",
        "antallAnsatte": "figures.value",
        "harRegistrertAntallAnsatte": "figures.value: no number is known where it is false",
    },
    ignores={
        **{f"{seat}.{part}": "the municipality says the region" for seat in _SEATS for part in _PARTS},
        "postadresse": "an address for post",
        **{f"organisasjonsform.{part}": "the code says it" for part in ("beskrivelse", "utgaatt", "_links")},
        "institusjonellSektorkode.beskrivelse": "the code says it",
        **dict.fromkeys((f"naeringskode{n}" for n in (1, 2, 3)), "codes of trades"),
        "hjelpeenhetskode": "codes of trades",
        "hjemmeside": "an address on the web",
        **{f"registrertI{mark}registeret": "of which further registers it is in" for mark in _MARKS},
        **{f"registreringsdato{day}": _DAY for day in _DAYS},
        **dict.fromkeys(_ENDS, "bankruptcy and winding up; the day of deletion is kept"),
        **dict.fromkeys(_FOREIGN, "of the foreign body behind a branch"),
        **dict.fromkeys(_FURTHER, "taxes and auditing"),
        **dict.fromkeys(("aktivitet", "vedtektsfestetFormaal"), "the purpose in words"),
        **dict.fromkeys(("vedtektsdato", "maalform", "sisteInnsendteAarsregnskap", "paategninger"), "of its papers"),
        **dict.fromkeys(("kapital", "erIKonsern", "datoEierskifte"), "its owners and capital"),
        "oppstartsdato": "when a place of work began",
        **dict.fromkeys(("respons_klasse", "_links", "page"), "of the answer"),
    },
    personal=dict.fromkeys(("telefon", "mobil", "epostadresse"), "ways to reach people"),
    required=("organisasjonsnummer",),
)
"""The fields of a unit or subunit; those of the answer around it too."""

SUBUNITS = frozenset({"BEDR", "AAFY"})
"""The legal forms of subunits, which are of the kind of the unit that they belong to where it is known."""

ROLES = "rollegrupper"
"""The field that marks a list of roles: who leads, owns and audits a unit."""


def read(name: str, files: Sequence[File], options: Mapping[str, str]) -> Harvest:  # noqa: ARG001 - it has none
    """Return the tables of units: organisations, former names, numbers, events and numbers of employees.

    The country is that of the business address (of a subunit: of its place); without one it is Norway, since the
    register is Norwegian, but null for a foreign unit. So the branch of a foreign body stands where the branch is.
    Sole traders, estates and their subunits are dropped and counted. A subunit whose unit is not in the files
    cannot be told from that of a sole trader; it is kept unless its name marks one, as is a unit whose form is not
    known. A list of roles holds persons and is not read.

    Args:
        name: The name of the import.
        files: Single units, pages of a search or lists of units.
        options: None are known.
    """
    read_files = [(file, *records(file, "_embedded.enheter", "_embedded.underenheter")) for file in files]
    forms = {
        str(record.fields.get("organisasjonsnummer")): _form(record) for _, found, _ in read_files for record in found
    }
    harvests = []
    seen: Seen = {}
    for (file, found, issues), source_id in zip(read_files, source_ids(name, files), strict=True):
        ledger = Ledger(file.name, source_id, UNIT, seen)
        for record in found:
            if ROLES in record.fields:
                _refuse(ledger, record)
                continue
            ledger.walk(record.line, record.fields)
            if not record.is_envelope and not _is_empty(record):
                _unit(ledger, name, record, forms)
        harvest = ledger.harvest(source(BRREG, ledger.source_id, file, f"Enhetsregisteret: {file.name}"))
        harvests.append(Harvest(harvest.tables, (*issues, *harvest.issues), harvest.dropped))
    return whole(joined(harvests))


def _is_empty(record: Record) -> bool:
    """Return whether a record is the answer to a search that found nothing."""
    return "page" in record.fields and "organisasjonsnummer" not in record.fields


def _form(record: Record) -> str:
    """Return the code of the legal form of a unit, which says whether anything else of it may be shown."""
    return str(dig(record.fields, "organisasjonsform.kode")).strip().upper()


def _refuse(ledger: Ledger, record: Record) -> None:
    said = "units; a list of roles holds persons and is not read"
    ledger.doubt(record.line, ROLES, ROLES, code="format", expected=said)
    roles = [role for group in listed(record.fields, ROLES) for role in listed(group, "roller")]
    ledger.drop(ROLES, "roles of persons", max(len(roles), 1))


def _unit(ledger: Ledger, name: str, record: Record, forms: Mapping[str, str]) -> None:
    """Add the rows of one unit."""
    fields, line = record.fields, record.line
    overordnet = str(fields.get("overordnetEnhet", "")).strip()
    person = next((form for form in (_form(record), forms.get(overordnet, "")) if form in PERSONAL_FORMS), None)
    if person is not None:
        return ledger.drop("organisasjonsform.kode", PERSONAL_FORMS[person])
    number, called = ledger.text(fields, "organisasjonsnummer", line), ledger.text(fields, "navn", line)
    above = ledger.text(fields, "overordnetEnhet", line)
    if number is None or called is None:
        said = "a number and a name; the unit is not read"
        return ledger.doubt(line, "navn" if number else "organisasjonsnummer", "", code="missing", expected=said)
    org_id = f"{name}.{number if re.fullmatch('[0-9]+', number) else names.slug(called)}"
    is_open = _form(record) not in FORMS or (_form(record) in SUBUNITS and above not in forms)
    if is_open and is_marked(called, "NO"):
        return ledger.drop("navn", "a sole trader by the name")
    if not ledger.is_new(line, org_id, called, fields):
        return None
    if above is not None and above not in forms:
        said = "the number of a unit among those read; the unit is read without it"
        ledger.doubt(line, "overordnetEnhet", "a unit elsewhere", code="reference", expected=said)
    parent = f"{name}.{above}" if above in forms and above != number else None
    kind, helix = _kind(ledger, record, called, forms.get(above or "") if _form(record) in SUBUNITS else None)
    country, region = _seat(ledger, record)
    place = {"country": country, "region": region, "parent_id": parent, "extent": "single"}
    ledger.add("organisations", line, org_id=org_id, name=called, kind=kind, helix=helix, **place)
    ledger.identify(line, "organisasjonsnummer", "orgnr", org_id=org_id, value=number)
    _history(ledger, record, org_id, called)
    _employees(ledger, record, org_id)
    return None


def _kind(ledger: Ledger, record: Record, called: str, unit_form: str | None) -> tuple[str, str | None]:
    """Return kind and helix by the form (of a subunit: of its unit), the words of the name, and the sector."""
    fields, line = record.fields, record.line
    form = unit_form or ledger.text(fields, "organisasjonsform.kode", line) or ""
    if form not in FORMS:
        said = "a legal form of Enhetsregisteret; the unit is read as other"
        ledger.doubt(line, "organisasjonsform.kode", form, code="choice", expected=said)
    kind, helix = FORMS.get(form, ("other", None))
    if form in VAGUE_FORMS and kind_of(called)[0] != "other":
        kind, helix = kind_of(called)
    sector = ledger.text(fields, "institusjonellSektorkode.kode", line)
    if sector is not None and sector not in SECTORS:
        said = "a code of an institutional sector; the helix is left to the legal form"
        ledger.doubt(line, "institusjonellSektorkode.kode", sector, code="choice", expected=said)
    return kind, helix or SECTORS.get(sector or "")


def _seat(ledger: Ledger, record: Record) -> tuple[str | None, str | None]:
    """Return the country and region of a unit."""
    fields, line = record.fields, record.line
    seat = next((seat for seat in _SEATS if isinstance(fields.get(seat), Mapping)), _SEATS[0])
    country = ledger.country(line, f"{seat}.landkode", ledger.text(fields, f"{seat}.landkode", line))
    if dig(fields, f"{seat}.landkode") is None and dig(fields, "organisasjonsform.kode") != "UTLA":
        country = "NO"
    municipality = ledger.text(fields, f"{seat}.kommunenummer", line)
    if municipality is None or country != "NO":
        return country, None
    region = norwegian(municipality)
    if region is None:
        said = "the number of a municipality; the region is left out"
        ledger.doubt(line, f"{seat}.kommunenummer", municipality, code="choice", expected=said)
    return country, region


def _history(ledger: Ledger, record: Record, org_id: str, called: str) -> None:
    """Add former names, and when a unit was founded and dissolved (a place of work: closed)."""
    fields, line = record.fields, record.line
    periods: dict[str, tuple[str | None, str | None]] = {}
    for item in listed(fields, "historiskeNavn"):
        former = ledger.text(item, "navn", line)
        start, end = ledger.date(item, "fraDato", line), ledger.date(item, "tilDato", line)
        if former is None or former == called:
            continue
        first, last = periods.get(former, (start, end))
        periods[former] = (min(first, start) if first and start else None, max(last, end) if last and end else None)
    for former, (start, end) in periods.items():
        ledger.add("names", line, org_id=org_id, name=former, kind="former", **{"from": start, "to": end})
    closed, deleted = ledger.date(fields, "nedleggelsesdato", line), ledger.date(fields, "slettedato", line)
    days = {"founded": ledger.date(fields, "stiftelsesdato", line), "dissolved": closed or deleted}
    for what, day in days.items():
        if day is not None:
            ledger.add("events", line, event_id=f"{org_id}.{what}", subject=org_id, date=day, what=what)


def _employees(ledger: Ledger, record: Record, org_id: str) -> None:
    """Add the number of employees, unless the register says that it knows none."""
    value = record.fields.get("antallAnsatte")
    if value is None or record.fields.get("harRegistrertAntallAnsatte") is False:
        return
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**15:
        said = "a whole number; it is left out"
        ledger.doubt(record.line, "antallAnsatte", json.dumps(value), code="type", expected=said)
        return
    figure = {"what": "employees", "value": float(value), "qualifier": "exact", "unit": "persons"}
    ledger.add("figures", record.line, figure_id=f"{org_id}.employees", subject=org_id, **figure)


BRREG = Reader(
    name="brreg",
    about="Units and subunits of the Norwegian business register (Enhetsregisteret).",
    publisher="Brønnøysundregistrene",
    licence="NLOD 2.0",
    layouts=(UNIT,),
    read=read,
)
