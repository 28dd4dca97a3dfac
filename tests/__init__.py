"""The tests. A package, lest another one of this name take its place: garmin-fit-sdk installs its own `tests`."""
