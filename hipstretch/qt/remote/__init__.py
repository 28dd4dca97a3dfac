"""The session as a media player on the session bus: for media keys, headsets, and phones that are paired. Linux."""
