"""The desk: many submissions taken in, compared, sampled and reported on."""
