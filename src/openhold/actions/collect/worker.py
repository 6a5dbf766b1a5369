"""A worker process: hands at the end of a pipe.

Frames are four bytes of length, little-endian, and a marshalled tuple; both ends are the same program.
The process inherits the unit's lock and keeps it until it ends, so nobody recovers a pack that it still
writes. It ends when the pipe does.
"""

import marshal
import os
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any, BinaryIO

from openhold.actions.collect.hands import Hands
from openhold.sources.directory import Directory
from openhold.vault.errors import VaultError
from openhold.vault.store import DirectoryStore

_LENGTH = 4


def send(pipe: BinaryIO, message: tuple[Any, ...]) -> None:
    """Write one frame."""
    data = marshal.dumps(message)
    pipe.write(len(data).to_bytes(_LENGTH, "little") + data)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[Any, ...] | None:
    """Read one frame; None where the pipe ended."""
    head = pipe.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    data = pipe.read(int.from_bytes(head, "little"))
    message: tuple[Any, ...] = marshal.loads(data)  # noqa: S302 -- from our own parent process
    return message


def serve(hands: Hands, commands: BinaryIO, answers: BinaryIO) -> None:
    """Do what the frames on `commands` say until they end; the first failure is told and ends it."""
    try:
        while (message := receive(commands)) is not None:
            match message:
                case ("read", paths):
                    send(answers, ("read", [tuple(result) for result in hands.read(paths)]))
                case ("keep", pack, wanted):
                    hands.keep(pack, wanted)
                case ("finish", pack):
                    send(answers, ("finished", *hands.finish(pack)))
                case ("publish", pack):
                    hands.publish(pack)
                    send(answers, ("published", pack))
    except BrokenPipeError:
        raise
    except VaultError as error:
        send(answers, ("error", str(error)))
    except OSError as error:
        send(answers, ("error", f"{error.filename or 'The disk'}: {error.strerror or error}."))


def main() -> None:
    """Run a worker with the settings on the command line."""
    vault, unit, cache, root = (os.fsdecode(b64decode(text)) for text in sys.argv[1:5])
    source = Directory(os.fsencode(root))
    hands = Hands(source.reader(), DirectoryStore(Path(vault)), unit, Path(cache))
    try:
        serve(hands, sys.stdin.buffer, sys.stdout.buffer)
    except BrokenPipeError:
        # The collecting process is gone: there is nobody to tell, and what is open is left for recovery.
        os._exit(1)


if __name__ == "__main__":
    main()
