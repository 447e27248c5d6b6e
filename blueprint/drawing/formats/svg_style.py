"""The style sheet of an SVG, made from a theme: light, and dark where the reader asks for it."""

from __future__ import annotations

from functools import cache

from blueprint.drawing.looks.theme import Theme

STAGES = ("evidence", "customer", "frontstage", "backstage", "support", "preparation", "facility")

# Selector, property, colour of the theme. A selector is always below the class of the whole drawing.
_COLOURED: tuple[tuple[str, str, str], ...] = (
    (".page", "fill", "page"),
    (".phase .band", "fill", "phase.fill"),
    (".lane .band", "stroke", "lane.edge"),
    (".icon", "stroke", "page"),
    (".action .box,.sample .box", "fill", "box"),
    (".sample .box,.sample .detail", "stroke", "quiet"),
    (".sample .solid", "fill", "quiet"),
    (".line path", "stroke", "line"),
    (".flow .way", "stroke", "flow"),
    (".flow .head", "fill", "flow"),
    (".flow .fork", "stroke", "flow"),
    (".exchange .way", "stroke", "exchange"),
    (".exchange .head", "fill", "exchange"),
    (".handoff .way", "stroke", "handoff"),
    (".handoff .head", "fill", "handoff"),
    (".handoff .fork", "stroke", "handoff"),
    (".handoff .t-label", "fill", "handoff"),
    (".inform .way,.inform .head,.inform .fork", "stroke", "inform"),
    (".joining .way,.joining .fork", "stroke", "flow"),
    (".joining .head", "fill", "flow"),
    (".fork", "fill", "box"),
    (".plate", "fill", "plate"),
    (".emotion .zero", "stroke", "faint"),
    (".emotion .curve", "stroke", "quiet"),
    (".emotion .face,.feeling .face", "stroke", "page"),
    (".emotion .eye,.feeling .eye", "fill", "page"),
    (".row .rule", "stroke", "faint"),
    (".good .dot", "fill", "good"),
    (".middling .dot", "fill", "middling"),
    (".bad .dot", "fill", "bad"),
    (".emotion .dot,.feeling .dot", "stroke", "page"),
    (".chip", "stroke", "chip.edge"),
)

# The tone of each kind of mark; any other kind has the plain one.
TONES: dict[str, str] = {
    "wait": "wait",
    "moment-of-truth": "idea",
    "fail": "bad",
    "risk": "bad",
    "pain": "bad",
    "complaint": "bad",
    "nobody": "bad",
    "nothing-back": "bad",
    "idea": "idea",
    "opportunity": "good",
    "trigger": "good",
    "outcome": "good",
    "promise": "good",
    "question": "question",
    "quote": "question",
    "feedback": "question",
    "data": "question",
}

# What stays the same on a light and on a dark page.
_FIXED = """\
{r} text{{font-family:{fonts};text-rendering:geometricPrecision}}
{r} .lane .band{{stroke-width:{lane}}}
{r} .hatch{{fill:none;stroke-width:{hatch}}}
{r} .icon{{fill:none;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}}
{r} .box,{r} .detail{{stroke-width:{box};stroke-linejoin:round}}
{r} .detail{{fill:none}}
{r} .ghost{{stroke-dasharray:5 4}}
{r} .line path{{fill:none;stroke-width:{line}}}
{r} .visibility path{{stroke-width:{visibility}}}
{r} .way{{fill:none;stroke-width:{flow};stroke-linejoin:round}}
{r} .exchange .way{{stroke-width:{exchange}}}
{r} .handoff .way{{stroke-width:{handoff}}}
{r} .inform .way{{stroke-width:{inform};stroke-dasharray:5 3.5}}
{r} .variant .way{{stroke-dasharray:10 3}}
{r} .inform.variant .way{{stroke-dasharray:2 3}}
{r} .joining .way{{stroke-dasharray:.1 4.4;stroke-linecap:round}}
{r} .inform .head{{fill:none;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}}
{r} .fork{{stroke-width:1.3;stroke-linejoin:round}}
{r} .zero{{fill:none;stroke-width:1;stroke-dasharray:2 4}}
{r} .curve{{fill:none;stroke-width:{curve};stroke-linecap:round}}
{r} .dot{{stroke-width:2}}
{r} .face{{fill:none;stroke-width:1.4;stroke-linecap:round}}
{r} .chip{{stroke-width:{chip}}}
{r} .channel .chip{{stroke-width:1}}
{r} .mark.variant .chip{{stroke-width:1;stroke-dasharray:4 2}}
{r} .sign{{fill:none;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}}
{r} .rule{{fill:none;stroke-width:1}}
{r} a{{cursor:pointer}}
{r} a:hover .box,{r} a:focus .box{{stroke-width:2.5}}
"""

ROOT = ".blueprint"


@cache
def coloured() -> tuple[tuple[str, str, str], ...]:
    """What has which colour: selectors, a property, and the name of a colour of the theme."""
    rules: list[tuple[str, str, str]] = list(_COLOURED)
    for stage in STAGES:
        rules += [
            (f".{stage} .band", "fill", f"{stage}.band"),
            (f".{stage} .stripe,.{stage} .solid", "fill", f"{stage}.stripe"),
            (f".{stage} .box,.{stage} .detail", "stroke", f"{stage}.stripe"),
        ]
    rules += [
        (".chip", "fill", "mark.fill"),
        (".channel .chip,.mark.variant .chip", "fill", "box"),
        (".channel .chip,.mark.variant .chip", "stroke", "channel.edge"),
        (".sign", "stroke", "mark.ink"),
        (".ink", "fill", "mark.ink"),
        (".mark text", "fill", "mark.ink"),
        (".is-wait .box", "fill", "wait.fill"),
    ]
    for tone in ("wait", "bad", "idea", "good", "question"):
        kinds = [f".{kind}" for kind, its in TONES.items() if its == tone]
        rules += [
            (",".join(f"{kind} .chip" for kind in kinds), "fill", f"{tone}.fill"),
            (",".join(f"{kind} .sign" for kind in kinds), "stroke", f"{tone}.ink"),
            (",".join(f"{kind} .ink" for kind in kinds), "fill", f"{tone}.ink"),
            (",".join(f"{kind} text" for kind in kinds), "fill", f"{tone}.ink"),
        ]
    # What was found stands out from what the file says by a border; for errors ink and ground change places.
    for severity, tone in (("error", "bad"), ("warning", "idea"), ("info", "question")):
        ink, ground = (f"{tone}.fill", f"{tone}.ink") if severity == "error" else (f"{tone}.ink", f"{tone}.fill")
        rules += [
            (f".finding.{severity} .chip", "fill", ground),
            (f".finding.{severity} .chip", "stroke", f"{tone}.ink"),
            (f".finding.{severity} .sign", "stroke", ink),
            (f".finding.{severity} .ink,.finding.{severity} text", "fill", ink),
        ]
    return tuple(rules)


def style_sheet(theme: Theme) -> str:
    """The rules for everything that ``write_svg`` draws. They hold only below an element of the class ``blueprint``."""
    texts: list[str] = []
    rules: list[tuple[str, str, str]] = []
    for name, style in theme.styles.items():
        looks = f"font-size:{style.size:g}px"
        if style.bold:
            looks += ";font-weight:bold"
        if style.italic:
            looks += ";font-style:italic"
        texts.append(f"{ROOT} .t-{name}{{{looks}}}")
        rules.append((f".t-{name}", "fill", style.colour))
    rules += coloured()
    for stage in STAGES:
        if theme.pattern(stage) != "solid":
            rules.append((f".{stage} .patterned", "fill", "page"))
            rules.append((f".{stage} .hatch,.{stage} .patterned", "stroke", f"{stage}.stripe"))
    light: list[str] = []
    dark: list[str] = []
    for selectors, attribute, name in rules:
        colour = theme.colour(name)
        selector = ",".join(f"{ROOT} {each}" for each in selectors.split(","))
        light.append(f"{selector}{{{attribute}:{colour.light}}}")
        if colour.dark != colour.light:
            dark.append(f"{selector}{{{attribute}:{colour.dark}}}")
    strokes = {name: f"{width:g}" for name, width in theme.strokes.items()}
    fixed = _FIXED.format(r=ROOT, fonts=",".join(_family(font) for font in theme.fonts), **strokes)
    lines = [fixed.rstrip(), *texts, *light]
    if dark:
        lines += ["@media screen and (prefers-color-scheme:dark){", *dark, "}"]
    return "\n".join(lines)


def _family(font: str) -> str:
    """A font family as the style sheet wants it; nothing but letters, digits, spaces and hyphens gets through."""
    name = "".join(char for char in font if char.isalnum() or char in " -")
    return name if name.replace("-", "").isalpha() and " " not in name else f"'{name}'"
