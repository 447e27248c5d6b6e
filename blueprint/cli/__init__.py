"""The command line: reads files, prints, and decides the exit status."""
