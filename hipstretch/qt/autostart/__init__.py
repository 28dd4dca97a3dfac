"""Starting with the computer: whether the system does it, and asking it to."""
