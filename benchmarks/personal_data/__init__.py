"""How well columns of personal data are recognised: seeded tables, public tables, peers, and the fit of the weights."""
