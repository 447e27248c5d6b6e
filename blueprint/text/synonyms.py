"""What other methods, tools and notations call the things of the language: looked up where a word is not understood."""

from __future__ import annotations

import re
from collections.abc import Collection

SYNONYMS: dict[str, str] = {
    # Lanes and what stands above them, as whiteboards and textbooks name them.
    "user": "customer",
    "client": "customer",
    "guest": "customer",
    "patient": "customer",
    "citizen": "customer",
    "onstage": "frontstage",
    "on stage": "frontstage",
    "front stage": "frontstage",
    "front-stage": "frontstage",
    "offstage": "backstage",
    "back stage": "backstage",
    "back-stage": "backstage",
    "physical evidence": "evidence",
    "physical": "evidence",
    "artefact": "evidence",
    "artifact": "evidence",
    "backend": "support",
    "supporting": "support",
    "process": "support",
    "team": "department",
    "unit": "department",
    "organisation": "partner",
    "organization": "partner",
    "supplier": "partner",
    "vendor": "partner",
    "actor": "role",
    "application": "system",
    "software": "system",
    "tool": "system",
    "swimlane": "lane",
    "service": "blueprint",
    "journey": "blueprint",
    "title": "blueprint",
    "stage": "phase",
    "scene": "step",
    "import": "include",
    # Details.
    "owned by": "owner",
    "accountable": "owner",
    "painpoint": "pain",
    "pain point": "pain",
    "pain-point": "pain",
    "problem": "pain",
    "failpoint": "fail",
    "fail point": "fail",
    "fail-point": "fail",
    "failure": "fail",
    "kpi": "metric",
    "measure": "metric",
    "sla": "within",
    "deadline": "within",
    "duration": "takes",
    "lasts": "takes",
    "time": "takes",
    "wait": "waits",
    "delay": "waits",
    "up to": "at most",
    "max": "at most",
    "maximum": "at most",
    "no more than": "at most",
    "if": "when",
    "condition": "when",
    "decision": "choice",
    "gateway": "choice",
    "loop": "repeats up to",
    "repeat": "repeats up to",
    "retry": "repeats up to",
    "feeling": "emotion",
    "mood": "emotion",
    "sentiment": "emotion",
    "insight": "data",
    "hypothesis": "question",
    "rule": "policy",
    "comment": "note",
    "description": "note",
    "label": "tag",
    "url": "link",
    "start": "trigger",
    "begin": "trigger",
    "end": "outcome",
    "goal reached": "outcome",
    "done": "outcome",
    "survey": "feedback",
    "channel": "via",
    "through channel": "via",
    "due": "by",
    "expires": "until",
    "valid until": "until",
    "state": "status",
    "issue": "ticket",
    "current": "as-is",
    "as is": "as-is",
    "future": "to-be",
    "to be": "to-be",
    "mot": "moment of truth",
}
"""By what people write, in small letters, the word of the language."""

_LONGEST = max(name.count(" ") for name in SYNONYMS) + 1
_BLANKS = re.compile(r"\s+")


def synonym(text: str, candidates: Collection[str]) -> tuple[str, str]:
    """What stands at the beginning of ``text`` for one of the candidates: as it is written there, and the candidate;
    two empty texts where nothing does. The longest that is known counts."""
    words = re.match(rf"[\w-]+(?:[ \t]+[\w-]+){{0,{_LONGEST - 1}}}", text)
    written = words[0] if words else ""
    while written:
        meant = SYNONYMS.get(_BLANKS.sub(" ", written.lower()), "")
        if meant in candidates:
            return written, meant
        written = re.sub(r"(?:^|[ \t]+)[\w-]+$", "", written)
    return "", ""
