"""Formats: a drawing, or a blueprint, as the bytes of a file."""
