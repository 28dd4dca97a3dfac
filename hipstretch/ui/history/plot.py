"""Draws a chart with pyqtgraph, which takes half a second to import: only the page that shows charts does.

Left and right go from place to place, as a cursor; `pointed` says in words what is there.
"""

import errno
import os
from itertools import count
from math import ceil
from pathlib import Path
from typing import Any

import pyqtgraph
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPaintDevice,
    QPainter,
    QResizeEvent,
)
from PySide6.QtSvg import QSvgGenerator

from hipstretch.qt import wording
from hipstretch.qt.progress_words import day_and_month
from hipstretch.translation import tr
from hipstretch.ui.style import theme

from .charts import Chart, Mark, Series

SIZE, SHARP = QSize(1000, 560), 2
"""Of a saved picture; a PNG has so many times more pixels."""
FAR = 1_000_000_000
FEWEST = 6
"""Room for so many days at least: one alone would be as broad as the window."""
LEGEND_PX = 48
"""The room for the legend above the highest value, in logical pixels at 100 % text."""
NUMBER_ROOM_PX, AROUND_PX = 9, 75
"""Half of the height of a number at the vertical axis, and how high is what stands above and below the axis, about."""
SAMPLE_PX, AXIS_PX = 45, 60
"""What is beside each of the legend's words, at any text size; and beside the chart, at 100 %."""
APART_PX = 20
"""Between one of the legend's words and the sample of the next."""
MARKS = 6
"""So many marks of the vertical axis at most, but for that of nothing."""
BEHIND = -1000
"""Where the lines of the grid are drawn: behind all else."""
BAR_ROOM = 0.8
"""The part of a place that its bars fill."""
LINE, EDGE = 2.5, 2.0
"""How thick a line is, and its edge in the colour of the ground: it reads over bars of any colour."""
RUNNING = 0.4
"""How strong the bar of the week that is not over is within its outline."""


class Plot(pyqtgraph.PlotWidget):  # type: ignore[misc]
    """One chart at a time, in the colours of the theme."""

    pointed = Signal(str)
    _chart: Chart | None = None
    _top = 1.0
    """Both here, not in __init__: the base class resizes while it is being made."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseEnabled(x=False, y=False)
        self.setMenuEnabled(False)
        self.hideButtons()
        for part in (self, self.getPlotItem()):
            part.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as time goes, in every language
        self._at = -1
        self._cursor: Any = None

    def show_chart(self, chart: Chart, *, titled: bool = False) -> None:
        """Draw a chart instead of what was there; with its title where nothing around it says that."""
        self._chart, self._at = chart, -1
        tokens = theme.current()
        item = self.getPlotItem()
        self.setBackground(tokens.card)
        item.clear()
        if item.legend:
            item.legend.scene().removeItem(item.legend)
            item.legend = None
        item.addLegend(
            offset=(-8, 4),
            colCount=len(chart.series) + chart.running,
            labelTextColor=tokens.ink,
            labelTextSize=f"{theme.px(12)}px",
            brush=QColor(tokens.card),
            sampleType=_Sample,
        )
        item.setTitle(chart.title if titled else None, color=tokens.ink, size=f"{theme.px(15)}px")
        said = chart.unit in (one.name for one in chart.series)  # by the legend
        for side, words in (("left", "" if said else chart.unit), ("bottom", chart.axis)):
            axis = item.getAxis(side)
            axis.enableAutoSIPrefix(False)
            axis.setPen(pyqtgraph.mkPen(None))  # the lines of the grid are enough
            axis.setTickPen(tokens.line)
            axis.setStyle(tickLength=0)
            axis.setTextPen(tokens.soft)
            axis.setTickFont(theme.font(12))
            axis.setZValue(BEHIND)
            item.setLabel(side, words, color=tokens.soft, **{"font-size": f"{theme.px(13)}px"})
        self._set_ticks()
        item.showGrid(y=True, alpha=0.6)
        bars = [s for s in chart.series if s.mark is Mark.BAR]
        colours = (tokens.hold, tokens.prepare, tokens.rest)
        for number, series in enumerate(chart.series):
            if series in bars:
                self._add_bars(series, QColor(colours[number]), bars.index(series), len(bars))
            else:
                self._add_points(series, QColor(tokens.ink if series.mark is Mark.LINE else colours[number]))
        self._fit_legend()
        self._top, marks = _scale(chart)
        missing = max(0, FEWEST - len(chart.places)) / 2 if chart.days else 0
        self.setXRange(-0.6 - missing, len(chart.places) - 0.4 + missing, padding=0)
        self._set_height()
        top = wording.minutes(marks[-1] * 60) if chart.minutes else wording.number(marks[-1])
        item.getAxis("left").setTicks([[*((n, wording.number(n)) for n in marks[:-1]), (marks[-1], top)]])
        self._cursor = pyqtgraph.InfiniteLine(pos=0, angle=90, pen=pyqtgraph.mkPen(tokens.soft, width=1))
        self._cursor.setVisible(False)
        item.addItem(self._cursor)
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from place to place."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}
        key = Qt.Key(event.key())
        if key in steps:
            self.point_at(self._at + steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.point_at(0 if key == Qt.Key.Key_Home else FAR)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room names more places."""
        super().resizeEvent(event)
        self._set_ticks()
        self._set_height()
        self._fit_legend()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Point at the place under the mouse."""
        self.setFocus()
        where = self.getPlotItem().getViewBox().mapSceneToView(self.mapToScene(event.position().toPoint()))
        self.point_at(round(where.x()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at what is latest."""
        super().focusInEvent(event)
        if self._at < 0:
            self.point_at(FAR)

    def point_at(self, place: int) -> None:
        """Put the cursor on a place and say what is there."""
        if self._chart is None or not self._chart.places:
            return
        self._at = min(len(self._chart.places) - 1, max(0, place))
        self._cursor.setPos(self._at)
        self._cursor.setVisible(True)
        said = [
            f"{s.name} {wording.number(v)}"
            for s in self._chart.series
            if (v := s.values[self._at]) is not None
        ]
        name = f"{self._chart.axis} {self._chart.places[self._at]}"
        if self._chart.running and self._at == len(self._chart.places) - 1:
            name = tr("This week")
        words = wording.titled(name, wording.listed(said))
        self.setAccessibleDescription(words)
        self.pointed.emit(words)

    def _set_ticks(self) -> None:
        """As many places by name as fit."""
        if self._chart is None:
            return
        days = self._chart.days
        places = tuple(map(day_and_month, days)) or self._chart.places
        metrics = QFontMetricsF(theme.font(12))
        widest = max((metrics.horizontalAdvance(name) for name in places), default=0.0) + theme.px(16)
        room = max(1, int((self.width() - theme.px(60)) / widest))
        every = max(1, -(-len(places) // room))
        shown = range(0, len(places), every)
        if days and days[0].year != days[-1].year:
            begun = {days[i].year: i for i in reversed(shown)}  # a year below its first day that is named
            places = tuple(
                f"{name}\n{days[i].year}" if begun.get(days[i].year) == i else name
                for i, name in enumerate(places)
            )
        ticks = [(i, places[i]) for i in shown]
        self.getPlotItem().getAxis("bottom").setTicks([ticks])

    def _set_height(self) -> None:
        """From nothing to the top, with room for the legend and half of the first number, else left out."""
        if self._chart is None:
            return
        around, legend = theme.px(NUMBER_ROOM_PX), theme.px(LEGEND_PX)
        inside = max(2 * legend, self.height() - theme.px(AROUND_PX))
        of_a_pixel = self._top / (inside - around - legend)
        self.setYRange(-around * of_a_pixel, self._top + legend * of_a_pixel, padding=0)

    def _fit_legend(self) -> None:
        """In one line, or in two where that is wider than the chart."""
        if self._chart is None:
            return
        legend, metrics = self.getPlotItem().legend, QFontMetricsF(theme.font(12))
        width = sum(metrics.horizontalAdvance(words.text) + SAMPLE_PX for _, words in legend.items)
        legend.setColumnCount(len(legend.items) if width <= self.width() - theme.px(AXIS_PX) else 2)
        for column in range(1, legend.layout.columnCount() - 1, 2):
            legend.layout.setColumnSpacing(column, APART_PX)  # what belongs together stands closer

    def _add_bars(self, series: Series, colour: QColor, number: int, count: int) -> None:
        width = BAR_ROOM / count
        places = [i - BAR_ROOM / 2 + width * (number + 0.5) for i in range(len(series.values))]
        bars = list(zip(places, (v or 0 for v in series.values), strict=True))
        over = len(bars) - 1 if self._chart and self._chart.running else len(bars)
        pale = QColor(colour)
        pale.setAlphaF(RUNNING)
        outline = pyqtgraph.mkPen(colour, width=1.5)
        for part, name, brush, pen in (
            (bars[:over], series.name, colour, pyqtgraph.mkPen(None)),
            (bars[over:], tr("This week"), pale, outline),
        ):
            if part:
                x, height = zip(*part, strict=True)
                self.addItem(
                    pyqtgraph.BarGraphItem(
                        x=x, height=height, width=width * 0.92, brush=brush, pen=pen, name=name
                    )
                )

    def _add_points(self, series: Series, colour: QColor) -> None:
        line = series.mark is Mark.LINE
        runs: list[list[tuple[float, float]]] = [[]]
        for place, value in enumerate(series.values):
            if value is not None:
                runs[-1].append((place, value))
            elif line and runs[-1]:
                runs.append([])  # a line does not lead over a gap
        if line and self._chart and not self._chart.days and runs[0]:  # as far as the bars
            runs[0] = [(-0.5, runs[0][0][1]), *runs[0], (len(series.values) - 0.5, runs[-1][-1][1])]
        for number, run in enumerate(runs):
            self.plot(
                [place for place, _ in run],
                [value for _, value in run],
                pen=pyqtgraph.mkPen(colour, width=LINE) if line else None,
                shadowPen=pyqtgraph.mkPen(theme.current().card, width=LINE + 2 * EDGE) if line else None,
                symbol=None if line else {"dot": "o", "square": "s"}[series.mark],
                symbolBrush=colour,
                symbolPen=None,
                symbolSize=theme.px(9),
                antialias=True,
                name=None if number else series.name,
            )


class _Sample(pyqtgraph.graphicsItems.LegendItem.ItemSample):  # type: ignore[misc]
    """What stands for a series in the legend: for bars a square as they are, which pyqtgraph would strike out."""

    def paint(self, painter: QPainter, *args: object) -> None:
        if not isinstance(self.item, pyqtgraph.BarGraphItem):
            super().paint(painter, *args)
            return
        painter.setPen(self.item.opts["pen"])
        painter.setBrush(self.item.opts["brush"])
        painter.drawRect(QRectF(3, 3, 14, 14))


def _scale(chart: Chart) -> tuple[float, range]:
    """Where the vertical axis ends, and its marks: whole numbers, a round one apart, the last above every value."""
    top = chart.top or max(1.0, *(v for s in chart.series for v in s.values if v is not None), 0.0)
    steps = (n * 10**power for power in count() for n in (1, 2, 5))
    step = next(one for one in steps if one * MARKS >= top)
    last = step * ceil(top / step)
    return float(chart.top or last), range(0, last + 1, step)


def save(chart: Chart, path: Path) -> None:
    """Write a chart as SVG or PNG, by the ending, in the colours of the theme. Raises OSError."""
    with path.open("wb"):  # says what is wrong; what follows only fails
        pass
    plot = Plot()
    plot.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    plot.resize(SIZE)
    plot.show_chart(chart, titled=True)
    plot.show()
    if path.suffix.lower() == ".svg":
        drawing = QSvgGenerator()
        drawing.setFileName(str(path))
        drawing.setSize(SIZE)
        drawing.setViewBox(QRect(QPoint(), SIZE))
        drawing.setTitle(chart.title)
        _paint(plot, drawing)
    else:
        image = QImage(SIZE * SHARP, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(SHARP)
        _paint(plot, image)
        if not image.save(str(path)):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
    plot.hide()
    plot.deleteLater()


def _paint(plot: Plot, device: QPaintDevice) -> None:
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plot.render(painter, QRectF(QPointF(), QSizeF(SIZE)), QRect(QPoint(), SIZE))
    painter.end()
