"""The checks of the plugin, one question a file."""

from __future__ import annotations

from typing import Any

from govkit.plugin import Check
from govkit_personal_data.checks.anonymity import k_anonymity
from govkit_personal_data.checks.declared import declared_categories
from govkit_personal_data.checks.direct import no_direct_identifier
from govkit_personal_data.checks.protection import sensitive_protection
from govkit_personal_data.checks.readable import data_readable
from govkit_personal_data.checks.retention import oldest_record, records_due, retention_kept
from govkit_personal_data.checks.sensitivity import sensitivity_level
from govkit_personal_data.checks.structure import declared_structure
from govkit_personal_data.checks.texts import declared_in_texts
from govkit_personal_data.checks.training import training_data

CHECKS: tuple[Check[Any], ...] = (
    declared_categories,
    declared_in_texts,
    no_direct_identifier,
    k_anonymity,
    sensitivity_level,
    declared_structure,
    data_readable,
    retention_kept,
    oldest_record,
    records_due,
    sensitive_protection,
    training_data,
)
