"""What ``blueprint check`` finds in a file, for commands that show it in another way: by the same settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.cli.failure import CannotWork, complain
from blueprint.cli.files import used_by
from blueprint.cli.judge import judge, mistakes

if TYPE_CHECKING:
    from blueprint.findings.finding import Finding
    from blueprint.model.elements import Blueprint
    from blueprint.settings.force import Force, Rules


class HouseRules:
    """The settings of a run, read when they are first asked for. ``used`` holds the files that they come from."""

    def __init__(self, rules: Rules | None = None) -> None:
        self._rules = rules
        self.used: set[str] = set()

    def findings(self, path: str, blueprint: Blueprint) -> tuple[Finding, ...]:
        """What is found in the blueprint of a file, without what is silenced there and what a baseline knows.

        Raises CannotWork where the settings or the baseline cannot be read.
        """
        force = self._force(path)
        found = judge(blueprint, force.settings)
        if not (force.baseline and found):
            return found
        from blueprint.cli.baseline import without_known
        from blueprint.findings.output.report import Report

        self.used.add(force.baseline)
        report = Report(found, (path,), (), lambda path, line: "")
        return without_known(report, used_by(blueprint), {path: force}, None, tell=False).findings

    def mistakes(self, path: str, blueprint: Blueprint) -> tuple[Finding, ...]:
        """Those findings that say what is wrong in the text; raises as ``findings``."""
        return mistakes(blueprint, self._force(path).settings) if blueprint.problems else ()

    def documentation(self, path: str) -> str:
        """Where the settings of a file say that the pages of the checks are; raises as ``findings``."""
        return self._force(path).documentation

    def _force(self, path: str) -> Force:
        from blueprint.settings.force import Rules
        from blueprint.settings.layers import SettingsError

        if self._rules is None:
            self._rules = Rules()
        try:
            return self._rules.force(path)
        except SettingsError as error:
            for message in error.messages[:-1]:
                complain(message)
            raise CannotWork(error.messages[-1]) from None
        finally:
            self.used |= self._rules.used
