"""Blueprints that are hard to draw, as text: some by name, and as many as are wanted at random."""

from __future__ import annotations

from random import Random

SCRIPTS = {
    "en": "Waits in the queue|Calls the hotline|Does not understand: I want to talk to a human|x|Survey|Opens the door",
    "de": "Kundenauftragspenetrationslinie|Donaudampfschifffahrtsgesellschaftskapitänsmütze sucht|Größenänderung prüfen|"
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz|Straßenbeleuchtungsstörungsmeldung aufnehmen",
    "ja": "電話で問い合わせる|カスタマーサポートに電話をかけて、長い時間待たされる。|「故障」を報告する|予約を確認する",
    "zh": "拨打客服热线|等待二十分钟，没有人接听|技术人员上门维修|检查订单并发送发票",
    "ko": "고객센터에 전화합니다|이십 분 동안 대기열에서 기다립니다|기술자가 방문하여 수리합니다|설문조사",
    "ar": "يتصل بالخط الساخن|ينتظر عشرين دقيقة في الطابور|يأتي الفني ويصلح العطل|استبيان رضا العملاء",
    "he": "מתקשר למוקד השירות|ממתין בתור עשרים דקות|הטכנאי מגיע ומתקן|סקר שביעות רצון",
    "hi": "ग्राहक सेवा को फ़ोन करता है|बीस मिनट तक कतार में प्रतीक्षा करता है|तकनीशियन आकर मरम्मत करता है|सर्वेक्षण",
    "th": "โทรหาศูนย์บริการลูกค้า|รอสายเป็นเวลายี่สิบนาที|ช่างมาซ่อมที่บ้าน|แบบสำรวจความพึงพอใจ",
    "emoji": "👩‍🔧 repairs 🛠️|📞☎️📱 calls 👍🏽|🇩🇪 → 🇯🇵|😀😀😀😀😀😀😀😀😀😀😀😀😀😀|✅ done 🎉",
}
"""Labels by script, with bars between them."""

_STAGES = ("evidence", "frontstage", "backstage", "support", "preparation", "facility")
_DETAILS = ("takes 5 min", "waits 2 h", "takes 1 to 3 days at most 5 days", "moment of truth", "via phone", "trigger", "outcome", "optional")  # fmt: skip
_SPANS = (1, 1, 1, 2, 2, 3, 5, 8, -1, -2, -6, 20, 60, -40, 200)
_SIGNS = ("->", "->", "=>", "<->", "..>")


class _Words:
    """Words of one script, or of all, in quotes."""

    def __init__(self, random: Random, script: str) -> None:
        self.random = random
        self.lists = [words.split("|") for name, words in SCRIPTS.items() if script in (name, "all")]

    def __call__(self) -> str:
        return f'"{self.random.choice(self.random.choice(self.lists))}"'


def hard_case(seed: int, steps: int = 0, lanes: int = 0, script: str = "", loops: int = 0) -> str:
    """A random blueprint. Where they are not given, it has 1 to 150 steps (as many below 12 as above), 2 to
    30 lanes, and words of one of the scripts or of all of them; up to 12 actions stand in a cell, arrows go over 40
    columns and back in time, ``loops`` more from an action to itself."""
    random = Random(seed)
    steps = steps or round(150 ** random.random())
    lanes = lanes or random.choice((2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30))
    words = _Words(random, script or random.choice((*SCRIPTS, "all", "all")))
    lines = [f"blueprint {words()} as-is owner {words()} reviewed 2026-10-01", f"channel phone {words()}"]
    lines += [
        f"{random.choice(('department', 'system'))} u{number} {words()} owner {words()}" for number in range(lanes)
    ]
    lines.append(f"department other {words()}")
    stages = ["customer", *(random.choice(_STAGES) for _ in range(lanes - 1))]
    actions: list[str] = []
    for step in range(steps):
        if random.random() < 0.25:
            lines.append(f"phase {words()}")
        lines.append(f"step s{step} {words()}")
        for _ in range(random.choice((0, 1, 2, 2, 3, 4, min(lanes, 8)))):
            lane = random.randrange(lanes)
            for _ in range(random.choice((1, 1, 1, 1, 1, 2, 3)) if random.random() < 0.98 else 12):
                actions.append(f"a{len(actions)}")
                lines.append(f"  {_lane(stages, lane)}: {actions[-1]} {words()} {_details(random, words, step, steps)}")
    for _ in range(int(len(actions) * random.choice((0.5, 1.0, 1.5, 2.0)))):
        one = random.randrange(len(actions))
        other = one + random.choice(_SPANS)
        if 0 <= other < len(actions):
            lines.append(f"{actions[one]} {random.choice(_SIGNS)} {actions[other]}{_with(random, words)}")
        elif random.random() < 0.3:
            lines.append(f"{actions[one]} => {random.choice(('other', 'u1'))}{_with(random, words)}")
    for name in random.choices(actions, k=loops) if actions else ():
        lines.append(f"{name} {random.choice(_SIGNS)} {name}{_with(random, words)}")
    return "\n".join(lines) + "\n"


def _lane(stages: list[str], lane: int) -> str:
    return f"{stages[lane]} u{lane}" if lane else "customer"


def _details(random: Random, words: _Words, step: int, steps: int) -> str:
    found = [random.choice(_DETAILS)] if random.random() < 0.4 else []
    if random.random() < 0.15:
        found.append(f"{random.choice(('fail', 'pain', 'idea', 'question', 'choice'))} {words()}")
    if random.random() < 0.1:
        found.append(f"emotion {random.randint(-2, 2):+d}")
    if random.random() < 0.03 and step + 2 < steps:
        found.append(f"through s{step + 2}")
    return " ".join(found)


def _with(random: Random, words: _Words) -> str:
    kind = random.choice(("", "", "", "label", "when", "within", "repeats"))
    label = f" {words()}"
    return {
        "label": label,
        "when": f" when{label}",
        "within": f"{label} within 15 min",
        "repeats": " repeats up to 3",
    }.get(kind, "")


def _page(steps: list[str], arrows: list[str], head: str = "") -> str:
    return "\n".join([head, *steps, *arrows]) + "\n"


def _row(count: int) -> list[str]:
    return [f'step "Step {n}"\n  customer: c{n} "Does it"\n  backstage care: b{n} "Works on it"' for n in range(count)]


def _long_arrows() -> str:
    far = [f'b{n} => c{n + 42} "Order {n}"' for n in range(0, 12, 3)]
    back = [f'c{n + 45} -> b{n} when "it fails again" repeats up to 3' for n in range(0, 12, 4)]
    return _page(_row(60), [*(f"c{n} -> b{n} -> c{n + 1}" for n in range(59)), *far, *back])


def _twelve() -> str:
    actions = [f'  backstage care: a{n} "Does thing number {n}"' for n in range(12)]
    arrows = [f'c -> a{n} "Part {n}"' for n in range(12)] + [f"a{n} => d" for n in range(12)]
    return _page(['step "Much"\n  customer: c "Asks"', *actions, 'step "Then"\n  customer: d "Hears"'], arrows)


def _beside() -> str:
    steps = [
        'step "One"\n  backstage care: a "Writes"\n  backstage net: b "Reads"',
        'step "Two"\n  backstage care: c "Looks"',
    ]
    arrows = ["a -> b", 'a => b "Order with everything that was said" within 2 days', "b -> a", "a ..> b"]
    return _page(steps, [*arrows, "a -> c", 'a => c "Another order" within 1 h', 'c => a "Back" when "it is wrong"'])


def _star() -> str:
    lanes = [f'  backstage u{n}: a{n} "Team {n} answers"' for n in range(14)]
    arrows = [f'm -> a{n} "Question {n}"' for n in range(14)] + [f"a{n} ..> z" for n in range(14)]
    return _page(
        ['step "All at once"\n  customer: m "Asks all"', *lanes, 'step "End"\n  customer: z "Has heard all"'], arrows
    )


def _loops() -> str:
    """Arrows that lead back to their own boxes: at all corners, with and without words, beside others."""
    steps = [
        'step "One"\n  customer: a "Rings"\n  frontstage: b "Is busy" choice "Again?"\n  backstage care: c "Reads"',
        'step "Two"\n  customer: d "Waits" waits 5 min through z\n  evidence: e "Letter"\n  support care: f "Looks up"',
        'step z "Three"\n  customer: g "Is helped"\n  backstage care: h "Closes it"',
    ]
    own = [f"{name} {sign} {name}" for name in "abcdefgh" for sign in ("->", "->")]
    own += [f'{name} => {name} "Again, with everything that was said" repeats up to 3' for name in "acdh"]
    own += [f"{name} <-> {name}\n{name} ..> {name} repeated 2 times" for name in "bdh"]
    return _page(steps, ["a -> b -> c -> f -> h -> g", "d -> a", "g -> d", *own])


NAMED = {
    "one step": 'step "One"\n  customer: a "A"\n',
    "two lanes": hard_case(1, 12, 2, "en"),
    "thirty lanes": hard_case(2, 8, 30, "all"),
    "twelve in a cell": _twelve(),
    "arrows over 40 columns and back": _long_arrows(),
    "flow beside handoff": _beside(),
    "one to all and all to one": _star(),
    "back to the same box": _loops(),
    **{f"words of {script}": hard_case(20, 9, 6, script) for script in SCRIPTS},
    "a page from right to left": "language ar\n" + hard_case(21, 9, 6, "ar"),
}
"""What the brief of the drawing names as hard."""

LARGE = {"500 steps": hard_case(3, 500, 8, "en")}
"""What takes seconds."""
