"""Measure what the pages cost: ratios in one run, repeatable by anybody."""
