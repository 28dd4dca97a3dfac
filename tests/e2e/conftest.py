"""What end-to-end tests need is looked for before each, and what they heard is told at the end."""

from collections.abc import Callable, Iterator

import pytest

from tests.e2e import cues, tools


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(*names): tools of the system without which the test can't run")
    config.addinivalue_line("markers", "listens: records sound, and so has the machine to itself")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if marks := [*item.iter_markers("needs")]:
        tools.check(tuple(dict.fromkeys(name for mark in marks for name in mark.args)))


@pytest.fixture(autouse=True)
def _keep_verdicts(record_property: Callable[[str, object], None]) -> Iterator[None]:
    """Every verdict of a test goes with its report, in the order in which they were given, also into JUnit's XML."""
    cues.told.clear()
    yield
    for words in cues.told:
        record_property("verdict", words)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    heard = {
        (report.nodeid, number): words
        for report in reports
        if getattr(report, "when", "") == "teardown"
        for number, (name, words) in enumerate(report.user_properties)
        if name == "verdict"
    }
    if heard:
        terminalreporter.section("what was heard, every verdict")
        for (test, _), words in heard.items():
            terminalreporter.line(f"{test.rpartition('/')[2]}: {words}")
