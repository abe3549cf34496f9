"""Judge: what each leaf of a control says of each subject, rolled up in Kleene's logic."""
