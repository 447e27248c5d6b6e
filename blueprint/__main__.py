"""``python -m blueprint``: the command line."""

from __future__ import annotations

from blueprint.cli.main import main

if __name__ == "__main__":
    main()
