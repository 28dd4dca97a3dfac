"""The page History: sessions, progress and report."""
