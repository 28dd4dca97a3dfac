"""Why an exercise is suggested."""

from hipstretch.core.exercise import Side
from hipstretch.core.suggestion import Because, Item
from hipstretch.qt import wording
from hipstretch.translation import tr


def reason(item: Item, group: str) -> str:
    """Why something is suggested, as the words below its name."""
    side = item.sides[0] if len(item.sides) == 1 else Side.BOTH
    text = {
        Because.TIGHT: {
            Side.LEFT: tr("{group}: tight on the left."),
            Side.RIGHT: tr("{group}: tight on the right."),
            Side.BOTH: tr("{group}: tight on both sides."),
        }[side],
        Because.A_BIT_TIGHT: {
            Side.LEFT: tr("{group}: a bit tight on the left."),
            Side.RIGHT: tr("{group}: a bit tight on the right."),
            Side.BOTH: tr("{group}: a bit tight on both sides."),
        }[side],
        Because.EASY: tr("{group}: goes easily, so that it stays so."),
        Because.NOT_CHECKED: wording.titled("{group}", tr("not checked")),
        Because.STRENGTH: tr("{group}: for strength."),
        Because.TIGHTER_SIDE: {
            Side.LEFT: tr("{group}: more for the left, which is tighter."),
            Side.RIGHT: tr("{group}: more for the right, which is tighter."),
            Side.BOTH: tr("{group}: more for both sides, which are tighter."),
        }[side],
        Because.LESS_DONE: (
            tr("{group}: more for the left, which had less in the last seven days.")
            if side is Side.LEFT
            else tr("{group}: more for the right, which had less in the last seven days.")
        ),
    }[item.because]
    return text.format(group=group).rstrip(wording.ENDS)
