"""What is in force for a file: the layers of settings laid over each other, the later ones on top."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from blueprint.findings.settings import DEFAULT, Settings
from blueprint.settings.layers import Fault, Layer, SettingsError

if TYPE_CHECKING:
    from blueprint.findings.finding import Severity


class Force(NamedTuple):
    """What is in force, and where each part of it was said, by key; what is not there is so by default.

    ``checks.NAME`` says why a check was switched on or off. ``baseline`` is the path of a file of known findings,
    ``documentation`` the web address of the pages of the checks with ``{check}`` for the name; ``""`` for none.
    """

    settings: Settings
    baseline: str
    where: dict[str, str]
    documentation: str = ""


NOTHING_SAID = Force(DEFAULT, "", {})


class Rules:
    """The settings of a run: those found beside the files, or those of ``chosen``, and the options over them."""

    def __init__(self, chosen: str = "", options: Layer | None = None) -> None:
        self._chosen = chosen
        self._options = options
        self._folders: dict[str, str] = {}
        self._files: dict[str, tuple[Layer, ...]] = {}
        self._made: dict[tuple[str, tuple[int, ...]], Force] = {}

    def force(self, path: str) -> Force:
        """What is in force for a file. Raises SettingsError where its settings have a mistake."""
        from blueprint.settings.find import settings_of

        source = self._chosen or settings_of(path, self._folders)
        if not source and self._options is None:
            return NOTHING_SAID
        layers = self._layers(source)
        holding = tuple(number for number, layer in enumerate(layers) if layer.holds_for(path))
        if (source, holding) not in self._made:
            said = [layers[number] for number in holding]
            self._made[source, holding] = lay(said if self._options is None else [*said, self._options])
        return self._made[source, holding]

    @property
    def used(self) -> set[str]:
        """The settings files that were read."""
        return set(self._files)

    def _layers(self, source: str) -> tuple[Layer, ...]:
        if source and source not in self._files:
            from blueprint.settings.read import read

            self._files[source] = read(source)
        return self._files.get(source, ())


def forces(rules: Rules, paths: Iterable[str]) -> dict[str, Force]:
    """What is in force for each of the files; raises SettingsError with the mistakes of all settings."""
    found: dict[str, Force] = {}
    faults: dict[Fault, None] = {}
    for path in paths:
        try:
            found[path] = rules.force(path)
        except SettingsError as error:
            faults.update(dict.fromkeys(error.faults))
    if faults:
        raise SettingsError(*faults)
    return found


def lay(layers: Iterable[Layer]) -> Force:
    """The layers over each other. A check that one selects or ignores stays so until a later one says otherwise."""
    settings = DEFAULT
    baseline = documentation = ""
    where: dict[str, str] = {}
    severity: dict[str, Severity] = {}
    for layer in layers:
        for key, said in layer.values.items():
            value = cast("Any", said.value)
            part, _, name = key.partition(".")
            if part == "severity":
                severity[name] = value
            elif part == "thresholds":
                settings = settings._replace(thresholds=settings.thresholds._replace(**{name: value}))
            elif part == "baseline":
                baseline = value
            elif part == "documentation":
                documentation = value
            elif part in ("profile", "today"):
                settings = settings._replace(**{part: value})
            where[key] = said.where
        settings = _choose(settings, layer, where)
    return Force(settings._replace(severity=severity), baseline, where, documentation)


def _choose(settings: Settings, layer: Layer, where: dict[str, str]) -> Settings:
    """The settings with the checks that a layer selects and ignores, by their names."""
    said = {key: layer.values[key] for key in ("select", "ignore") if key in layer.values}
    if not said:
        return settings
    from blueprint.findings.run import checks, decided

    words = {key: cast("frozenset[str]", one.value) for key, one in said.items()}
    select, ignore = set(settings.select), set(settings.ignore)
    for one in checks():
        verdict = decided(one, words.get("select", frozenset()), words.get("ignore", frozenset()))
        if verdict is not None:
            (select if verdict else ignore).add(one.name)
            (ignore if verdict else select).discard(one.name)
            where[f"checks.{one.name}"] = said["select" if verdict else "ignore"].where
    return settings._replace(select=frozenset(select), ignore=frozenset(ignore))
