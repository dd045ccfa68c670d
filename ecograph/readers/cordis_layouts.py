"""The files, columns and words of CORDIS as data, so that what is read of them and what is not can be looked up.

The publisher gives one zip for each framework programme (FP7, Horizon 2020, Horizon Europe), with the same files.
"""

from ecograph.readers.reader import Layout

_ADMINISTRATION = "a note of the publisher's administration"
_ADDRESS = "the seat is kept as its NUTS region"

PROJECT = Layout(
    "project.csv",
    maps={
        "id": "projects.project_id, as eu- and the grant agreement number",
        "acronym": "projects.acronym",
        "status": "projects.stage",
        "title": "projects.title; the acronym or the number where it is blank",
        "startDate": "projects.start, flows.from",
        "endDate": "projects.end, flows.to",
        "totalCost": "projects.budget_amount; 0 says that no cost is published, and is left empty",
        "ecMaxContribution": "flows.amount, from the European Commission to the project",
        "legalBasis": "projects.programme, after the framework programme, with ; between",
        "topics": "tags of the framework cordis-topics",
        "frameworkProgramme": "projects.programme",
    },
    ignores={
        "ecSignatureDate": "the project's own dates say when it runs",
        "masterCall": "the topic says more",
        "subCall": "the topic says more",
        "fundingScheme": "the model has no kinds of grant",
        "nature": _ADMINISTRATION,
        "objective": "a long text; title and themes say what the project is about",
        "contentUpdateDate": _ADMINISTRATION,
        "rcn": "the publisher's number of its page; the grant number is kept",
        "grantDoi": "holds the grant number again",
        "keywords": "free words; EuroSciVoc names the themes alike for all projects",
    },
    required=("id", "title"),
)

ORGANIZATION = Layout(
    "organization.csv",
    maps={
        "projectID": "participations.project_id, flows.recipients",
        "organisationID": "organisations.org_id, identifiers (pic); that of a sole trader is left out",
        "vatNumber": "identifiers (cvr, orgnr) of Danish and Norwegian organisations; others are left out on purpose",
        "name": "organisations.name; further spellings are names (alias)",
        "shortName": "names (abbreviation; alias where it is not shorter than the name)",
        "SME": "nothing but the mark of a person, where it is blank with the whole address",
        "activityType": "organisations.kind, organisations.helix",
        "country": "organisations.country, with EL as GR and UK as GB",
        "nutsCode": "organisations.region",
        "role": "participations.role",
        "ecContribution": "flows.amount, from the European Commission to the organisation, part of the project's grant",
        "totalCost": "participations.share_amount; 0 says that no cost is published, and is left empty",
    },
    ignores={
        "projectAcronym": "stands in project.csv",
        "street": _ADDRESS,
        "postCode": _ADDRESS,
        "city": _ADDRESS,
        "geolocation": _ADDRESS,
        "organizationURL": "no place in the model",
        "contentUpdateDate": _ADMINISTRATION,
        "rcn": "the publisher's number of its page; the PIC is kept",
        "order": "the order of the partners on the publisher's page",
        "netEcContribution": "the contribution less what is passed on; added to ecContribution it would count twice",
        "endOfParticipation": "says that it ended and not when",
        "active": _ADMINISTRATION,
    },
    personal={"contactForm": "the way to the contact person"},
    required=("projectID", "organisationID", "name", "SME", "country", "role", "ecContribution"),
)

SCIENCE = Layout(
    "euroSciVoc.csv",
    maps={
        "projectID": "tags.subject",
        "euroSciVocCode": "tags.theme_id, themes.theme_id",
        "euroSciVocPath": "themes.label_en of the theme and the wider ones",
        "euroSciVocTitle": "themes.label_en",
    },
    ignores={"euroSciVocDescription": "a long text"},
    required=("projectID", "euroSciVocCode", "euroSciVocPath", "euroSciVocTitle"),
)

LEFT_OUT = ("topics.csv", "legalBasis.csv", "webLink.csv", "webItem.csv", "policyPriorities.csv", "information.xml")
"""Files of the publisher's zip that are known and not read: project.csv holds topics and legal bases too."""

STAGES = {"SIGNED": "ongoing", "CLOSED": "completed", "TERMINATED": "terminated"}
ROLES = {
    "coordinator": "coordinator",
    "participant": "partner",
    "beneficiary": "partner",
    "partner": "associated_partner",  # of Horizon 2020: in the project, without a part of the grant
    "associatedPartner": "associated_partner",
    "internationalPartner": "international_partner",
    "thirdParty": "third_party",
    "hostInstitution": "host",
}
KINDS = {
    "HES": ("university", "academia"),
    "REC": ("institute", "academia"),
    "PRC": ("company", "industry"),
    "PUB": ("agency", "government"),
    "OTH": ("other", "none"),
}
COMMISSION = "European Commission"

NO_VAT = ("NOTAPPLICABLE", "NA", "NONE", "NIL", "MISSING", "UNKNOWN", "PENDING", "")
"""What stands for a blank in ``vatNumber``, letters alone."""

BLANK_FOR_PERSONS = ("SME", "street", "postCode", "city", "nutsCode", "vatNumber")
"""The cells that the publisher leaves out for a natural person."""
