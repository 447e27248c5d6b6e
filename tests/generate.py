"""Random blueprints for property tests: right ones, by construction, and ways to damage a text."""

from __future__ import annotations

import random

from blueprint.text.vocabulary import ARROWS, DECLARATIONS, STAGES, WORDS, Word

LABELS = (
    "Waits", "Kfz-Haftpflichtversicherungsbescheinigung ausfüllen", "電話で予約を確認する", "يتصل بالخط الساخن",
    "מתקשר למוקד", "ग्राहक को फ़ोन करता है", "Звонит в службу", "Τηλεφωνεί", "👩‍🔧 repairs 🛠️", "a & b <c> \\\"d\\\"",
    "Opens the door and shows where the socket is", "x",
)  # fmt: skip
NAMES = ("step", "owner", "via", "customer", "a", "b-c", "d.e", "né", "名前", "اسم", "नाम", "🛠️", "2nd", "to", "when")


class Story:
    """A random blueprint as text. ``seed`` decides everything; ``steps`` and ``lanes`` bound its size."""

    def __init__(self, seed: int, steps: int = 8, lanes: int = 6) -> None:
        self.random = random.Random(seed)
        self.units: dict[str, list[str]] = {kind: [] for kind in DECLARATIONS}
        self.actions: list[str] = []
        self.steps: list[str] = []
        self.count = steps
        self.lanes = lanes

    def text(self) -> str:
        lines = ['blueprint "A story" as-is']
        for _ in range(self.random.randint(1, self.lanes)):
            kind = self.random.choice(list(DECLARATIONS))
            name = f"{self.random.choice(NAMES)}{sum(map(len, self.units.values()))}"
            lines.append(f'{kind} {name} "{self._label()}"{self._details(kind)}')
            self.units[kind].append(name)
        body: list[str] = []
        for index in range(self.random.randint(1, self.count)):
            if self.random.random() < 0.25:
                body.append(f'phase "{self._label()}"')
            name = f"s{index}"
            body.append(f'step {name} "{self._label()}"')
            self.steps.append(name)
            for _ in range(self.random.randint(0, 4)):
                name = f"{self.random.choice(NAMES)}_{len(self.actions)}"
                body.append(f"  {self._lane()}: {name} {self._quoted()}{{{name}}}")
                self.actions.append(name)
        for name in self.actions:
            body = [line.replace(f"{{{name}}}", self._details("action")) for line in body]
        lines += body
        for _ in range(self.random.randint(0, len(self.actions) * 2)):
            source, target = self.random.choice(self.actions), self.random.choice(self.actions)
            lines.append(f"{source} {self.random.choice(list(ARROWS))} {target}{self._details('arrow')}")
        return "\n".join(lines) + "\n"

    def _lane(self) -> str:
        stage = self.random.choice(list(STAGES))
        who = self.units["persona"] if stage == "customer" else self.units["department"] + self.units["system"]
        return f"{stage} {self.random.choice(who)}" if who and self.random.random() < 0.8 else stage

    def _label(self) -> str:
        return self.random.choice(LABELS)

    def _quoted(self) -> str:
        return f'"{self._label()}"'

    def _details(self, place: str) -> str:
        fitting = [word for word in WORDS.values() if place in word.places]
        chosen: dict[str, Word] = {}
        for word in self.random.sample(fitting, self.random.choice((0, 0, 1, 1, 2, 4))):
            chosen.setdefault(word.field, word)
        return "".join(f" {self._detail(word)}" for word in chosen.values() if self._detail(word))

    def _detail(self, word: Word) -> str:
        value = self.value(word)
        return f"{word.text} {value}".strip() if value is not None else ""

    def value(self, word: Word) -> str | None:
        """Something right to follow the word, or None where nothing is declared that could."""
        pick = self.random.choice
        if word.text == "link":
            return '"https://example.org/x?a=1&b=2"'
        number = f"{min(max(word.low, 1), word.high):g}"
        values = {
            "flag": "",
            "text": self._quoted(),
            "texts": f'{self._quoted()}, "two"',
            "who": self._quoted(),
            "duration": pick(("5 min", "4 to 6 min", "45 min to 2 h", "1 h 30 min", "unknown")),
            "amount": pick(('"most"', "5", "90%", "5 min")),
            "number": number,
            "signed": pick(("-1", "0", "+2")),
            "count": f"{number} times",
            "rate": "40 per day",
            "date": "2026-10-01",
            "choice": pick(word.choices or ("",)),
        }
        if word.shape in values:
            return values[word.shape]
        known = self._known(word)
        return pick(known) if known else None

    def _known(self, word: Word) -> list[str]:
        if word.text in ("meanwhile", "kept by"):
            return self.actions
        if word.text == "through":
            return self.steps[-1:]
        kinds = {
            "via": ("channel", "system"),
            "uses": ("touchpoint",),
            "only in": ("variant",),
            "kept in": ("system",),
            "acts for": ("persona",),
            "part of": ("department", "role", "system", "partner"),
        }
        return [name for kind in kinds.get(word.text, ()) for name in self.units[kind]]


def damaged(text: str, random: random.Random) -> str:
    """The text with one small accident: a sign lost, doubled, exchanged or put in, a word lost, a line lost."""
    if not text:
        return '"'
    place = random.randrange(len(text))
    way = random.randrange(5)
    if way == 0:
        return text[:place] + text[place + 1 :]
    if way == 1:
        return text[:place] + text[place] + text[place:]
    if way == 2:
        return text[:place] + random.choice('"“#:,<>=%()-.→⇒\\ \t\u200b\x07é漢ع😀') + text[place:]
    if way == 3:
        other = random.randrange(len(text))
        first, second = sorted((place, other))
        return (
            text[:first]
            + text[second : second + 1]
            + text[first + 1 : second]
            + text[first : first + 1]
            + text[second + 1 :]
        )
    lines = text.split("\n")
    words = lines[random.randrange(len(lines))].split(" ")
    word = random.choice(words)
    return text.replace(f" {word}", "", 1)
