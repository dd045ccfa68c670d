"""The tables of the data model, declared once.

The reader, the checker, the template workbook, the constraints of the graph database and the reference
page are all made from this list. Every fact has a ``source_id``, a place in the source, a certainty and a
status; see ``docs/data-model.md`` for the tables in words.
"""

from ecograph.schema import vocabulary as words
from ecograph.schema.columns import Amount, Column, Kind, Span, Table

SUBJECTS = ("organisations", "projects")
"""The tables whose rows can be the subject of a fact. Their ids are unique across all of them."""


def _source() -> Column:
    return Column("source_id", Kind.KEY, "The source that states it.", required=True, references=("sources",))


def _locator() -> Column:
    return Column("locator", Kind.LINES, "Lines in the document; empty where the page is the whole place.")


def _certainty() -> Column:
    about = "How sure the fact is: certain (stated), likely (from context), weak (a hint)."
    return Column("certainty", Kind.CHOICE, about, required=True, choices=words.CERTAINTY)


def _status() -> Column:
    about = "Whether it is actual, planned, proposed or only a goal."
    return Column("status", Kind.CHOICE, about, required=True, choices=words.STATUS)


def _provenance() -> tuple[Column, ...]:
    return (_source(), _locator(), _certainty(), _status())


def _choice(name: str, choices: tuple[str, ...], about: str, *, required: bool = True) -> Column:
    return Column(name, Kind.CHOICE, about, required=required, choices=choices)


def _ref(name: str, tables: tuple[str, ...], about: str, *, required: bool = True) -> Column:
    return Column(name, Kind.KEY, about, required=required, references=tables)


def _period(start: str = "from", end: str = "to") -> tuple[Column, ...]:
    return (
        Column(start, Kind.DATE, "The first day, as precise as it is known."),
        Column(end, Kind.DATE, "The last day, as precise as it is known."),
    )


def _budget(name: str) -> tuple[Column, ...]:
    return (
        Column(f"{name}_amount", Kind.NUMBER, "The amount as stated; a budget, never added to flows."),
        _choice(f"{name}_qualifier", words.QUALIFIER, "How vague the amount is.", required=False),
        Column(f"{name}_currency", Kind.CURRENCY, "The currency of the amount."),
    )


_SEQ = Column("seq", Kind.INTEGER, "1, 2 ... where the same pair stands more than once.", required=True)
_AS_OF = Column("as_of", Kind.DATE, "When it was observed.")
_FROM_TO = (Span("from", "to"),)


SOURCES = Table(
    "sources",
    "A document or page that facts come from.",
    ("source_id",),
    (
        Column("source_id", Kind.KEY, "Its id.", required=True),
        Column("title", Kind.TEXT, "Its title or, where it has none, what it is."),
        Column("publisher", Kind.TEXT, "Who published it."),
        Column("published", Kind.DATE, "When it was published."),
        Column("retrieved", Kind.DATE, "When it was read."),
        Column("url", Kind.URL, "Its address."),
        Column("licence", Kind.TEXT, "The licence of its content."),
    ),
    label="Source",
)

EVIDENCE = Table(
    "evidence",
    "What a further source says of a fact that stands in another table, agreeing or not.",
    ("table", "key", "field", "source_id"),
    (
        Column("table", Kind.TEXT, "The table the fact stands in.", required=True),
        Column("key", Kind.TEXT, "The key of its row, parts joined by |.", required=True),
        Column("field", Kind.TEXT, "The column it is about; empty for the row as a whole."),
        _source(),
        _locator(),
        _choice("stance", words.STANCE, "Whether the source agrees with the row."),
        Column("stated", Kind.TEXT, "What the source states, in our words."),
        _certainty(),
    ),
)

ORGANISATIONS = Table(
    "organisations",
    "An organisation: a single body, or a collective or unnamed one that a source speaks of.",
    ("org_id",),
    (
        Column("org_id", Kind.KEY, "Its id.", required=True),
        Column("name", Kind.TEXT, "Its name.", required=True),
        Column("country", Kind.COUNTRY, "Its country; EU for bodies of the Union."),
        _choice("helix", words.HELIX, "The sphere it acts in.", required=False),
        _choice("kind", words.ORGANISATION_KIND, "What sort of body it is."),
        Column("region", Kind.REGION, "The NUTS region of its seat."),
        _ref("parent_id", ("organisations",), "The body it is part of.", required=False),
        _choice("extent", words.EXTENT, "single: one named body; collective: several; unnamed: one without a name."),
        Column("n", Kind.INTEGER, "How many bodies a collective stands for."),
        *_provenance(),
    ),
    label="Organisation",
)

NAMES = Table(
    "names",
    "A further name of an organisation.",
    ("org_id", "name"),
    (
        _ref("org_id", ("organisations",), "The organisation."),
        Column("name", Kind.TEXT, "The name.", required=True),
        Column("language", Kind.LANGUAGE, "Its language."),
        _choice("kind", words.NAME_KIND, "What sort of name it is."),
        *_period(),
        *_provenance(),
    ),
    spans=_FROM_TO,
)

IDENTIFIERS = Table(
    "identifiers",
    "A number by which a register knows an organisation.",
    ("scheme", "value", "org_id"),
    (
        _choice("scheme", words.SCHEME, "The register: cvr, orgnr, ror, lei or pic."),
        Column("value", Kind.TEXT, "The number, without blanks or prefix.", required=True),
        _ref("org_id", ("organisations",), "The organisation."),
        *_provenance(),
    ),
)

RECORDS = Table(
    "records",
    "How a source itself names an organisation, and by which rule that became ours.",
    ("source_id", "source_org_id"),
    (
        _source(),
        Column("source_org_id", Kind.TEXT, "The id or, without one, the name in the source.", required=True),
        _ref("org_id", ("organisations",), "The organisation."),
        Column("rule", Kind.TEXT, "The rule that joined it.", required=True),
        _locator(),
        _certainty(),
        _status(),
    ),
)

PROJECTS = Table(
    "projects",
    "A project, programme, network, survey, meeting: something organisations take part in.",
    ("project_id",),
    (
        Column("project_id", Kind.KEY, "Its id.", required=True),
        Column("title", Kind.TEXT, "Its title.", required=True),
        _choice("kind", words.PROJECT_KIND, "What sort of undertaking it is."),
        _choice("purpose", words.PURPOSE, "What it is for.", required=False),
        *_period("start", "end"),
        _choice("stage", words.STAGE, "How far it was when the source spoke of it.", required=False),
        Column("programme", Kind.TEXT, "The programme it belongs to."),
        Column("country", Kind.COUNTRY, "Its country; EU for a programme of the Union."),
        *_budget("budget"),
        *_provenance(),
    ),
    spans=(Span("start", "end"),),
    amounts=(Amount("budget_amount", "budget_qualifier", "budget_currency"),),
    label="Project",
)

MEMBERSHIPS = Table(
    "memberships",
    "An organisation belongs to a cluster.",
    ("org_id", "cluster_id", "seq"),
    (
        _ref("org_id", ("organisations",), "The organisation."),
        _ref("cluster_id", ("organisations",), "The cluster."),
        _SEQ,
        _choice("role", words.MEMBERSHIP_ROLE, "As what it belongs."),
        *_period(),
        _AS_OF,
        *_provenance(),
    ),
    spans=_FROM_TO,
)

PARTICIPATIONS = Table(
    "participations",
    "An organisation takes part in a project.",
    ("org_id", "project_id", "role", "seq"),
    (
        _ref("org_id", ("organisations",), "The organisation."),
        _ref("project_id", ("projects",), "The project."),
        _choice("role", words.PARTICIPATION_ROLE, "As what it takes part."),
        _SEQ,
        *_period(),
        *_budget("share"),
        *_provenance(),
    ),
    spans=_FROM_TO,
    amounts=(Amount("share_amount", "share_qualifier", "share_currency"),),
)

FLOWS = Table(
    "flows",
    "Money that is paid, granted, called for or set aside. A joint amount is one flow with all its payers.",
    ("flow_id",),
    (
        Column("flow_id", Kind.KEY, "Its id.", required=True),
        Column("payers", Kind.IDS, "Who pays.", references=SUBJECTS),
        Column("recipients", Kind.IDS, "Who receives.", references=SUBJECTS),
        Column("amount", Kind.NUMBER, "The amount as stated; empty where none is."),
        _choice("qualifier", words.QUALIFIER, "How vague the amount is.", required=False),
        Column("currency", Kind.CURRENCY, "The currency of the amount."),
        *_period(),
        _choice("basis", words.BASIS, "For the whole period (total) or each year (yearly).", required=False),
        _choice("kind", words.FLOW_KIND, "What sort of money it is."),
        _choice("level", words.LEVEL, "How far it has come: call, budget, proposal, grant, paid."),
        Column("about", Kind.TEXT, "What it is for, in our words."),
        _ref("part_of", ("flows",), "The larger flow that contains it.", required=False),
        _ref("restates", ("flows",), "The flow that it states again.", required=False),
        *_provenance(),
    ),
    spans=_FROM_TO,
    amounts=(Amount("amount", "qualifier", "currency"),),
    label="Flow",
)

TIES = Table(
    "ties",
    "A tie between two organisations or projects that is not a membership, participation or flow.",
    ("tie_id",),
    (
        Column("tie_id", Kind.KEY, "Its id.", required=True),
        _ref("subject", SUBJECTS, "From whom."),
        _choice("kind", words.TIE_KIND, "What sort of tie."),
        _ref("object", SUBJECTS, "To whom."),
        *_period(),
        _AS_OF,
        *_provenance(),
    ),
    spans=_FROM_TO,
)

EVENTS = Table(
    "events",
    "Something that happened to an organisation or project on a date.",
    ("event_id",),
    (
        Column("event_id", Kind.KEY, "Its id.", required=True),
        _ref("subject", SUBJECTS, "To whom."),
        Column("date", Kind.DATE, "When."),
        _choice("what", words.EVENT_KIND, "What happened."),
        Column("detail", Kind.TEXT, "What exactly, in our words."),
        *_provenance(),
    ),
    label="Event",
)


def _labels(*, required: bool) -> tuple[Column, ...]:
    return (
        Column("label_da", Kind.TEXT, "In Danish.", required=required),
        Column("label_nb", Kind.TEXT, "In Norwegian.", required=required),
        Column("label_en", Kind.TEXT, "In English.", required=required),
    )


FRAMEWORKS = Table(
    "frameworks",
    "A list of themes that somebody set up.",
    ("framework_id",),
    (
        Column("framework_id", Kind.KEY, "Its id.", required=True),
        _ref("owner", SUBJECTS, "Who set it up.", required=False),
        _choice("kind", words.FRAMEWORK_KIND, "What sort of list it is."),
        *_labels(required=True),
        Column("stated_size", Kind.INTEGER, "How many themes its owner says it has."),
        *_provenance(),
    ),
    label="Framework",
)

THEMES = Table(
    "themes",
    "A theme of a framework.",
    ("theme_id",),
    (
        Column("theme_id", Kind.KEY, "Its id.", required=True),
        _ref("framework_id", ("frameworks",), "The framework."),
        Column("number", Kind.INTEGER, "Its place in the framework."),
        *_labels(required=True),
        *_provenance(),
    ),
    label="Theme",
)

TAGS = Table(
    "tags",
    "An organisation or project works with a theme.",
    ("subject", "theme_id"),
    (
        _ref("subject", SUBJECTS, "Who or what."),
        _ref("theme_id", ("themes",), "The theme."),
        _choice("basis", words.TAG_BASIS, "stated by the source, or assigned by hand or by a listed rule."),
        *_provenance(),
    ),
)

FIGURES = Table(
    "figures",
    "A figure that a source reports: members, answers, turnover.",
    ("figure_id",),
    (
        Column("figure_id", Kind.KEY, "Its id.", required=True),
        _ref("subject", SUBJECTS, "Of whom or what.", required=False),
        Column("what", Kind.TEXT, "What is counted, in our words.", required=True),
        Column("breakdown", Kind.TEXT, "The part of it that is counted."),
        _ref("parent_id", ("figures",), "The figure it is a part of.", required=False),
        Column("value", Kind.NUMBER, "The value as stated; empty where it is lost or not given."),
        _choice("qualifier", words.QUALIFIER, "How vague the value is.", required=False),
        Column("unit", Kind.TEXT, "Its unit; a currency code for money.", required=True),
        _AS_OF,
        *_period(),
        *_provenance(),
    ),
    spans=_FROM_TO,
    amounts=(Amount("value", "qualifier", "unit"),),
    label="Figure",
)

GOALS = Table(
    "goals",
    "A goal that somebody set.",
    ("goal_id",),
    (
        Column("goal_id", Kind.KEY, "Its id.", required=True),
        _ref("owner", SUBJECTS, "Who set it.", required=False),
        _choice("kind", words.GOAL_KIND, "What sort of goal."),
        Column("what", Kind.TEXT, "What is to be reached, in our words.", required=True),
        Column("deadline", Kind.DATE, "The last day by which it was to be reached."),
        Column("deadline_words", Kind.TEXT, "The deadline as the source words it."),
        Column("target", Kind.NUMBER, "The value to be reached."),
        Column("unit", Kind.TEXT, "The unit of the target."),
        _ref("parent_id", ("goals",), "The goal it serves.", required=False),
        _ref("theme_id", ("themes",), "The theme it belongs to.", required=False),
        _ref("figure_id", ("figures",), "The figure that measures it.", required=False),
        *_provenance(),
    ),
    label="Goal",
)

RATES = Table(
    "rates",
    "The average exchange rate of a year.",
    ("year", "currency"),
    (
        Column("year", Kind.YEAR, "The year.", required=True),
        Column("currency", Kind.CURRENCY, "The currency.", required=True),
        Column("rate_per_eur", Kind.NUMBER, "Units of the currency for one euro.", required=True),
        _source(),
    ),
)

PRICES = Table(
    "prices",
    "The consumer price index of a year.",
    ("year", "country"),
    (
        Column("year", Kind.YEAR, "The year.", required=True),
        Column("country", Kind.COUNTRY, "The country.", required=True),
        Column("price_index", Kind.NUMBER, "The index, 2015 = 100.", required=True),
        _source(),
    ),
)

TABLES: tuple[Table, ...] = (
    SOURCES,
    EVIDENCE,
    ORGANISATIONS,
    NAMES,
    IDENTIFIERS,
    RECORDS,
    PROJECTS,
    MEMBERSHIPS,
    PARTICIPATIONS,
    FLOWS,
    TIES,
    EVENTS,
    FRAMEWORKS,
    THEMES,
    TAGS,
    FIGURES,
    GOALS,
    RATES,
    PRICES,
)
"""All tables, in the order in which they are checked, written and shown."""

TABLE: dict[str, Table] = {table.name: table for table in TABLES}
"""The tables by name."""
