"""The page History: sessions, progress, report, export and import."""
