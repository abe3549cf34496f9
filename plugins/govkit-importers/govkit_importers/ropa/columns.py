"""The columns that a record of processing may have, in govkit's terms: what each one is, and how its cells are read."""

from __future__ import annotations

from typing import Literal, NamedTuple

from govkit.model.worded import worded

Reader = Literal["text", "flag", "day", "period", "choice", "terms", "literals", "number", "parties", "special"]


class Column(NamedTuple):
    """One column; `slot` is the slot of the activity where it has one of its own."""

    about: str
    """What stands in it, for the mapping file and the guidance of templates."""
    reader: Reader
    slot: str = ""


COLUMNS: dict[str, Column] = {
    "id": Column(worded("the row's own id, which never changes"), "special"),
    "ordinal": Column(worded("the number of the row"), "special"),
    "name": Column(worded("what the activity is called"), "text", "name"),
    "description": Column(worded("what is done"), "text", "description"),
    "owner": Column(worded("the department or role that answers for it"), "text", "owner"),
    "purpose": Column(worded("what is pursued, in your words"), "special", "purpose_text"),
    "legal_basis": Column(worded("the legal ground"), "choice", "legal_basis"),
    "special_basis": Column(worded("the ground for sensitive data"), "choice", "special_basis"),
    "national_condition": Column(
        worded("the condition of national law for sensitive data"), "text", "national_condition"
    ),
    "legitimate_interest": Column(worded("the interest that is pursued"), "text", "legitimate_interest"),
    "balancing_test": Column(worded("where the weighing of interests stands"), "text", "balancing_test"),
    "consent_record": Column(worded("where consents are recorded"), "text", "consent_record"),
    "legal_order": Column(worded("the law or order, where that is the ground"), "text", "legal_order"),
    "data_categories": Column(worded("the kinds of data, one a line"), "terms", "data_categories"),
    "sensitive_categories": Column(worded("the kinds of sensitive data, one a line"), "terms", "data_categories"),
    "data_subjects": Column(worded("the kinds of people, one a line"), "terms", "data_subjects"),
    "subjects_count": Column(worded("how many people"), "special"),
    "children": Column(worded("whether children are among them"), "special"),
    "datasets": Column(worded("the datasets that are read or written, one a line"), "special", "datasets"),
    "systems": Column(worded("the systems or places where the data are, one a line"), "special", "systems"),
    "storage_countries": Column(worded("the countries where the data are stored, one a line"), "special"),
    "recipients": Column(worded("who gets data, one a line"), "parties", "recipients"),
    "processors": Column(worded("who processes on your behalf, one a line"), "parties", "recipients"),
    "joint_controllers": Column(worded("who decides together with you, one a line"), "parties", "joint_controllers"),
    "controllers": Column(worded("on whose behalf you process, one a line"), "parties"),
    "responsibility": Column(worded("controller, processor or joint controller"), "choice", "responsibility"),
    "processor_contract": Column(worded("where the contract with the processor stands"), "special"),
    "transfer_countries": Column(worded("the countries to which data go, one a line"), "special"),
    "transfer_recipients": Column(worded("who receives them there, one a line"), "special"),
    "transfer_mechanisms": Column(worded("what the transfer rests on, one a line"), "special"),
    "retention": Column(worded("how long the data are kept: 5 years"), "period", "retention"),
    "retention_from": Column(worded("the event that starts the clock"), "text", "retention_from"),
    "retention_policy": Column(worded("where the rules on keeping and erasing stand"), "text", "retention_policy"),
    "retention_followed": Column(worded("whether they are followed"), "flag", "retention_followed"),
    "retention_departure": Column(worded("why not, where they are not"), "text", "retention_departure"),
    "disposal": Column(worded("how the data are destroyed"), "special"),
    "safeguards": Column(worded("the security measures, one a line"), "terms", "safeguards"),
    "access_conditions": Column(
        worded("who may use the data, and under which conditions"), "text", "access_conditions"
    ),
    "disclosure_basis": Column(worded("what is used or handed out without consent"), "text", "disclosure_basis"),
    "refusal_record": Column(worded("where refused requests and objections are recorded"), "text", "refusal_record"),
    "automated_decision": Column(
        worded("whether a machine decides: none, assisted, sole"), "choice", "automated_decision"
    ),
    "profiling": Column(worded("whether people are profiled"), "flag", "profiling"),
    "source": Column(worded("where the data come from"), "text", "source"),
    "notices": Column(worded("the notices that cover it, one a line"), "special", "notices"),
    "rights": Column(worded("what people can ask for, one a line"), "literals", "rights"),
    "risk_level": Column(worded("the risk for people: low, medium, high"), "choice", "risk_level"),
    "assessment_needed": Column(worded("whether an assessment of risks is due"), "flag", "assessment_needed"),
    "assessment_status": Column(worded("how far it is: planned, started, finished"), "choice", "assessment_status"),
    "assessment_link": Column(worded("where the assessment stands"), "special"),
    "incident_occurred": Column(worded("whether a breach happened so far"), "flag", "incident_occurred"),
    "incident_record": Column(worded("where breaches are recorded"), "text", "incident_record"),
    "reviewed_on": Column(worded("the day of the last review"), "special"),
    "reviewed_by": Column(worded("the role that reviewed it"), "special"),
    "ended_on": Column(worded("the day on which the activity ended"), "special"),
}
CORE = frozenset(
    {
        "purpose",
        "legal_basis",
        "data_categories",
        "data_subjects",
        "recipients",
        "processors",
        "retention",
        "transfer_countries",
        "safeguards",
    }
)
"""Columns that nothing but a record of processing has several of."""
CONTACTS = {"controller": "privacy_contact", "dpo": "dpo", "representative": "representative"}
"""Person → slot of the organisation."""
CONTACT_COLUMNS = frozenset(f"{person}.{part}" for person in CONTACTS for part in ("name", "address", "email", "phone"))
"""Columns and labels that tell of the organisation: `dpo.email`."""
IGNORE = "ignore"
