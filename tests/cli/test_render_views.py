"""``blueprint render --view`` and ``--findings``."""

from __future__ import annotations

STORY = """
blueprint "Repair"
department care "Customer care"
step "Calls"
  customer: calls "Calls"
  frontstage care: answers "Answers"
calls -> answers
"""


def test_a_view_is_drawn(run, folder):
    (folder / "repair.blueprint").write_text(STORY)
    assert run("render", "repair.blueprint", "--view", "customer").exit_code == 0
    svg = (folder / "repair.svg").read_text()
    assert 'data-id="calls"' in svg
    assert 'data-id="answers"' not in svg


def test_a_name_that_is_not_there_is_one_message_and_nothing_is_written(run, folder):
    (folder / "repair.blueprint").write_text(STORY)
    result = run("render", "repair.blueprint", "--view", "department caer")
    assert result.exit_code == 2
    assert "there is no department “caer”. Did you mean “care”?" in result.stderr
    assert not (folder / "repair.svg").exists()


def test_findings_are_drawn_in_where_asked_for(run, folder):
    (folder / "repair.blueprint").write_text(STORY)
    run("render", "repair.blueprint")
    assert 'class="mark finding' not in (folder / "repair.svg").read_text()
    assert run("render", "repair.blueprint", "--findings").exit_code == 0
    assert 'class="mark finding' in (folder / "repair.svg").read_text()
