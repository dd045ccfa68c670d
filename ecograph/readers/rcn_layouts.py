"""The columns of the two lists of the Research Council of Norway, as data: what each becomes, or why it is left out.

Norwegian words of closed lists stand here too, each with the word of the data model that it means.
"""

from ecograph.readers.reader import Layout

_PROGRAMME = "the name of a programme, whose code is read"
_CALL = "the call that was answered, no fact that the tables hold"
_CODE = "the publisher's own code of a sector, whose name is read"
_PLACE = "a wider or named form of the municipality, whose number is read"
_SITE = "where the research is done, and not surely the seat of the body"
_FIELD = "a discipline, published in Norwegian alone; a theme needs a label in English"
_SORT = "the sort of application, no fact that the tables hold"
_TOOL = "the publisher's own order of its programmes; the code of the activity is read"
_APPLIED = "a day or year of the application; the years of the project are read"

_EU = {
    "Rammeprogram": "projects.programme",
    "Traktat kode (H2020)": "projects.programme",
    "Programområde kode (H2020)": "projects.programme",
    "Program kode (H2020)": "projects.programme",
    "Programnivå 1 kode (H2020)": "projects.programme",
    "Prosjektnr": "projects.project_id",
    "Prosjektkortnavn": "projects.acronym",
    "Prosjektnavn": "projects.title",
    "Kontraktstatus": "projects.stage",
    "Kontrakt startdato": "projects.start",
    "Kontrakt sluttdato": "projects.end",
    "Organisasjonsnummer": "identifiers.value",
    "Organisasjonsnavn": "organisations.name",
    "Organisasjon rolle": "participations.role",
    "Organisasjon finansiell rolle": "participations.role",
    "Deltakernr": "organisations.org_id",
    "FoU sektor": "organisations.kind",
    "FoU kategori": "organisations.kind",
    "Adresse kommunenummer": "organisations.region",
    "Innvilget beløp organisasjon EUR": "flows.amount",
}
_APPLICATIONS = {
    "prosjektnummer": "projects.project_id",
    "prosjekttittel": "projects.title",
    "prosjektfase": "projects.stage",
    "prosjektstart": "projects.start",
    "prosjektslutt": "projects.end",
    "prosjektansvarlig_type": "organisations.extent",
    "prosjektansvarlig_navn": "organisations.name",
    "kortnavn": "organisations.name",
    "organisasjonsnummer": "identifiers.value",
    "sektor": "organisations.kind",
    "kategori": "organisations.kind",
    "aktivitet_kode": "projects.programme",
    "sokt_belop": "projects.budget_amount",
    "tildelt_belop": "flows.amount",
}

EU_GRANTS = Layout(
    "the list of EU grants",
    maps=_EU,
    ignores={
        "Programområde (H2020)": _PROGRAMME,
        "Programkortnavn (H2020)": _PROGRAMME,
        "Program (H2020)": _PROGRAMME,
        "Programnivå 1 kortnavn (H2020)": _PROGRAMME,
        "Programnivå 1 (H2020)": _PROGRAMME,
        "Utlysnings-id": _CALL,
        "Overordnet utlysnings-id": _CALL,
        "Topic kode": _CALL,
        "Topic": _CALL,
        "Søknadstype": _SORT,
        "Søknadstypenavn": _SORT,
        "Kontrakt signeringsdato": "the day of the signature; the days of the project are read",
        "Søknadsfrist": _APPLIED,
        "Søknadsdato": _APPLIED,
        "Varighet måneder": "the length of the project, which its days say",
        "Vurderingspanel": "the panel that judged the application",
        "Kortnavn": "the short name of the body above, which several bodies share",
        "FoU sektorkode": _CODE,
        "Kontraktspart 1": _CODE,
        "Kontraktspart 2": _CODE,
        "Adresse kommune": _PLACE,
        "Adresse fylkenummer": _PLACE,
        "Adresse fylke": _PLACE,
        "Adresse landsdel": _PLACE,
    },
    required=tuple(_EU),
)

APPLICATIONS = Layout(
    "the list of applications",
    maps=_APPLICATIONS,
    ignores={
        "soknadsfrist": _APPLIED,
        "soknadsdato": _APPLIED,
        "sokstart": _APPLIED,
        "sokslutt": _APPLIED,
        "utlysnings_id": _CALL,
        "utlysningsaktivitet": _CALL,
        "utlysningtittel": _CALL,
        "prosjekttype": _SORT,
        "soknadstype": _SORT,
        "soknadstypevariant": _SORT,
        "kp1": _CODE,
        "kp2": _CODE,
        "kommune": _SITE,
        "kommunenummer": _SITE,
        "fylke": _SITE,
        "fylkenummer": _SITE,
        "landsdel": _SITE,
        "virkemiddel_sekvens": _TOOL,
        "virkemiddel": _TOOL,
        "hovedaktivitet_sekvens": _TOOL,
        "hovedaktivitet": _TOOL,
        "aktivitet": _TOOL,
        "fagomraade": _FIELD,
        "fag": _FIELD,
        "fagdisiplin": _FIELD,
        "dr_stip_aarsverk": "years of work of doctoral fellows, no fact that the tables hold",
        "postdok_aarsverk": "years of work of postdoctoral fellows, no fact that the tables hold",
    },
    personal={"prosjektleder_kjonn": "the gender of project leaders"},
    required=tuple(_APPLICATIONS),
)

CONTRACTS = {"SIGNED": "ongoing", "CLOSED": "completed", "TERMINATED": "terminated"}
"""The stage that the status of an EU contract means."""

PHASES = {
    "Mottatt": ("applied", "application", "proposed"),
    "Vurderes": ("applied", "application", "proposed"),
    "Avslag": ("rejected", "application", "proposed"),
    "Bevilgning": ("ongoing", "project", "actual"),
    "Avsluttet": ("completed", "project", "actual"),
}
"""The stage, kind and status that the phase of an application means."""

ROLES = {
    ("COORDINATOR", "BENEFICIARY"): "coordinator",
    ("PARTICIPANT", "BENEFICIARY"): "partner",
    ("PARTICIPANT", "THIRD PARTY"): "third_party",
    ("PARTICIPANT", "LINKED THIRD PARTY"): "third_party",
    ("PARTICIPANT", "PARTNER ORGANISATION"): "associated_partner",
    ("PARTICIPANT", "INTERNATIONAL PARTNER"): "international_partner",
}
"""The role that the role and the financial role of a body mean together."""

SECTORS: dict[str, tuple[str, str | None]] = {
    "UoH-sektor": ("university", "academia"),
    "Instituttsektor": ("institute", "academia"),
    "Helseforetak": ("hospital", "government"),
    "Næringsliv": ("company", "industry"),
    "Norges forskningsråd": ("agency", "government"),
    "Offentlig sektor": ("other", "government"),
    "Øvrige": ("other", None),
    "Utlandet": ("other", None),
    "ukjent": ("other", None),
}
"""The kind and helix that a sector of research means."""

PUBLIC = ("Øvrige offentlige", "Direktorater og andre")
"""Categories of bodies of the state and of municipalities, within sectors that mean no helix."""

NAME_SAYS = ("cluster", "municipality", "region", "ministry", "agency")
"""Kinds that a name says more surely than the sector does."""

ABROAD = "Utlandet"
UNNAMED = "ukjent"
"""The word that stands for a body that the publisher does not know."""
