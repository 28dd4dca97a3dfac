"""The range of every angle in degrees, from the reference ranges of the exercise tables.

`hipE` is wider than the 42 degrees that lying straight allows: it turns the thigh after it is bent and spread, and a
knee 15 cm over the floor in the figure-four check, where healthy adults have it at 12, takes 80.
"""

LIMITS: dict[str, tuple[float, float]] = {
    "pitch": (-180.0, 180.0),
    "roll": (-180.0, 180.0),
    "yaw": (-180.0, 180.0),
    "lumF": (-30.0, 50.0),
    "lumS": (-20.0, 20.0),
    "lumR": (-10.0, 10.0),
    "thoF": (-15.0, 25.0),
    "thoS": (-15.0, 15.0),
    "thoR": (-35.0, 35.0),
    "nkF": (-45.0, 50.0),
    "nkS": (-40.0, 40.0),
    "nkR": (-65.0, 65.0),
    "hipF": (-20.0, 126.0),
    "hipA": (-28.0, 52.0),
    "hipE": (-35.0, 80.0),
    "kn": (0.0, 140.0),
    "tib": (-15.0, 40.0),
    "ank": (-60.0, 30.0),
    "inv": (-15.0, 35.0),
    "toe": (-40.0, 60.0),
    "shF": (-65.0, 182.0),
    "shA": (-45.0, 120.0),
    "shE": (-90.0, 80.0),
    "el": (0.0, 150.0),
    "pro": (-90.0, 90.0),
    "wr": (-85.0, 80.0),
    "dev": (-35.0, 30.0),
}


def limit(angle: str) -> tuple[float, float]:
    """The range of an angle by its full name, such as `hipFL`."""
    return LIMITS[angle] if angle in LIMITS else LIMITS[angle[:-1]]
