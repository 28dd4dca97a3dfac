"""What every test stands on. Qt's log messages and every warning fail a test: see pyproject.toml."""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"  # what tests start speaks English, whatever this machine speaks
os.environ.pop("LANGUAGE", None)
settings.register_profile(
    "any machine", deadline=None
)  # a busy one is slow; tests of speed take processor time
settings.load_profile("any machine")


def write_numbers_alike() -> None:
    """As in English, but for dates, which are those of no country."""
    from PySide6.QtCore import QLocale

    locale = QLocale.c()
    locale.setNumberOptions(QLocale.NumberOption.DefaultNumberOptions)
    QLocale.setDefault(locale)


def pytest_addoption(parser: pytest.Parser) -> None:
    """--measure notes which lines and branches of hipstretch run, in this process and in xdist's workers."""
    parser.addoption("--measure", action="store_true", help="write .coverage files; needs coverage")


def pytest_configure(config: pytest.Config) -> None:
    """Nothing of hipstretch is imported by now. Children that tests start are not measured: some are timed."""
    if config.getoption("--measure"):
        import coverage

        measured = coverage.Coverage(data_suffix=True, config_file=str(ROOT / "pyproject.toml"))
        measured.start()
        config.add_cleanup(measured.save)
        config.add_cleanup(measured.stop)  # the last one is called first


@pytest.fixture(scope="session", autouse=True)
def _write_numbers_alike() -> None:
    """Dates and numbers as the tests expect them, wherever they run."""
    write_numbers_alike()


@pytest.fixture(scope="session", autouse=True)
def _away_from_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the folders of the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        if sys.platform == "win32":
            for name in ("RUN", "APPROVED"):
                patch.setattr(
                    f"hipstretch.qt.autostart.registry.{name}", rf"Software\Hipstretch tests\{name}"
                )
        yield


@pytest.fixture(autouse=True)
def _in_english(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every test begins in English, and a program without a language of its own takes it for the system's."""
    from hipstretch import translation

    with_qt = "qapp" in request.fixturenames
    if with_qt:
        monkeypatch.setattr("hipstretch.qt.language.system_languages", lambda: [translation.ENGLISH])
    yield
    if translation.language() != translation.ENGLISH:
        if with_qt:
            from hipstretch.qt import language

            language.choose(translation.ENGLISH)  # takes Qt's own words away, too
        else:
            translation.use(translation.ENGLISH)
    write_numbers_alike()


@pytest.fixture(scope="module", autouse=True)
def _freeze_what_is_there() -> None:
    """Have the cyclic collector not look again at what outlives a module: it runs after each GUI test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _collect_garbage_between_gui_tests(request: pytest.FixtureRequest) -> Iterator[None]:
    """Keep the cyclic collector out of Qt's event processing, where it can take down the interpreter."""
    if "qapp" not in request.fixturenames:
        yield
        return
    write_numbers_alike()
    gc.disable()
    yield
    gc.enable()
    gc.collect()
