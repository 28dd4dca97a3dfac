"""Allowed imports between the layers, and between the features of the window."""

import ast
import re
from pathlib import Path

import pytest
from pytest_archon import archrule

import hipstretch

PACKAGE = Path(hipstretch.__file__).parent
ROOTS = ["hipstretch.app*", "hipstretch.background*", "hipstretch.__main__"]
"""The programs that are made of the rest: with a window or in a terminal, without either, and the command line."""
ABOVE_QT = ["hipstretch.cli*", "hipstretch.ui*", *ROOTS]
LAYERS = {
    "core": ["PySide6*", "hipstretch.[!c]*", "hipstretch.cli*"],
    "data": ["PySide6*", "hipstretch.qt*", *ABOVE_QT],
    "qt": ["PySide6.QtWidgets*", *ABOVE_QT],
    "cli": ["PySide6.QtWidgets*", "hipstretch.ui*", *ROOTS],
    "ui": ["hipstretch.cli*", *ROOTS],
}
SELF_TEST = "hipstretch.cli.self_test"
"""It tries what a package could have left out: charts and reports among it."""
SESSION_VIEW = [f"hipstretch.ui.session.{name}" for name in ("presenter", "moment", "session_view", "keys")]
"""What a session says, without widgets: the terminal reads it as the window does."""
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
    ).exclude(SELF_TEST).should_not_import(*LAYERS[layer]).may_import(
        *(SESSION_VIEW if layer == "cli" else [])
    ).check("hipstretch")


def test_what_a_session_says_is_made_without_qt() -> None:
    for name in SESSION_VIEW:
        path = PACKAGE.parent / f"{name.replace('.', '/')}.py"
        assert not any(one.startswith("PySide6") for one in imported(path)), name


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


def test_only_main_imports_the_programs() -> None:
    archrule("only __main__ imports app and background").match("hipstretch*").exclude(
        "hipstretch.__main__", "hipstretch.background"
    ).should_not_import("hipstretch.app*", "hipstretch.background*").check(
        "hipstretch", only_direct_imports=True
    )


def test_qt_is_used_in_its_layers_alone() -> None:
    archrule("PySide6 only in app, qt, cli and ui").match("hipstretch*").exclude(
        "hipstretch.app", "hipstretch.background", "hipstretch.qt*", "hipstretch.cli*", "hipstretch.ui*"
    ).should_not_import("PySide6*").check("hipstretch", only_direct_imports=True)


def test_no_widget_below_ui_and_no_charts_or_qsettings_anywhere() -> None:
    banned = {"PySide6.QtCharts", "PySide6.QtCore.QSettings"}
    for path in PACKAGE.rglob("*.py"):
        below_ui = {"PySide6.QtWidgets"} if {"qt", "cli"} & set(path.relative_to(PACKAGE).parts) else set()
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


FEATURES = ("session", "today", "plan", "library", "history", "settings", "help", "transfer")
SHARED = ("widgets", "style", "accessibility")
ALLOWED = {
    "help": ["session.keys", "session.waiting_bar"],  # every key is listed in Help
    **{one: ["transfer.transfer_dialog"] for one in ("history", "library", "settings")},
}
"""What a feature imports of another one, beside SHARED."""


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_imports_nothing_of_another_one(feature: str) -> None:
    others = ["shell", *(one for one in FEATURES if one != feature)]
    archrule(f"{feature} imports no other feature").match(f"hipstretch.ui.{feature}*").should_not_import(
        *(f"hipstretch.ui.{one}*" for one in others)
    ).may_import(*(f"hipstretch.ui.{one}" for one in ALLOWED.get(feature, []))).check(
        "hipstretch", only_direct_imports=True
    )


@pytest.mark.parametrize(
    ("shared", "below"), [("widgets", SHARED), ("style", ("style",)), ("accessibility", ())]
)
def test_what_features_share_knows_no_feature(shared: str, below: tuple[str, ...]) -> None:
    banned = {"shell", *FEATURES, *SHARED} - {shared, *below}
    archrule(f"{shared} knows no feature").match(f"hipstretch.ui.{shared}*").should_not_import(
        *(f"hipstretch.ui.{one}*" for one in banned)
    ).check("hipstretch", only_direct_imports=True)


def test_nothing_asks_a_layout_for_its_items() -> None:
    """Qt deletes them without telling PySide: see ui.widgets.flow_layout._item. Those that are taken out are ours."""
    for path in [*PACKAGE.rglob("*.py"), *Path(__file__).parents[1].rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\.item(At|AtPosition)\(", text), path


def test_no_module_is_too_long_to_be_read_at_once() -> None:
    most = {"core": 350, "data": 350}
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules().values()}
    assert not [
        path for path, count in lengths.items() if count > most.get(path.relative_to(PACKAGE).parts[0], 500)
    ]


def test_what_day_a_session_is_of_is_asked_of_one_module() -> None:
    """Where a day begins is a setting: a date that is taken from a moment by the clock forgets it."""
    by_the_clock = re.compile(r"(?:started_at|wall\(\)|now|moment)\.date\(\)")
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if by_the_clock.search(path.read_text(encoding="utf-8"))
    }
    allowed = {
        "core/weeks.py": "the module that is asked: it takes the hour into account",
        "data/clock.py": "names of files",
        "core/reminder.py": "quiet hours of the clock",
        "data/calendar_file.py": "how long the changes of the clock are known",
    }
    assert found == set(allowed)


def test_nothing_imports_itself_by_a_detour() -> None:
    """By the imports at the top of the modules; those in functions come later."""
    edges = {name: imported_at_once(path) for name, path in modules().items()}
    order: list[str] = []
    while free := [name for name, needs in edges.items() if not needs & edges.keys() - {name}]:
        order += free
        for name in free:
            del edges[name]
    assert not edges, f"circles among {sorted(edges)}"


def modules() -> dict[str, Path]:
    """Every module of the package by its name."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = path
    return found


def imported_at_once(path: Path) -> set[str]:
    """The modules of ours that a module imports when it is imported itself."""
    known = modules()
    package = ".".join(path.relative_to(PACKAGE.parent).parent.parts)
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            named = {f"{base}.{alias.name}" for alias in node.names} & known.keys()
            found |= named or ({base} & known.keys())
    return found
