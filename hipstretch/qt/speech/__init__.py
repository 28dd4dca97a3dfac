"""The voice, and what it says in a session."""
