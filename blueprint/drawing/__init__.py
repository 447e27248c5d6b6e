"""From model to drawing: every shape placed, then written in a format."""
