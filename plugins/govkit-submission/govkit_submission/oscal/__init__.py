"""OSCAL: an assessment as assessment results, with the plan that they need."""
