"""The page for the person at the desk, and the one for a company: HTML without script, network or anything else."""
