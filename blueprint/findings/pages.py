"""The pages of the checks for the documentation: one page a check, and a page that lists them all."""

from __future__ import annotations

from blueprint.findings.catalog import FAMILIES, Page, pages

_INTRODUCTION = """\
# The checks

Each check looks for one kind of gap or mistake. A finding says where it is, what is missing and what to do next. The
command `blueprint explain NAME` shows the page of a check.

An *error* contradicts the method or the file itself; a *warning* is very likely a gap; an *info* is worth a look.

A comment silences a check, at the end of a line or alone above a statement, and says why:
`# allow orphan-handoff: the partner is not signed yet`. What is reported while the file is read (the checks with the
code SY, and unknown or repeated names) cannot be silenced.

Which checks run is for the [profile](../settings.md) to say; `strict` runs all. [Why some run only
there](../decisions/0017-checks-only-in-strict.md).

Checks that judge the flow say nothing about a file without arrows. What is missing in the whole file is one finding.

[The proof by mutation](../mutations.md) shows that each check hears the damage that it is there for.
"""


def check_pages() -> dict[str, str]:
    """The text of every page by its name below the documentation, such as ``checks/self-arrow.md``."""
    all_pages = pages()
    return {"checks/README.md": _list(all_pages), **{f"checks/{page.name}.md": _page(page) for page in all_pages}}


def _page(page: Page) -> str:
    head = f"`{page.code}` · {page.severity.word} · {page.family} · runs in {_profiles(page)}"
    return f"# {page.name}\n\n{head}\n\n{page.summary}\n\n{page.text}"


def _profiles(page: Page) -> str:
    return ", ".join(f"`{one}`" for one in page.profiles)


def _list(all_pages: tuple[Page, ...]) -> str:
    parts = [_INTRODUCTION]
    for letters, family in FAMILIES.items():
        members = [page for page in all_pages if page.code.startswith(letters)]
        if members:
            rows = (
                f"| `{one.code}` | [{one.name}]({one.name}.md) | {one.severity.word} | {one.summary} |"
                f" {_profiles(one)} |"
                for one in members
            )
            parts.append(
                "\n".join(
                    [f"## {family}\n", "| code | check | | fires when | runs in |", "|---|---|---|---|---|", *rows, ""]
                )
            )
    return "\n".join(parts)
