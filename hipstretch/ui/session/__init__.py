"""A session on the screen, and the page after it."""
