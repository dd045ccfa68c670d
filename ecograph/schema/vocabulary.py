"""The closed lists of the data model: what may stand in a column of kind choice, country, currency, language.

A new word is added here and nowhere else. Each list is in the order in which a person would read it.
"""

CERTAINTY = ("certain", "likely", "weak")
STATUS = ("actual", "planned", "proposed", "goal")
STANCE = ("agrees", "differs")

HELIX = ("industry", "academia", "government", "civil_society", "intermediary", "none")
ORGANISATION_KIND = (
    "cluster",
    "company",
    "university",
    "institute",
    "hospital",
    "region",
    "municipality",
    "ministry",
    "agency",
    "state",
    "fund",
    "association",
    "partnership",
    "programme",
    "incubator",
    "advisory_board",
    "eu_body",
    "media",
    "other",
)
EXTENT = ("single", "collective", "unnamed")
NAME_KIND = ("official", "alias", "abbreviation", "former")
SCHEME = ("cvr", "orgnr", "ror", "lei", "pic")

PROJECT_KIND = (
    "project",
    "network",
    "programme",
    "portfolio",
    "pool",
    "centre",
    "partnership",
    "procurement",
    "building",
    "facility",
    "tool",
    "strategy",
    "survey",
    "report",
    "application",
    "meeting",
    "media_series",
)
PURPOSE = (
    "merger",
    "cluster_operation",
    "innovation",
    "research",
    "internationalisation",
    "export",
    "procurement",
    "building",
    "digitalisation",
    "knowledge_sharing",
    "key_figures",
    "policy",
    "education",
    "communication",
)
MERGER = "merger"
"""The purpose of projects that were made to prepare or carry out a merger of clusters."""

STAGE = ("announced", "applied", "rejected", "ongoing", "completed", "terminated")

MEMBERSHIP_ROLE = ("member", "founder", "partner", "host", "core_actor", "owner", "advisor")
PARTICIPATION_ROLE = (
    "lead",
    "coordinator",
    "partner",
    "recipient",
    "host",
    "owner",
    "organiser",
    "administrator",
    "procurer",
    "developer",
    "financier",
    "commissioner",
    "associated_partner",
    "international_partner",
    "third_party",
    "advisor",
    "chair",
    "speaker",
    "network",
    "former_partner",
    "subject",
)

BASIS = ("total", "yearly")
FLOW_KIND = ("grant", "co-finance", "fee", "procurement", "saving", "budget")
LEVEL = ("call", "budget", "proposal", "grant", "paid")
QUALIFIER = ("exact", "about", "nearly", "at_most", "more_than", "at_least")

TIE_KIND = (
    "merged_into",
    "steering_group",
    "working_group",
    "writing_group",
    "chair_interlock",
    "founder",
    "owner",
    "part_of",
    "establishes",
    "cooperates_with",
    "in_dialogue_with",
    "shares_agenda_with",
    "designates",
    "estimates_for",
    "develops",
    "supports",
    "funds_through",
    "procures_through",
    "demonstrates_through",
    "research_agreements_with",
    "participates_in",
    "published_on",
    "uses_framework_of",
    "seeks_funding_from",
    "cooperates_on",
    "proposes",
    "lobbies",
    "asks",
    "succeeds",
)
EVENT_KIND = (
    "founded",
    "launched",
    "renamed",
    "status_given",
    "extended",
    "awarded",
    "survey_result",
    "announcement",
    "bid",
    "approved",
    "merger_considered",
    "merger_adopted",
    "merged",
    "in_operation",
    "dissolved",
    "published",
    "held",
)
FRAMEWORK_KIND = (
    "work_areas",
    "strategy_themes",
    "benchmarks",
    "call_themes",
    "programme_pillars",
    "criteria",
    "focus_areas",
    "export_areas",
    "service_functions",
    "needs",
    "barriers",
    "strengths",
    "topics",
)
TAG_BASIS = ("stated", "assigned")
GOAL_KIND = ("action", "programme", "merger", "announcement")

CURRENCIES = ("DKK", "NOK", "EUR", "SEK", "USD", "GBP")
LANGUAGES = ("da", "nb", "nn", "en", "sv", "de", "fi")
_COUNTRIES = """
EU AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM
FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT
JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN
MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT
PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL
TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(_COUNTRIES.split())
"""ISO 3166-1 alpha-2, with EU for bodies of the European Union and XK for Kosovo as the Union writes it."""
