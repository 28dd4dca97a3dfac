"""The yardstick: a window with nothing in it. Prints the monotonic second at which it was ready."""

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


def main() -> None:
    """Show it."""
    application = QApplication([])
    window = QMainWindow()
    window.setWindowTitle("Bare")
    window.resize(1366, 768)
    window.show()
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: print(time.monotonic(), flush=True)))
    application.exec()


if __name__ == "__main__":
    main()
