"""The pure part: no Qt, no files, no clock reads."""
