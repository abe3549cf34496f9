"""A questionnaire of somebody else: matched to controls, confirmed by a person, answered with the basis."""
