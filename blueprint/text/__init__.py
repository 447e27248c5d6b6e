"""The text: places, lines, the words of the language."""
