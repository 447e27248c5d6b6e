"""Words: what the drawing says of itself and of elements, how wide a text is, where it breaks, and in which fonts."""
