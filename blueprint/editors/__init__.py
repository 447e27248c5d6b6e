"""What editors and other tools that show code need to know of the language, made from its vocabulary."""
