"""The tables of the data model, declared once.

The reader, the checker, the template workbook, the constraints of the graph database and the reference
page are all made from this list. Every fact has a ``source_id``, a place in the source, a certainty and a
status; see ``docs/data-model.md`` for the tables in words.
"""

from ecograph.schema import vocabulary as words
from ecograph.schema.columns import Amount, Column, Kind, Span, Table
from ecograph.schema.recurring import (
    AS_OF,
    FROM_TO,
    SEQ,
    budget,
    certainty,
    choice,
    labels,
    locator,
    period,
    provenance,
    ref,
    source,
    status,
)

SUBJECTS = ("organisations", "projects")
"""The tables whose rows can be the subject of a fact. Their ids are unique across all of them."""


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
        source(),
        locator(),
        choice("stance", words.STANCE, "Whether the source agrees with the row."),
        Column("stated", Kind.TEXT, "What the source states, in our words."),
        certainty(),
    ),
    label="Evidence",
)

ORGANISATIONS = Table(
    "organisations",
    "An organisation: a single body, or a collective or unnamed one that a source speaks of.",
    ("org_id",),
    (
        Column("org_id", Kind.KEY, "Its id.", required=True),
        Column("name", Kind.TEXT, "Its name.", required=True),
        Column("country", Kind.COUNTRY, "Its country; EU for bodies of the Union."),
        choice("helix", words.HELIX, "The sphere it acts in.", required=False),
        choice("kind", words.ORGANISATION_KIND, "What sort of body it is."),
        Column("region", Kind.REGION, "The NUTS region of its seat."),
        ref("parent_id", ("organisations",), "The body it is part of.", required=False),
        choice("extent", words.EXTENT, "single: one named body; collective: several; unnamed: one without a name."),
        Column("n", Kind.INTEGER, "How many bodies a collective stands for."),
        *provenance(),
    ),
    label="Organisation",
)

NAMES = Table(
    "names",
    "A further name of an organisation.",
    ("org_id", "name"),
    (
        ref("org_id", ("organisations",), "The organisation."),
        Column("name", Kind.TEXT, "The name.", required=True),
        Column("language", Kind.LANGUAGE, "Its language."),
        choice("kind", words.NAME_KIND, "What sort of name it is."),
        *period(),
        *provenance(),
    ),
    spans=FROM_TO,
    label="Name",
)

IDENTIFIERS = Table(
    "identifiers",
    "A number by which a register knows an organisation.",
    ("scheme", "value", "org_id"),
    (
        choice("scheme", words.SCHEME, "The register: cvr, orgnr, ror, lei or pic."),
        Column("value", Kind.REGISTRY, "The number, without blanks or prefix.", required=True),
        ref("org_id", ("organisations",), "The organisation."),
        *provenance(),
    ),
    label="Identifier",
)

RECORDS = Table(
    "records",
    "How a source itself names an organisation, and by which rule that became ours.",
    ("source_id", "source_org_id"),
    (
        source(),
        Column("source_org_id", Kind.TEXT, "The id or, without one, the name in the source.", required=True),
        ref("org_id", ("organisations",), "The organisation."),
        Column("rule", Kind.TEXT, "The rule that joined it.", required=True),
        locator(),
        certainty(),
        status(),
    ),
)

PROJECTS = Table(
    "projects",
    "A project, programme, network, survey, meeting: something organisations take part in.",
    ("project_id",),
    (
        Column("project_id", Kind.KEY, "Its id.", required=True),
        Column("acronym", Kind.TEXT, "The short name it gave itself."),
        Column("title", Kind.TEXT, "Its title.", required=True),
        Column("summary", Kind.TEXT, "What it is about, in words of our own."),
        choice("kind", words.PROJECT_KIND, "What sort of undertaking it is."),
        choice("purpose", words.PURPOSE, "What it is for.", required=False),
        *period("start", "end"),
        choice("stage", words.STAGE, "How far it was when the source spoke of it.", required=False),
        Column("programme", Kind.TEXT, "The programme it belongs to."),
        Column("country", Kind.COUNTRY, "Its country; EU for a programme of the Union."),
        *budget("budget"),
        *provenance(),
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
        ref("org_id", ("organisations",), "The organisation."),
        ref("cluster_id", ("organisations",), "The cluster."),
        SEQ,
        choice("role", words.MEMBERSHIP_ROLE, "As what it belongs."),
        *period(),
        AS_OF,
        *provenance(),
    ),
    spans=FROM_TO,
)

PARTICIPATIONS = Table(
    "participations",
    "An organisation takes part in a project.",
    ("org_id", "project_id", "role", "seq"),
    (
        ref("org_id", ("organisations",), "The organisation."),
        ref("project_id", ("projects",), "The project."),
        choice("role", words.PARTICIPATION_ROLE, "As what it takes part."),
        SEQ,
        *period(),
        *budget("share"),
        *provenance(),
    ),
    spans=FROM_TO,
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
        choice("qualifier", words.QUALIFIER, "How vague the amount is.", required=False),
        Column("currency", Kind.CURRENCY, "The currency of the amount."),
        *period(),
        choice("basis", words.BASIS, "For the whole period (total) or each year (yearly).", required=False),
        choice("kind", words.FLOW_KIND, "What sort of money it is."),
        choice("level", words.LEVEL, "How far it has come: call, budget, proposal, grant, paid."),
        Column("about", Kind.TEXT, "What it is for, in our words."),
        ref("part_of", ("flows",), "The larger flow that contains it.", required=False),
        ref("restates", ("flows",), "The flow that it states again.", required=False),
        *provenance(),
    ),
    spans=FROM_TO,
    amounts=(Amount("amount", "qualifier", "currency"),),
    label="Flow",
)

TIES = Table(
    "ties",
    "A tie between two organisations or projects that is not a membership, participation or flow.",
    ("tie_id",),
    (
        Column("tie_id", Kind.KEY, "Its id.", required=True),
        ref("subject", SUBJECTS, "From whom."),
        choice("kind", words.TIE_KIND, "What sort of tie."),
        ref("object", SUBJECTS, "To whom."),
        *period(),
        AS_OF,
        *provenance(),
    ),
    spans=FROM_TO,
)

EVENTS = Table(
    "events",
    "Something that happened to an organisation or project on a date.",
    ("event_id",),
    (
        Column("event_id", Kind.KEY, "Its id.", required=True),
        ref("subject", SUBJECTS, "To whom."),
        Column("date", Kind.DATE, "When."),
        choice("what", words.EVENT_KIND, "What happened."),
        Column("detail", Kind.TEXT, "What exactly, in our words."),
        *provenance(),
    ),
    label="Event",
)


FRAMEWORKS = Table(
    "frameworks",
    "A list of themes that somebody set up.",
    ("framework_id",),
    (
        Column("framework_id", Kind.KEY, "Its id.", required=True),
        ref("owner", SUBJECTS, "Who set it up.", required=False),
        choice("kind", words.FRAMEWORK_KIND, "What sort of list it is."),
        *labels(),
        Column("stated_size", Kind.INTEGER, "How many themes its owner says it has."),
        *provenance(),
    ),
    label="Framework",
)

THEMES = Table(
    "themes",
    "A theme of a framework.",
    ("theme_id",),
    (
        Column("theme_id", Kind.KEY, "Its id.", required=True),
        ref("framework_id", ("frameworks",), "The framework."),
        ref("parent_id", ("themes",), "The wider theme that contains it.", required=False),
        Column("number", Kind.INTEGER, "Its place in the framework."),
        *labels(),
        *provenance(),
    ),
    label="Theme",
)

TAGS = Table(
    "tags",
    "An organisation or project works with a theme.",
    ("subject", "theme_id"),
    (
        ref("subject", SUBJECTS, "Who or what."),
        ref("theme_id", ("themes",), "The theme."),
        choice("basis", words.TAG_BASIS, "stated by the source, or assigned by hand or by a listed rule."),
        *provenance(),
    ),
)

FIGURES = Table(
    "figures",
    "A figure that a source reports: members, answers, turnover.",
    ("figure_id",),
    (
        Column("figure_id", Kind.KEY, "Its id.", required=True),
        ref("subject", SUBJECTS, "Of whom or what.", required=False),
        Column("what", Kind.TEXT, "What is counted, in our words.", required=True),
        Column("breakdown", Kind.TEXT, "The part of it that is counted."),
        ref("parent_id", ("figures",), "The figure it is a part of.", required=False),
        Column("value", Kind.NUMBER, "The value as stated; empty where it is lost or not given."),
        choice("qualifier", words.QUALIFIER, "How vague the value is.", required=False),
        Column("unit", Kind.TEXT, "Its unit; a currency code for money.", required=True),
        AS_OF,
        *period(),
        *provenance(),
    ),
    spans=FROM_TO,
    amounts=(Amount("value", "qualifier", "unit"),),
    label="Figure",
)

GOALS = Table(
    "goals",
    "A goal that somebody set.",
    ("goal_id",),
    (
        Column("goal_id", Kind.KEY, "Its id.", required=True),
        ref("owner", SUBJECTS, "Who set it.", required=False),
        choice("kind", words.GOAL_KIND, "What sort of goal."),
        Column("what", Kind.TEXT, "What is to be reached, in our words.", required=True),
        Column("deadline", Kind.DATE, "The last day by which it was to be reached."),
        Column("deadline_words", Kind.TEXT, "The deadline as the source words it."),
        Column("target", Kind.NUMBER, "The value to be reached."),
        Column("unit", Kind.TEXT, "The unit of the target."),
        ref("parent_id", ("goals",), "The goal it serves.", required=False),
        ref("theme_id", ("themes",), "The theme it belongs to.", required=False),
        ref("figure_id", ("figures",), "The figure that measures it.", required=False),
        *provenance(),
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
        source(),
    ),
    label="Rate",
)

PRICES = Table(
    "prices",
    "The consumer price index of a year.",
    ("year", "country"),
    (
        Column("year", Kind.YEAR, "The year.", required=True),
        Column("country", Kind.COUNTRY, "The country.", required=True),
        Column("price_index", Kind.NUMBER, "The index, 2015 = 100.", required=True),
        source(),
    ),
    label="Price",
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
