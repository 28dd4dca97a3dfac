"""Cue players: one protocol, several ways to play."""
