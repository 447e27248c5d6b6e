"""The language server: what an editor asks while a blueprint is written. Each feature is a file."""
