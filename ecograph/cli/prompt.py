"""The prompt of ``ecograph shell``: what it remembers, what it completes, and when Enter ends a statement."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from ecograph import bundled
from ecograph.cli import asking, shell
from ecograph.schema.graph import LABELS, PROPERTIES, TYPES

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

PROMPT, CONTINUED = "ecograph> ", "........> "

_COMMAND = re.compile(r":\w*")
_QUERY = re.compile(r":(?:run|list)\s+(\w*)")
_PARAMETER = re.compile(r":run\s+(\w+)\s+(?:.*\s)?(\w*)")
_TYPE = re.compile(r"-\[\s*\w*\s*:\s*(?:!?\w+\s*[|&]\s*:?)*!?(\w*)$")
_LABEL = re.compile(r"[\w(`!|&]\s?:(?:!?\w+[:|&])*!?(\w*)$|\(:(?:!?\w+[:|&])*!?(\w*)$")
_PROPERTY = re.compile(r"(?:[^\W\d]\w*|[`)\]])\.(\w*)$")


def reader(given: "Input | None" = None, shown: "Output | None" = None) -> Callable[[], str]:
    """Return a function that reads the next command or statement at the terminal.

    Args:
        given: Where keys come from, and
        shown: where it is drawn, when it is not the terminal.
    """
    session: PromptSession[str] = PromptSession(
        PROMPT,
        multiline=True,
        prompt_continuation=CONTINUED,
        key_bindings=_keys(),
        completer=_Names(),
        history=history(os.environ),
        input=given,
        output=shown,
    )
    return session.prompt


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter")
    def _(event: KeyPressEvent) -> None:
        """Take the chosen completion; else end what is complete; else begin a new line."""
        buffer = event.current_buffer
        if buffer.complete_state is not None and buffer.complete_state.current_completion is not None:
            buffer.complete_state = None
        elif shell.is_complete(f"{buffer.text}\n"):
            buffer.validate_and_handle()
        else:
            buffer.newline()

    @keys.add("tab")
    def _(event: KeyPressEvent) -> None:
        """Write what all names have in common at once, however fast the next key comes; then offer them."""
        buffer = event.current_buffer
        begun, names = completions(buffer.document.text_before_cursor)
        if buffer.complete_state is not None:
            buffer.complete_next()
        else:
            common = os.path.commonprefix(names)  # noqa: RUF071 - sign by sign is what is meant
            if len(common) > len(begun):
                buffer.delete_before_cursor(len(begun))
                buffer.insert_text(common)
            if len(names) > 1:
                buffer.start_completion()

    return keys


class _Names(Completer):
    """Completes names for the prompt."""

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:  # noqa: ARG002
        begun, names = completions(document.text_before_cursor)
        return [Completion(name, start_position=-len(begun)) for name in names]


def completions(before: str) -> tuple[str, list[str]]:
    """Return the beginning of a name that stands before the cursor, and the names that it may become.

    >>> completions("MATCH (c:Clu")
    ('Clu', ['Cluster'])
    >>> completions("MATCH (c:Cluster)<-[m:MEM")
    ('MEM', ['MEMBER_OF'])
    """
    begun, names = _known(before)
    return begun, [name for name in names if name.lower().startswith(begun.lower()) and name != begun]


def _known(before: str) -> tuple[str, Sequence[str]]:
    """Return the beginning of a name, and all names that could stand there."""
    typed = before.lstrip()
    if _COMMAND.fullmatch(typed):
        return typed, [form.partition(" ")[0] for form in shell.COMMANDS]
    if match := _QUERY.fullmatch(typed):
        return match[1], list(bundled.queries())
    if match := _PARAMETER.fullmatch(typed):
        return match[2], _parameters(match[1])
    for pattern, names in ((_TYPE, TYPES), (_LABEL, LABELS), (_PROPERTY, PROPERTIES)):
        if match := pattern.search(before):
            return next(group for group in match.groups() if group is not None), names
    return "", ()


def _parameters(name: str) -> list[str]:
    """Return how the parameters of a query begin, none when there is no such query."""
    if name not in bundled.queries():
        return []
    return [f"{each.name}=" for each in asking.named(name).query.parameters]


def history(environment: Mapping[str, str]) -> History:
    """Return what was typed before, kept in the user's state folder; for this session only where that cannot be.

    Args:
        environment: Its ``XDG_STATE_HOME`` names the folder, if it is absolute.
    """
    with suppress(OSError, RuntimeError):  # a user may have no home
        given = Path(environment.get("XDG_STATE_HOME", ""))
        folder = (given if given.is_absolute() else Path.home() / ".local" / "state") / "ecograph"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = folder / "history"
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        return _Kept(file)
    return InMemoryHistory()


class _Kept(FileHistory):
    """A file that may become unwritable, or hold what is not UTF-8, without an end of the session."""

    def load_history_strings(self) -> Iterator[str]:
        with suppress(OSError):
            yield from super().load_history_strings()

    def store_string(self, string: str) -> None:
        with suppress(OSError, UnicodeError):
            super().store_string(string)
