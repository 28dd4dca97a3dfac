"""The photos of an own exercise: several at once, in order, marked, taken away, and all of it undone."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFontMetrics, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from hipstretch.core.photos import Photo, Photos
from hipstretch.qt import photo
from hipstretch.ui.library.photo_editor import PhotoEditor
from hipstretch.ui.library.photo_list import HINT_PX, WORDS_PX
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.pictures import PictureCache
from tests.gui.asking import the_open
from tests.gui.library.test_exercise_form import saved
from tests.gui.qt.clip.test_reader import BALL
from tests.gui.qt.test_photo import picture

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NONE, LEFT, COPY = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction


@pytest.fixture
def editor(qtbot: QtBot) -> PhotoEditor:
    return shown(qtbot, PhotoEditor(PictureCache(), None, Photos()))


def shown(qtbot: QtBot, editor: PhotoEditor) -> PhotoEditor:
    qtbot.addWidget(editor)
    editor.resize(500, 800)
    with qtbot.waitActive(editor):
        editor.show()
        editor.activateWindow()
    return editor


def rows(editor: PhotoEditor) -> list[str]:
    return [editor.list.item(row).text() for row in range(editor.list.count())]


def widths(editor: PhotoEditor) -> list[int]:
    return [QImage.fromData(one.data).width() for one in editor.steps.now.photos if one.data]


def press(editor: PhotoEditor, name: str) -> None:
    (found,) = (b for b in editor.findChildren(QPushButton) if b.text() == name)
    found.click()


def dropped(paths: Sequence[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_several_are_added_at_once_and_the_second_shows_the_hold(editor: PhotoEditor, tmp_path: Path) -> None:
    assert not editor.list.isVisible()
    editor.add_files(saved(tmp_path, 100, 200, 300))
    assert rows(editor) == ["1 · Beginning", "2 · Hold", "3 · Other view"]
    assert widths(editor) == [100, 200, 300]
    assert editor.list.currentRow() == 2
    assert editor.stage._image.width() == 300
    assert editor.stage.accessibleDescription() == "There is a photo."


def test_one_photo_alone_is_both(editor: PhotoEditor) -> None:
    editor.add_image(picture())
    assert rows(editor) == ["1 · Beginning · Hold"]


def test_six_fit_and_the_rest_is_said(editor: PhotoEditor, tmp_path: Path) -> None:
    (tmp_path / "no.jpg").write_bytes(b"no")
    paths = saved(tmp_path, 10, 20, 30, 40, 50, 60, 70)
    editor.add_files([*paths, tmp_path / "no.jpg"])
    assert widths(editor) == [10, 20, 30, 40, 50, 60]
    assert editor._problem.text() == (
        "no.jpg can't be used: it is not a JPEG, PNG, WebP or BMP picture.\n"
        "More than 6 photos do not fit: take one away first."
    )
    editor.add_files(paths[:1])
    assert len(widths(editor)) == 6
    editor.take_away()
    editor.add_files(paths[6:])
    assert widths(editor) == [10, 20, 30, 40, 50, 70]
    assert not editor._problem.isVisible()


def test_they_are_put_in_order_and_marked_by_keys_and_all_of_it_is_undone(
    editor: PhotoEditor, tmp_path: Path
) -> None:
    editor.add_files(saved(tmp_path, 100, 200, 300))
    editor.list.setFocus()
    QTest.keyClick(editor.list, Qt.Key.Key_Left, ALT)
    assert widths(editor) == [100, 300, 200]
    assert editor.list.currentRow() == 1
    press(editor, "Later")
    press(editor, "Earlier")
    press(editor, "Earlier")
    press(editor, "Earlier")
    assert widths(editor) == [300, 100, 200]
    press(editor, "This is the hold")
    assert rows(editor) == ["1 · Beginning · Hold", "2 · Other view", "3 · Other view"]
    QTest.keyClick(editor.list, Qt.Key.Key_Right, ALT)
    assert rows(editor) == ["1 · Beginning", "2 · Hold", "3 · Other view"], "the mark goes with the photo"
    QTest.keyClick(editor.list, Qt.Key.Key_Delete)
    assert widths(editor) == [100, 200]
    assert editor.list.currentRow() == 1
    QTest.keyClick(editor.list, Qt.Key.Key_Z, CTRL)
    assert (widths(editor), rows(editor)[1]) == ([100, 300, 200], "2 · Hold")
    QTest.keyClick(editor.list, Qt.Key.Key_Y, CTRL)
    assert widths(editor) == [100, 200]
    for _ in range(20):
        editor.undo()
    assert rows(editor) == []
    assert editor.pictures is None
    assert editor.stage._image.isNull()
    press(editor, "Redo (Ctrl+Y)")
    assert widths(editor) == [100, 200, 300]


def test_a_photo_is_dragged_to_its_place(qtbot: QtBot, editor: PhotoEditor, tmp_path: Path) -> None:
    editor.add_files(saved(tmp_path, 100, 200, 300))
    root = QModelIndex()
    assert editor.list.model().moveRow(root, 0, root, 3)
    qtbot.waitUntil(lambda: widths(editor) == [200, 300, 100])
    assert rows(editor) == ["1 · Beginning", "2 · Hold", "3 · Other view"]
    assert editor.list.currentRow() == 2
    assert editor.list.model().moveRow(root, 2, root, 1)
    qtbot.waitUntil(lambda: widths(editor) == [200, 100, 300])


def test_the_last_one_is_taken_away_and_nothing_goes_wrong_without(
    editor: PhotoEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for act in (editor.take_away, editor.mark, lambda: editor.shift(1), editor.undo, editor.redo):
        act()
    editor.add_image(picture())
    QTest.keyClick(editor.list, Qt.Key.Key_Backspace)
    assert rows(editor) == []
    assert editor.list.isVisible(), "so that it can be undone where it was done"

    def refuse(_: QImage) -> bytes:
        raise ValueError("no memory")

    monkeypatch.setattr(photo, "as_webp", refuse)
    editor.add_image(picture())
    assert rows(editor) == []
    assert editor._problem.text() == "The photo can't be used: no memory."


def test_files_and_pictures_are_dropped_and_pasted(editor: PhotoEditor, tmp_path: Path) -> None:
    data = dropped(saved(tmp_path, 100, 200))
    enter = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NONE)
    enter.ignore()
    editor.stage.dragEnterEvent(enter)
    assert enter.isAccepted()
    editor.stage.dropEvent(QDropEvent(QPointF(5, 5), COPY, data, LEFT, NONE))
    assert widths(editor) == [100, 200]
    QGuiApplication.clipboard().setImage(picture(50, 50))
    editor.list.setFocus()
    QTest.keyClick(editor.list, Qt.Key.Key_V, CTRL)
    assert widths(editor) == [100, 200, 50]
    QGuiApplication.clipboard().setMimeData(dropped(saved(tmp_path, 60)))
    press(editor, "Paste")
    assert widths(editor) == [100, 200, 50, 60]
    QGuiApplication.clipboard().clear()
    editor.paste()
    assert editor._problem.text() == "There is no picture on the clipboard."


def test_they_are_chosen_in_a_dialog_over_the_window(editor: PhotoEditor, tmp_path: Path) -> None:
    saved(tmp_path, 100)
    press(editor, "Add photos or a clip…")
    dialog = the_open(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    assert "*.webm" in dialog.nameFilters()[0]
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("100.png")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert widths(editor) == [100]


def test_a_clip_is_read_beside_the_photos_and_stays_last(
    qtbot: QtBot, editor: PhotoEditor, tmp_path: Path
) -> None:
    editor.add_files([BALL, *saved(tmp_path, 100)])
    assert editor._reading.isVisible()
    assert editor._coming.text() == "The clip is being read: 0 %"
    qtbot.waitUntil(lambda: not editor.reader.busy, timeout=20_000)
    assert not editor._reading.isVisible()
    assert rows(editor) == ["1 · Beginning · Hold", "Movement"]
    assert editor.list.currentRow() == 1
    assert editor.stage._image.width() == 160
    assert not editor.list.item(1).flags() & Qt.ItemFlag.ItemIsDragEnabled
    before = editor.steps.now
    editor.shift(-1)
    editor.mark()
    assert editor.steps.now == before
    editor.take_away()
    assert rows(editor) == ["1 · Beginning · Hold"]
    editor.undo()
    assert editor.steps.now.clip == before.clip


def test_a_clip_that_is_none_is_said_and_reading_can_be_cancelled(
    qtbot: QtBot, editor: PhotoEditor, tmp_path: Path
) -> None:
    (tmp_path / "a.MOV").write_bytes(b"no")
    editor.add_files([tmp_path / "a.MOV"])
    qtbot.waitUntil(lambda: not editor.reader.busy, timeout=20_000)
    assert editor._problem.text().startswith("a.MOV can't be used: it is damaged, or of a kind")
    assert not editor._reading.isVisible()
    editor.add_files([BALL])
    press(editor, "Cancel")
    assert not editor.reader.busy
    assert not editor._reading.isVisible()
    assert editor.pictures is None
    editor.add_files([tmp_path / "gone.mp4"])
    assert editor._problem.text() == "gone.mp4 can't be used: there is no such file."


def test_what_was_kept_is_shown_from_its_files(qtbot: QtBot, tmp_path: Path) -> None:
    for name, width in (("hold.webp", 100), ("motion.webp", 50)):
        (tmp_path / name).write_bytes(photo.as_webp(picture(width, 80)))
    kept = Photos((Photo("hold.webp"),), clip=Photo("motion.webp"))
    editor = shown(qtbot, PhotoEditor(PictureCache(), tmp_path, kept))
    qtbot.waitUntil(lambda: not editor.stage._image.isNull())
    assert editor.pictures is None
    empty = QImage(editor._room(), QImage.Format.Format_ARGB32)
    empty.fill(Qt.GlobalColor.transparent)

    def painted(row: int) -> bool:
        pixmap = editor.list.item(row).icon().pixmap(editor._room())
        return pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32) != empty

    qtbot.waitUntil(lambda: painted(0) and painted(1))
    editor.list.setCurrentRow(1)
    assert editor.stage._path == tmp_path / "motion.webp"
    editor.add_image(picture(70, 70))
    assert painted(0), "it is not decoded again"
    editor.keep(tmp_path, Photos((Photo("hold.webp"),)))
    assert rows(editor) == ["1 · Beginning · Hold"]
    assert editor.pictures is None


@pytest.mark.parametrize("width", [500, 620, 900])
def test_undo_and_redo_stand_beside_each_other(editor: PhotoEditor, width: int) -> None:
    editor.add_image(picture())
    editor.resize(width, 800)
    QGuiApplication.processEvents()
    editor.grab()
    assert editor._undo.mapTo(editor, QPoint()).y() == editor._redo.mapTo(editor, QPoint()).y()


def test_what_is_done_with_the_chosen_one_stands_below_it_and_what_adds_below_all(
    editor: PhotoEditor,
) -> None:
    editor.add_image(picture())
    editor.resize(640, 600)
    QGuiApplication.processEvents()

    def top(name: str) -> int:
        (found,) = (one for one in editor.findChildren(QPushButton) if one.text() == name)
        return found.mapTo(editor, QPoint()).y()

    (on_one,) = {top(name) for name in ("Earlier", "Later", "This is the hold", "Take away")}
    (adding,) = {top(name) for name in ("Add photos or a clip…", "Paste")}
    assert editor.stage.geometry().bottom() < on_one < editor.list.y() < adding


def test_what_is_said_of_the_pictures_fits_any_number(editor: PhotoEditor) -> None:
    said = [one.text() for one in editor.findChildren(QLabel)]
    assert "Each picture is kept without its data on place, time and camera." in " ".join(said)


def test_each_hint_is_there_when_it_counts(editor: PhotoEditor) -> None:
    """What to photograph and what is kept of it counts for the next photo as well."""
    (how,) = (
        one for one in editor.findChildren(QLabel) if one.text().startswith("Photograph the right side")
    )
    assert how.isVisible()
    assert not editor._roles.isVisible()
    editor.add_image(picture())
    assert how.isVisible()
    assert editor._roles.isVisible()


def test_photos_stand_beside_each_other_and_one_is_dropped_between_two(
    editor: PhotoEditor, tmp_path: Path
) -> None:
    """In one line below the chosen one, as long as there is room, each with its words in one line."""
    editor.add_files(saved(tmp_path, 100, 200, 300))
    editor.resize(640, 600)
    QGuiApplication.processEvents()
    items = [editor.list.item(row) for row in range(3)]
    first, *others = (editor.list.visualItemRect(one) for one in items)
    assert all(one.top() == first.top() for one in others)
    assert editor.list.y() > editor.stage.geometry().bottom()
    assert editor.list.width() == editor.stage.width()
    words = QFontMetrics(theme.font(WORDS_PX))
    assert first.height() - editor.list.iconSize().height() < 2 * words.lineSpacing()
    assert not [one for one in items if one.flags() & Qt.ItemFlag.ItemIsDropEnabled]
    assert not editor.list.verticalScrollBar().isVisible()
    editor.resize(400, 900)
    QGuiApplication.processEvents()
    assert editor.list.visualItemRect(items[2]).top() > first.top()
    assert not editor.list.verticalScrollBar().isVisible(), "it is as high as its lines"


@pytest.mark.parametrize("direction", Qt.LayoutDirection)
def test_more_photos_are_dropped_beside_those_that_are_there(
    editor: PhotoEditor, tmp_path: Path, direction: Qt.LayoutDirection
) -> None:
    editor.list.setLayoutDirection(direction)
    editor.resize(640, 600)
    editor.add_files(saved(tmp_path, 100))
    QGuiApplication.processEvents()
    free = editor.list.free()
    assert free.width() >= theme.px(HINT_PX)
    assert not free.intersects(editor.list.visualItemRect(editor.list.item(0)))
    data, at = dropped(saved(tmp_path, 200)), free.center()
    enter = QDragEnterEvent(at, COPY, data, LEFT, NONE)
    enter.ignore()
    editor.list.dragEnterEvent(enter)
    assert enter.isAccepted()
    move = QDragMoveEvent(at, COPY, data, LEFT, NONE)
    move.ignore()
    editor.list.dragMoveEvent(move)
    assert move.isAccepted()
    editor.list.dropEvent(QDropEvent(QPointF(at), COPY, data, LEFT, NONE))
    assert widths(editor) == [100, 200]


@pytest.mark.parametrize("turned", [False, True])
def test_the_keys_that_move_a_photo_point_where_it_goes(
    qtbot: QtBot, qapp: QApplication, turned: bool
) -> None:
    """They stand beside each other, and moved by up and down."""
    ways = Qt.LayoutDirection
    qapp.setLayoutDirection(ways.RightToLeft if turned else ways.LeftToRight)
    try:
        editor = shown(qtbot, PhotoEditor(PictureCache(), None, Photos()))
        for _ in range(3):
            editor.add_image(picture())
        ids, at = editor.steps.now.ids, editor.list.visualItemRect
        assert (at(editor.list.item(0)).x() > at(editor.list.item(1)).x()) is turned
        key, tip = (Qt.Key.Key_Right, "Alt+→") if turned else (Qt.Key.Key_Left, "Alt+←")
        QTest.keyClick(editor.list, key, ALT)
        assert editor.steps.now.ids == (ids[0], ids[2], ids[1])
        assert [one.toolTip() for one in editor.findChildren(QPushButton) if one.text() == "Earlier"] == [tip]
        back = Qt.Key.Key_Left if turned else Qt.Key.Key_Right
        QTest.keyClick(editor.list, back, ALT)
        assert editor.steps.now.ids == ids
    finally:
        qapp.setLayoutDirection(ways.LeftToRight)


def test_long_words_of_a_photo_stay_in_its_place(editor: PhotoEditor) -> None:
    for _ in range(2):
        editor.add_image(QImage(60, 40, QImage.Format.Format_RGB32))
    shown = editor.list
    shown.item(0).setText("2 · Sustentação")
    first, second = (shown.visualItemRect(shown.item(number)) for number in range(2))
    assert not first.intersects(second)
    assert first.width() <= shown.gridSize().width()


def test_ctrl_z_is_left_to_what_is_around_while_nothing_can_be_undone(editor: PhotoEditor) -> None:
    assert not editor._undo_key.isEnabled()
    editor.add_image(picture())
    assert editor._undo_key.isEnabled()
    editor.undo()
    assert not editor._undo_key.isEnabled()
