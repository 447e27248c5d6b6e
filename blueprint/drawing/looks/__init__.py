"""Looks: themes as data, and the patterns that stand where colour does not."""
