"""The states of a session, the commands, and which leads where."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """Where the session stands as a whole."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    LEAD_IN = "lead_in"
    FINISHED = "finished"


class Command(StrEnum):
    """What the person can ask for."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    BACK = "back"
    EXTEND = "extend"
    EASE_OFF = "ease_off"
    DONE = "done"
    STOP = "stop"
    DISCARD = "discard"


class Deadline(StrEnum):
    """What changes the state by itself."""

    LEAD_IN_OVER = "lead_in_over"
    TIMELINE_OVER = "timeline_over"


class IllegalCommandError(Exception):
    """A command that means nothing in the session's state. Nothing has changed."""

    def __init__(self, state: State, command: Command) -> None:
        super().__init__(f"{command} is not possible while {state}")
        self.state = state
        self.command = command


Cause = Command | Deadline
_END: Mapping[Cause, State] = {Command.STOP: State.FINISHED, Command.DISCARD: State.FINISHED}
TRANSITIONS: Mapping[State, Mapping[Cause, State]] = MappingProxyType(
    {
        State.READY: {Command.START: State.RUNNING, **_END},
        State.RUNNING: {
            Command.PAUSE: State.PAUSED,
            Command.SKIP: State.RUNNING,
            Command.BACK: State.RUNNING,
            Command.EXTEND: State.RUNNING,
            Command.EASE_OFF: State.RUNNING,
            Command.DONE: State.RUNNING,
            Deadline.TIMELINE_OVER: State.FINISHED,
            **_END,
        },
        State.PAUSED: {
            Command.RESUME: State.LEAD_IN,
            Command.SKIP: State.PAUSED,
            Command.BACK: State.PAUSED,
            Command.EXTEND: State.PAUSED,
            Command.EASE_OFF: State.PAUSED,
            Command.DONE: State.PAUSED,
            Deadline.TIMELINE_OVER: State.FINISHED,
            **_END,
        },
        State.LEAD_IN: {
            Command.PAUSE: State.PAUSED,
            Command.SKIP: State.RUNNING,
            Command.BACK: State.RUNNING,
            Command.EXTEND: State.LEAD_IN,
            Command.EASE_OFF: State.RUNNING,
            Command.DONE: State.RUNNING,
            Deadline.LEAD_IN_OVER: State.RUNNING,
            **_END,
        },
        State.FINISHED: {},
    }
)
"""The state that follows a command or a deadline. What a state does not list raises IllegalCommandError there."""
