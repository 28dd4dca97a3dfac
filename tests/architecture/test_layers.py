"""Who may import whom. The rooms of the house, and what must not come through their doors."""

import ast
from pathlib import Path

import pytest
from pytest_archon import archrule

import hipstretch

PACKAGE = Path(hipstretch.__file__).parent
LAYERS = {
    "core": ["PySide6*", "hipstretch.[!c]*"],
    "data": ["PySide6*", "hipstretch.qt*", "hipstretch.ui*", "hipstretch.app*", "hipstretch.__main__"],
    "qt": ["PySide6.QtWidgets*", "hipstretch.ui*", "hipstretch.app*", "hipstretch.__main__"],
    "ui": ["hipstretch.app*", "hipstretch.__main__"],
}
OUTSIDE_WORLD = [
    "io",
    "os",
    "os.*",
    "pathlib",
    "random",
    "shutil",
    "socket",
    "subprocess",
    "tempfile",
    "time",
]


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_only_what_lies_below_it(layer: str) -> None:
    archrule(f"{layer} imports only what lies below it").match(
        f"hipstretch.{layer}", f"hipstretch.{layer}.*"
    ).should_not_import(*LAYERS[layer]).check("hipstretch")


def test_core_knows_neither_files_nor_clocks() -> None:
    archrule("core is pure").match("hipstretch.core*").should_not_import(*OUTSIDE_WORLD).check(
        "hipstretch", only_direct_imports=True
    )
    calls = {
        f"{path.name}: {ast.unparse(node.func)}"
        for path in (PACKAGE / "core").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    impure = ("open", "print", "input", "datetime.now", "datetime.today", "datetime.utcnow", "date.today")
    assert not {call for call in calls if call.split(": ")[1] in impure}


def test_only_main_imports_app() -> None:
    archrule("only __main__ imports app").match("hipstretch*").exclude(
        "hipstretch.__main__"
    ).should_not_import("hipstretch.app*").check("hipstretch", only_direct_imports=True)


def test_qt_stays_in_its_rooms() -> None:
    archrule("PySide6 only in app, qt and ui").match("hipstretch*").exclude(
        "hipstretch.app", "hipstretch.qt*", "hipstretch.ui*"
    ).should_not_import("PySide6*").check("hipstretch", only_direct_imports=True)


def test_no_widget_below_ui_and_no_charts_or_qsettings_anywhere() -> None:
    banned = {"PySide6.QtCharts", "PySide6.QtCore.QSettings"}
    for path in PACKAGE.rglob("*.py"):
        below_ui = {"PySide6.QtWidgets"} if "qt" in path.relative_to(PACKAGE).parts else set()
        assert not imported(path) & (banned | below_ui), path


def imported(path: Path) -> set[str]:
    """Every module and name a file imports, in full, and the modules these are taken from.

    pytest-archon sees only `PySide6` in `from PySide6 import QtWidgets`.
    """
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_the_package_itself_holds_the_version_and_nothing_else() -> None:
    body = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8")).body
    assert [type(node) for node in body] == [ast.Expr, ast.Assign]
