"""The sentences of conditions that transfers still have to show, as texts that can be translated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from govkit.plugin import Message

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.library import RuleSet

_MOST = 12
_KNOWN: Mapping[str, Message] = {
    "adequacy.conclusion-documented": Message(
        "`adequacy.conclusion-documented`: The exporter's finding that the destination protects the "
        "data well enough is written down, with its reasons."
    ),
    "agreement.binding": Message(
        "`agreement.binding`: The instrument between the public bodies binds both and can be enforced by the people."
    ),
    "assessment.in-date": Message(
        "`assessment.in-date`: The authority's security assessment was passed within the last three years."
    ),
    "bcr.approved-by-authority": Message(
        "`bcr.approved-by-authority`: The group rules were approved by the authority that this law names."
    ),
    "bcr.covers-recipient": Message("`bcr.covers-recipient`: The group rules bind this recipient."),
    "bcr.names-destination-required": Message(
        "`bcr.names-destination-required`: The group rules name the countries to which the data may go."
    ),
    "cert.in-date": Message("`cert.in-date`: The certificate is valid on the day of the transfer."),
    "cert.recognised-at-destination": Message(
        "`cert.recognised-at-destination`: The certificate was granted or is recognised under the law "
        "of the destination."
    ),
    "cert.scope-covers": Message("`cert.scope-covers`: The certificate's scope covers the processing of these data."),
    "cert.measures-at-destination": Message(
        "`cert.measures-at-destination`: The recipient has taken the measures that carry out the "
        "certified matters in the country of destination."
    ),
    "clauses.annex-filled": Message("`clauses.annex-filled`: The annexes of the clauses describe this transfer."),
    "clauses.module-fits": Message(
        "`clauses.module-fits`: The module of the clauses fits the roles of exporter and recipient."
    ),
    "clauses.unaltered": Message("`clauses.unaltered`: The prescribed clauses are used as they stand."),
    "consent.informed-of-terms": Message(
        "`consent.informed-of-terms`: People were told of recipient, country, purpose, items and "
        "period before they consented."
    ),
    "consent.names-destination": Message(
        "`consent.names-destination`: People were told of the country, its rules and the recipient's "
        "measures before they consented."
    ),
    "consent.obtained": Message("`consent.obtained`: The consent is on record, for this recipient and purpose."),
    "consent.separate-where-basis": Message(
        "`consent.separate-where-basis`: Where consent is the legal basis, people gave a separate "
        "consent to the transfer."
    ),
    "consent.summary-given": Message(
        "`consent.summary-given`: People got a written summary of how far the data will be protected "
        "before they consented."
    ),
    "consent.told-protection-ends": Message(
        "`consent.told-protection-ends`: People were expressly told that the principle no longer "
        "protects them once they consent."
    ),
    "contract.comparable-protection": Message(
        "`contract.comparable-protection`: The contract demands protection comparable to that of the law of origin."
    ),
    "contract.covers-transfer": Message(
        "`contract.covers-transfer`: The contract covers these data, this recipient and this purpose."
    ),
    "contract.filed-10-working-days": Message(
        "`contract.filed-10-working-days`: The signed standard contract was filed with the authority "
        "within ten working days of taking effect."
    ),
    "contract.names-destination": Message(
        "`contract.names-destination`: The contract names the countries to which the data may go."
    ),
    "contract.no-onward-to-concern": Message(
        "`contract.no-onward-to-concern`: The contract forbids passing the data on to a country of "
        "concern or a covered person."
    ),
    "diligence.programme": Message(
        "`diligence.programme`: A data compliance programme, yearly audits and records are in place."
    ),
    "dossier.filed-60-days": Message(
        "`dossier.filed-60-days`: The impact-assessment dossier was filed within sixty days of the first transfer."
    ),
    "dpf.active": Message(
        "`dpf.active`: The recipient's certification under the framework is active and covers these data."
    ),
    "dpf.uk-extension": Message("`dpf.uk-extension`: The recipient's certification includes the UK extension."),
    "enforceable-rights": Message(
        "`enforceable-rights`: People can enforce their rights and find remedies under the safeguard."
    ),
    "equivalent-measures.checked": Message(
        "`equivalent-measures.checked`: The recipient's equivalent measures, and rules abroad that "
        "may hinder them, are checked regularly."
    ),
    "exception.documented": Message(
        "`exception.documented`: The facts that make the exception apply are written down."
    ),
    "exception.occasional": Message("`exception.occasional`: The transfer is occasional and necessary for just this."),
    "impact-assessment.kept": Message(
        "`impact-assessment.kept`: An impact assessment of the export was made and is kept for three years."
    ),
    "law.binds-recipient": Message(
        "`law.binds-recipient`: A law that gives comparable protection binds this recipient."
    ),
    "measures.comparable": Message(
        "`measures.comparable`: The exporter can show contractual or other means that give comparable protection."
    ),
    "notice.given": Message("`notice.given`: People were told of the transfer, its purpose and the recipients."),
    "notice.disclosed": Message(
        "`notice.disclosed`: The particulars of the transfer stand in the privacy policy or were sent to the people."
    ),
    "notice.result-reported": Message(
        "`notice.result-reported`: The result of the transfer is reported to the ministry."
    ),
    "operator.private-scope": Message(
        "`operator.private-scope`: The exporter is not an operator of public electronic systems, "
        "whose data stay in the country."
    ),
    "recipient.takes-over-duties": Message(
        "`recipient.takes-over-duties`: The recipient has taken over the exporter's duties toward the people."
    ),
    "regulator.no-stop-order": Message("`regulator.no-stop-order`: No authority has ordered the transfer to stop."),
    "safeguards.binding": Message("`safeguards.binding`: The safeguards bind the recipient."),
    "safeguards.steps-unavailable": Message(
        "`safeguards.steps-unavailable`: Neither a level of protection as high as at home nor binding "
        "safeguards can be had, so that consent may serve."
    ),
    "security.requirements-met": Message("`security.requirements-met`: The published security requirements are met."),
    "steps.reasonable": Message(
        "`steps.reasonable`: The steps taken to make the recipient keep the principles are on record; "
        "the exporter stays liable."
    ),
    "tia.in-date": Message("`tia.in-date`: A transfer assessment for this destination is made and in date."),
    "rule.stale": Message(
        "`rule.stale`: The rules are past their review date: somebody has to confirm that the law has not changed."
    ),
    "tia.three-years": Message(
        "`tia.three-years`: The transfer impact assessment for this destination is not older than three years."
    ),
}
"""By code; a rule file may bring a condition that is not among them, which is shown as it is written there."""


def notes_on(codes: Iterable[str], rules: RuleSet) -> tuple[Message, ...]:
    """Return what each condition asks for, in the order of first mention."""
    named = [code for code in dict.fromkeys(codes) if code in _KNOWN or code in rules.conditions]
    return tuple(
        _KNOWN.get(code) or Message("`{code}`: {sentence}", {"code": code, "sentence": rules.conditions[code].sentence})
        for code in named[:_MOST]
    )
