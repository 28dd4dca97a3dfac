"""The session bus of Linux: a connection in Qt's event loop, and objects of ours that answer on it."""
