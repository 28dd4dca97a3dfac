"""The photos and the clip of an own exercise: added, put in order, taken away, and the same undone."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QObject,
    QSignalBlocker,
    QSize,
    QStandardPaths,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QFrame, QListWidgetItem, QVBoxLayout

from hipstretch.core.builder import UndoHistory
from hipstretch.core.exercise import MOST_PHOTOS
from hipstretch.core.photos import Photo, Photos
from hipstretch.qt import photo, wording
from hipstretch.qt.clip.reader import ENDINGS, ClipReader
from hipstretch.qt.language import path_words
from hipstretch.translation import tr, tr_in
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.dialogs import names_to_open
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.key_names import key_name, moving_keys
from hipstretch.ui.widgets.key_within import key_within
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.pictures import Picture, PictureCache

from .list_pictures import icon_of
from .photo_list import PhotoList

MARGIN_PX, GAP_PX = 16, 8
STAGE_PX = 260
"""How high the place for a photo is at least where there is room, in logical pixels at 100 % text."""
PHOTOS = ("jpg", "jpeg", "png", "webp", "bmp")


class PhotoEditor(QFrame):
    """The chosen photo large, and below it all of them and the clip."""

    changed = Signal()
    """Other photos, or a clip that is being read, or no longer."""

    def __init__(self, cache: PictureCache, folder: Path | None, pictures: Photos) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._cache = cache
        self._folder = folder
        self.steps = UndoHistory(pictures)
        self._kept = pictures
        self._chosen = ""
        self._numbers = count(1)
        self._icons: dict[str, QIcon] = {}
        self.reader = ClipReader(self)
        self.reader.came_on.connect(self._on_came_on)
        self.reader.done.connect(self._on_clip)
        self.reader.failed.connect(self._on_no_clip)
        cache.arrived.connect(self._on_arrived)
        self._build()
        earlier, later = moving_keys()
        for key, act in (
            ("Ctrl+Y", self.redo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+V", self.paste),
            (earlier, partial(self.shift, -1)),
            (later, partial(self.shift, 1)),
        ):
            key_within(self, key, act)
        self._undo_key = key_within(self, "Ctrl+Z", self.undo)
        self._show()
        self._say("")

    @property
    def pictures(self) -> Photos | None:
        """What is chosen; None while it is as it was kept."""
        return None if self.steps.now == self._kept else self.steps.now

    def keep(self, folder: Path, pictures: Photos) -> None:
        """They are kept now, under these names."""
        self._folder, self._kept = folder, pictures
        for one in pictures.all:
            self._cache.forget(folder / one.id)
        self._icons.clear()
        self.steps = UndoHistory(pictures)
        self._show()

    def undo(self) -> None:
        """Take back the last step."""
        self._take_over(self.steps.undo())

    def redo(self) -> None:
        """Do again what was undone."""
        self._take_over(self.steps.redo())

    def add_files(self, paths: Sequence[Path]) -> None:
        """Use the photos and the clip in these files, or say why not."""
        wrong: list[str] = []
        images: list[bytes] = []
        films: list[Path] = []
        for path in paths:
            if path.suffix.lower().removeprefix(".") in ENDINGS:
                films.append(path)
                continue
            try:
                images.append(photo.as_webp(photo.read(path)))
            except ValueError as error:
                wrong.append(_cant_be_used(path.name, str(error)))
        self._add(images, wrong)
        for path in films[-1:]:  # there is one clip: the last one counts
            self._on_came_on(0)
            self.reader.read(path)
            self._reading.setVisible(self.reader.busy)
            self.changed.emit()

    def add_image(self, image: QImage) -> None:
        """Use this picture."""
        try:
            self._add([photo.as_webp(image)], [])
        except ValueError as error:
            self._say(tr("The photo can't be used: {reason}.").format(reason=str(error)))

    def paste(self) -> None:
        """Use the picture, or the files, on the clipboard."""
        if not self._take(QGuiApplication.clipboard().mimeData()):
            self._say(tr("There is no picture on the clipboard."))

    def take_away(self) -> None:
        """Without the chosen one."""
        row = self.list.currentRow()
        after = self.steps.now.without(self._chosen)
        ids = _ids(after)
        self._chosen = ids[min(row, len(ids) - 1)] if ids else ""
        self._do(after)

    def shift(self, by: int) -> None:
        """Move the chosen photo before the one before it, -1, or behind the next, 1."""
        if self._chosen in self.steps.now.ids:
            self._do(self.steps.now.moved(self._chosen, self.steps.now.ids.index(self._chosen) + by))

    def mark(self) -> None:
        """The chosen photo shows the hold."""
        if self._chosen in self.steps.now.ids:
            self._do(replace(self.steps.now, marked=self._chosen))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete takes a photo away."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        ):
            self.take_away()
            return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.stage = PhotoStage(self._cache, self._take)
        self._problem = label("", "warn", wrap=True)
        self.list = PhotoList(self._take)
        self.list.currentRowChanged.connect(self._choose)
        self.list.model().rowsMoved.connect(self._on_dragged)
        self.list.installEventFilter(self)
        row = Flow(6)
        for words, act in ((tr("Add photos or a clip…"), self._ask), (tr("Paste"), self.paste)):
            row.add(button(words, "chip", act))
        order = Flow(6)
        self._on_one = [
            button(words, "chip", act)
            for words, act in (
                (tr("Earlier"), partial(self.shift, -1)),
                (tr("Later"), partial(self.shift, 1)),
                (tr("This is the hold"), self.mark),
                (tr("Take away"), self.take_away),
            )
        ]
        for made, key in zip(self._on_one, moving_keys(), strict=False):
            made.setToolTip(key_name(key))
        for made in self._on_one:
            order.add(made, right=made is self._on_one[-1])  # apart from those that put it in order
        self._undo = button(tr("Undo (Ctrl+Z)"), "quiet", self.undo)
        self._redo = button(tr("Redo (Ctrl+Y)"), "quiet", self.redo)
        steps = Flow(6)  # apart from the others: neither is alone in their second line
        for made in (self._undo, self._redo):
            steps.add(made, right=True)
        self._coming = label("", "soft")
        self._cancel = button(tr("Cancel"), "chip", self._stop)
        coming = Flow(6)
        coming.add(self._coming)
        coming.add(self._cancel)
        self._reading = flow_row(coming)
        self._order = flow_row(order)
        self._steps = flow_row(steps)
        how = label(
            tr(
                "Photograph the right side: for the left side the picture is mirrored. "
                "Each picture is kept without its data on place, time and camera."
            ),
            "small",
            wrap=True,
        )
        self._roles = label(
            tr(
                "A session shows the first photo at the start and the one marked Hold while you hold. "
                "The key O shows the others."
            ),
            "small",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        column.setSpacing(GAP_PX)
        column.addWidget(self.stage, 1)
        column.addWidget(self._order)  # what is done with the one above it
        column.addWidget(self.list)
        self._add_row = flow_row(row)
        self._tools = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tools.addWidget(self._add_row)
        self._tools.addWidget(self._steps)
        column.addLayout(self._tools)
        for part in (self._reading, self._problem):
            column.addWidget(part)
        for hint in (how, self._roles):
            column.addWidget(hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow one what stands beside each other stands below each other."""
        super().resizeEvent(event)
        ways, room = QBoxLayout.Direction, self.contentsRect().width() - 2 * MARGIN_PX
        tools = sum(one.sizeHint().width() + GAP_PX for one in (self._add_row, self._steps))
        self._tools.setDirection(ways.LeftToRight if tools <= room else ways.TopToBottom)

    def fit(self, most: int) -> None:
        """Have a photo as high as it is usually at least, or only so high."""
        self.stage.setMinimumHeight(min(theme.px(STAGE_PX), most))

    def _ask(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        title = tr("Photos and clips")
        kinds = f"{title} ({' '.join(f'*.{one} *.{one.upper()}' for one in (*PHOTOS, *ENDINGS))})"
        names_to_open(self, title, folder, kinds, lambda names: self.add_files([*map(Path, names)]))

    def _take(self, data: QMimeData | None) -> bool:
        """Use what is dropped or pasted, None for nothing; whether it is anything of use."""
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data else []
        image = QImage(data.imageData()) if data and data.hasImage() and not files else QImage()
        if files:
            self.add_files(files)
        elif not image.isNull():
            self.add_image(image)
        return bool(files) or not image.isNull()

    def _add(self, images: Sequence[bytes], wrong: Sequence[str]) -> None:
        now = self.steps.now
        new = [Photo(f"new {next(self._numbers)}", data) for data in images]
        if len(new) > now.room:
            full = tr("More than {count} photos do not fit: take one away first.")
            wrong = [*wrong, full.format(count=wording.number(MOST_PHOTOS))]
        if taken := new[: now.room]:
            self._chosen = taken[-1].id
            self._do(now.added(*taken))
        self._say("\n".join(wrong))

    def _on_came_on(self, percent: int) -> None:
        words = tr("The clip is being read: {percent} %")
        self._coming.setText(words.format(percent=wording.number(percent)))

    def _on_clip(self, data: bytes) -> None:
        clip = Photo(f"new {next(self._numbers)}", data)
        self._chosen = clip.id
        self._do(replace(self.steps.now, clip=clip))

    def _on_no_clip(self, name: str, reason: str) -> None:
        self._show()
        self._say(_cant_be_used(name, reason))
        self.changed.emit()

    def _stop(self) -> None:
        self.reader.stop()
        self._show()
        self.changed.emit()

    def _do(self, after: Photos) -> None:
        self._take_over(self.steps.do(after))

    def _take_over(self, steps: UndoHistory[Photos]) -> None:
        self.steps = steps
        self._show()
        self.changed.emit()

    def _choose(self, row: int) -> None:
        if row >= 0:
            self._chosen = _ids(self.steps.now)[row]
            self._show_chosen()

    def _on_dragged(self, _parent: object, at: int, _end: int, _to_parent: object, to: int) -> None:
        self._chosen = _ids(self.steps.now)[at]
        after = self.steps.now.moved(self._chosen, to - 1 if to > at else to)

        def put() -> None:
            self._do(after)
            self._show()  # also if it came back to where it was

        QTimer.singleShot(0, self, put)  # the list is still being changed

    def _show(self) -> None:
        now = self.steps.now
        if self._chosen not in _ids(now):
            self._chosen = now.hold or (now.clip.id if now.clip else "")
        with QSignalBlocker(self.list):
            self.list.clear()
            for one in now.all:
                item = QListWidgetItem(self._icon(one), _words(now, one), self.list)
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)  # it is put between them
                if one is now.clip:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDragEnabled)
            if self._chosen:
                self.list.setCurrentRow(_ids(now).index(self._chosen))
        self.list.fit(has_room=now.room > 0)
        begun = bool(_ids(now) or self.steps.past or self.steps.future)
        for shown in (self.list, self._order, self._steps, self._roles):
            shown.setVisible(begun)
        for way in (self._undo, self._undo_key):  # else the key takes back what a message tells of
            way.setEnabled(bool(self.steps.past))
        self._redo.setEnabled(bool(self.steps.future))
        self._reading.setVisible(self.reader.busy)
        self._show_chosen()

    def _show_chosen(self) -> None:
        now = self.steps.now
        found = next((one for one in now.all if one.id == self._chosen), None)
        for made in self._on_one[:3]:
            made.setEnabled(self._chosen in now.ids)
        self._on_one[3].setEnabled(found is not None)
        if found and found.data is None and self._folder:
            self.stage.show_file(self._folder / found.id)
        else:
            self.stage.show_image(QImage.fromData(found.data) if found and found.data else QImage())

    def _icon(self, one: Photo) -> QIcon:
        if one.id not in self._icons:
            image, room = QImage(), self._room()
            if one.data is not None:
                image = QImage.fromData(one.data).scaled(
                    room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
            elif self._folder:
                image = self._cache.get(self._folder / one.id, room) or QImage()
            if image.isNull():
                return icon_of(image, room)
            self._icons[one.id] = icon_of(image, room)
        return self._icons[one.id]

    def _room(self) -> QSize:
        return self.list.iconSize() * self.list.devicePixelRatioF()

    def _on_arrived(self, key: tuple[Path, int, int], image: QImage) -> None:
        path, room = key[0], self._room()
        ids = _ids(self.steps.now)
        if path.parent == self._folder and path.name in ids and key[1:] == (room.width(), room.height()):
            self.list.item(ids.index(path.name)).setIcon(icon_of(image, room))

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))


class PhotoStage(Picture):
    """Shows a photo, and takes those that are dropped on it."""

    def __init__(self, cache: PictureCache, take: Callable[[QMimeData], object]) -> None:
        super().__init__(cache)
        self._take = take
        self._bare = True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self.setAcceptDrops(True)
        self.setContentsMargins(GAP_PX, GAP_PX, GAP_PX, GAP_PX)
        self.setAccessibleName(tr("Photo"))

    def show_file(self, path: Path) -> None:
        """Show the photo that was kept."""
        self._bare = False  # it is there in a moment
        self.show_picture(path)

    def show_image(self, image: QImage) -> None:
        """Show a photo that is not kept yet; a null one for none."""
        self.show_picture(None)
        self._show(image)

    def _show(self, image: QImage) -> None:
        super()._show(image)
        self._bare = image.isNull()
        self.setAccessibleDescription("" if self._bare else tr("There is a photo."))

    def sizeHint(self) -> QSize:
        """As the other pictures, four to three."""
        return QSize(self.minimumHeight() * 4 // 3, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The photo as large as it fits, on its stage, or what could be here."""
        tokens, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(QColor(tokens.edge), 1.5, Qt.PenStyle.DashLine) if self._bare else Qt.PenStyle.NoPen
        )
        painter.setBrush(QColor(tokens.stage))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 14, 14)
        if self._bare:
            painter.setPen(QColor(tokens.soft))
            painter.setFont(theme.font(theme.BASE_PX))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Drop photos or a clip here"))
        painter.end()
        super().paintEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files or a picture."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Use them."""
        self._take(event.mimeData())
        event.acceptProposedAction()


def _ids(pictures: Photos) -> tuple[str, ...]:
    """Those of the photos, and at the end that of the clip."""
    return tuple(one.id for one in pictures.all)


def _words(pictures: Photos, one: Photo) -> str:
    """What stands beside a photo: its place, and what it shows."""
    if one is pictures.clip:
        return tr("Movement")
    start, hold = tr_in("picture", "Beginning"), tr_in("the picture of a hold", "Hold")
    number = pictures.ids.index(one.id) + 1
    roles = [*[start] * (number == 1), *[hold] * (one.id == pictures.hold)] or [tr("Other view")]
    return " · ".join([wording.number(number), *roles])


def _cant_be_used(file: str, reason: str) -> str:
    return tr("{file} can't be used: {reason}.").format(file=path_words(file), reason=reason)
