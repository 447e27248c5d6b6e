"""What must hold on every drawing, measured in a real browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from audit import measure
from devtools import Browser
from hand_made import drawing

import blueprint
from blueprint.drawing.draw import draw
from blueprint.drawing.drawing import DrawnRow, Mark, Point, Rect, TextLine
from blueprint.drawing.formats.svg import write_svg
from blueprint.drawing.words.measure import text_width

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).parents[2] / "examples"

LABELS = [
    "Waits in the queue for about 20 minutes",
    "Straßenbeleuchtungsstörungsmeldung (Ämter, Größe)",
    "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "Παρακαλώ περιμένετε στη γραμμή",
    "Пожалуйста, оставайтесь на линии",
    "4–6 min · 90 % · €12.50 “quoted”",
    "WWWWW MMMMM iiiii lllll 0123456789",
]


def labels_page() -> str:
    lines = "".join(
        f'<text class="t-{style}"><tspan x="0" y="20">{label}</tspan></text>'
        for label in LABELS
        for style in ("action", "lane")
    )
    return write_svg(drawing()).replace('<g class="frame">', f'<g class="frame" id="labels">{lines}')


def spoilt_page() -> str:
    """The drawing with one fault of each kind, so that we know that the browser sees them."""
    page = drawing()
    actions = list(page.actions)
    actions[0] = replace(actions[0], lines=(actions[0].lines[0]._replace(text="Far too wide for the box it is in"),))
    actions[1] = replace(actions[1], rect=actions[0].rect)
    actions[2] = replace(actions[2], rect=actions[2].rect._replace(x=page.width - 20))
    arrows = list(page.arrows)
    label = arrows[5].lines[0]
    arrows[6] = replace(arrows[6], lines=(label._replace(x=label.x + 4),))
    arrows[0] = replace(arrows[0], points=(arrows[0].points[0], page.arrows[4].points[-1]))
    # An arrow that runs along another and through its words and a heading, with its own words on a box.
    own = next(arrow for arrow in arrows if arrow.label)
    other = next(arrow for arrow in arrows if not {arrow.source, arrow.target} & {own.source, own.target})
    head = page.steps[2].lines[0]
    way = (*own.points, Point(own.points[-1].x, head.y - 4), Point(head.x + 60, head.y - 4), Point(0, head.y - 4))
    arrows.append(replace(other, id="along", points=way, label=actions[5].rect))
    # Findings on the words of a box, on each other, and on the corner of a box.
    box = actions[6].rect
    corner = Rect(box.right - 8, box.y - 8, 16, 16)
    middle = Rect(box.x + box.width / 2 - 8, box.y + box.height / 2 - 8, 16, 16)
    found = tuple(Mark("finding error", place, (), "") for place in (corner, middle, middle))
    actions[6] = replace(actions[6], marks=(*actions[6].marks, *found))
    lanes = (page.lanes[0], replace(page.lanes[1], rect=page.lanes[1].rect._replace(width=300)), *page.lanes[2:])
    return write_svg(replace(page, actions=tuple(actions), arrows=tuple(arrows), lanes=lanes))


def spoilt_words() -> str:
    """The drawing with one fault of each kind in headings, labels, lanes, cards and the ends of arrows."""
    page = drawing()
    boxes = {action.id: action.rect for action in page.actions}

    def to(line: TextLine, x: float, y: float) -> TextLine:
        return line._replace(x=x, y=y)

    # The words of one phase on those of another, and those of a step on a box.
    first, second, *phases = page.phases
    phases = [first, replace(second, lines=(to(second.lines[0], first.lines[0].x, first.lines[0].y),)), *phases]
    box = boxes["queues"]
    number, name = page.steps[0].lines
    steps = (replace(page.steps[0], lines=(number, to(name, box.x + 10, box.y + 30))), *page.steps[1:])
    # A lane that reaches into the next, and one whose name stands above it.
    lanes = list(page.lanes)
    lanes[4] = replace(lanes[4], rect=lanes[4].rect._replace(height=lanes[4].rect.height + 6))
    lanes[6] = replace(lanes[6], lines=(to(lanes[6].lines[0], lanes[6].lines[0].x, lanes[6].rect.y - 4),))
    # Two signs at one place of a box.
    actions = list(page.actions)
    sign = actions[4].marks[0]
    actions[4] = replace(actions[4], marks=(sign, sign))
    arrows = {(arrow.source, arrow.target): arrow for arrow in page.arrows}
    # Words on a box and out of their plate, a plate far away, two on each other.
    report, visit = arrows["answers", "tries"], arrows["tries", "visits"]
    assert visit.label
    arrows["answers", "tries"] = replace(
        report, lines=(to(report.lines[0], boxes["ticket"].x + 30, boxes["ticket"].y + 30),)
    )
    far = visit.label._replace(y=page.height - 40)
    arrows["tries", "visits"] = replace(visit, label=far, lines=())
    news = arrows["ticket", "tries"]
    arrows["ticket", "tries"] = replace(news, label=far)
    # An arrow without a way, one to nobody, one that ends and one that begins too early.
    arrows["notices", "calls"] = replace(arrows["notices", "calls"], points=())
    arrows["calls", "menu"] = replace(arrows["calls", "menu"], target="nobody")
    short, late = arrows["queues", "explains"], arrows["visits", "watches"]
    start, end = short.points
    arrows["queues", "explains"] = replace(short, points=(start, end._replace(x=end.x - 12)))
    start, end = late.points
    arrows["visits", "watches"] = replace(late, points=(start._replace(y=start.y - 3), end))
    # A card and a time without their words, and a card on another.
    below = Rect(24, page.height - 30, 80, 24)
    gone = report.lines[0]._replace(text="gone", x=400, y=page.height - 20)
    card = Mark("metric", below, (gone,), "")
    row = DrawnRow("metric", below, (), (card, replace(card, rect=below._replace(x=60), lines=())))
    time = Mark("time", below._replace(x=200), (gone,), "")
    return write_svg(
        replace(
            page,
            phases=tuple(phases),
            steps=steps,
            lanes=tuple(lanes),
            actions=tuple(actions),
            arrows=tuple(arrows.values()),
            times=(time,),
            rows=(row,),
        )
    )


@pytest.fixture(scope="module")
def measured(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, list[object]]]:
    folder: Path = tmp_path_factory.mktemp("browser")
    return measure(browser, [write_svg(drawing()), labels_page(), spoilt_page(), spoilt_words()], folder, widths=True)


def test_latin_greek_and_cyrillic_are_as_wide_as_measured(
    measured: list[dict[str, list[tuple[str, float, bool, float]]]],
) -> None:
    widths = measured[1]["widths"]
    known = [entry for entry in widths if all(ord(char) < 0x530 or 0x2000 <= ord(char) < 0x20D0 for char in entry[0])]
    assert len(known) > 60
    for text, size, bold, width in known:
        ours = text_width(text, size, bold)
        assert ours == pytest.approx(width, rel=0.02, abs=0.5), text


def test_the_drawing_set_by_hand_is_without_fault(measured: list[dict[str, list[str]]]) -> None:
    # Its title is wider than its place and its marks sit on the edges of boxes, on purpose; everything else must hold.
    meant = ("Cable TV outage", "finding across the edge of a box: visits")
    assert [fault for fault in measured[0]["faults"] if not any(words in fault for words in meant)] == []


@pytest.mark.parametrize(
    "fault",
    [
        "text outside its box: screen",
        "boxes overlap: screen menu-text",
        "outside the page",
        "badge is not in its one lane",
        "labels on each other",
        "arrow notices flow calls through calls",
        "lanes of unequal length: customer",
        "arrows lie on each other",
        "plate on a box: along on",
        "arrow along through the words of",
        "arrow along through a heading",
        "finding on words",
        "finding on a mark",
        "finding across the edge of a box",
        "headings on each other: Something is broken, Trying to be heard",
        "heading on a box: Television goes dark on queues",
        "text outside its phase: Trying to be heard",
        "heading outside its lane: Spare parts",
        "lanes overlap: support:crm",
        "signs on each other in calls",
        "label on a box: Fault report on ticket",
        "label outside its plate: Fault report",
        "label far from its arrow: tries handoff visits",
        "plates on each other: tries handoff visits, ticket inform tries",
        "arrow without a way: notices flow calls",
        "arrow calls flow menu has no box nobody",
        "arrow queues flow explains does not reach explains",
        "arrow visits flow watches does not reach visits",
        "words outside their card: gone",
        "words outside their mark: gone",
        "cards on each other: gone",
    ],
)
def test_the_browser_sees_every_kind_of_fault(measured: list[dict[str, list[str]]], fault: str) -> None:
    faults = measured[2]["faults"] + measured[3]["faults"]
    assert any(found.startswith(fault) for found in faults), faults


WORDS = {
    "de": (
        "Kundenauftragspenetrationslinienüberschreitungsmeldung",
        "Rindfleischetikettierungsüberwachungsgesetz",
        "Größe",
    ),
    "ja": ("電話で問い合わせる", "カスタマーサポートに電話をかけて、長い時間待たされる。", "「故障」を報告する"),
    "en": ("WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "i", "Does not understand: I want to talk to a human"),
    "el": ("Καλεί τη γραμμή βοήθειας", "Περιμένει στην ουρά για είκοσι λεπτά", "Απομακρυσμένη επισκευή"),
    "ru": ("Звонит на горячую линию", "Достопримечательность", "Ждёт в очереди двадцать минут"),
}


def story(language: str) -> str:
    """A small story that has long words of a language in every place."""
    first, second, third = WORDS[language]
    return f'''language {language}
blueprint "{second}" as-is owner "{first}"
department care "{first}" owner "{third}"
phase "{first}"
step "{first}"
  evidence: "{second}"
  customer: calls "{first}" emotion -1
  frontstage care: answers "{second}" takes 5 min
    pain "{first}"
step "{third}"
  backstage care: repairs "{third}" choice "{first}"
  customer: waits "{first} {second} {third}" waits 20 min emotion 2
  support: "{second}"
calls <-> answers
answers => repairs "{third}"
repairs -> waits when "{second}"
repairs -> calls when "{first}" repeated 2 times
'''


@pytest.fixture(scope="module")
def drawn(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The faults of every example, and of the stories in several languages, by name."""
    pages = {path.stem: blueprint.load(path) for path in sorted(EXAMPLES.glob("*.blueprint"))}
    pages |= {language: blueprint.parse(story(language)) for language in WORDS}
    svgs = [write_svg(draw(page)) for page in pages.values()]
    results = measure(browser, svgs, tmp_path_factory.mktemp("drawn"))
    return {name: result["faults"] for name, result in zip(pages, results, strict=True)}


NAMES = [path.stem for path in sorted(EXAMPLES.glob("*.blueprint"))] + list(WORDS)


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_without_fault(drawn: dict[str, list[str]], name: str) -> None:
    assert drawn[name] == []
