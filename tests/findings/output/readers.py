"""What others make of our output: the runner of GitHub of its commands, a web page of its Markdown."""

from __future__ import annotations

from markdown_it import MarkdownIt


def commands(written: str) -> list[tuple[str, dict[str, str], str]]:
    """The annotations as the runner of GitHub reads them: a line that begins with ``::``, or has ``##[`` anywhere."""
    found = []
    for line in written.splitlines():
        assert "##[" not in line or line.startswith("::")
        if line.lstrip().startswith("::"):
            head, _, data = line.lstrip()[2:].partition("::")
            name, _, options = head.partition(" ")
            pairs = [option.partition("=")[::2] for option in options.split(",") if option]
            found.append((name, {key: decoded(value) for key, value in pairs}, decoded(data)))
    return found


def decoded(words: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        words = words.replace(code, sign)
    return words


def html(words: str) -> str:
    """As GitHub and GitLab would make it: tables, links found in words, HTML as it stands."""
    return MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(words)
