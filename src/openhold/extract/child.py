"""The process in which strangers' bytes are read: limits first, then one task after the other until nobody asks.

Started by `openhold.extract.sandbox`. A task is a line of JSON and the bytes of a paper; an answer is eight bytes of
length and JSON. Nothing imported here parses anything but JSON: what does is imported behind the limits.
"""

import importlib
import json
import os
import sys
import traceback
from typing import Any, BinaryIO

from openhold.extract import limits
from openhold.extract.errors import NotAPaperError
from openhold.extract.packing import pack
from openhold.extract.text import Text


def serve(tasks: BinaryIO, answers: BinaryIO) -> None:
    """Do tasks and answer them until there are no more."""
    limits.limit()
    while line := tasks.readline():
        task = json.loads(line)
        data = tasks.read(task["size"])
        limits.allow_seconds(task["seconds"])
        answer = json.dumps(_done(task["function"], data, task["args"])).encode("ascii")
        answers.write(len(answer).to_bytes(8, "big") + answer)
        answers.flush()


def _done(function: str, data: bytes, args: dict[str, Any]) -> dict[str, Any]:
    try:
        module, _, name = function.partition(":")
        value = getattr(importlib.import_module(module), name)(data, **args)
        answer = {"ok": pack(value) if isinstance(value, Text) else value}
        json.dumps(answer)
    except NotAPaperError as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"failed": "it needs more memory than a paper may", "trace": ""}
    except RecursionError:
        return {"failed": "it is nested too deeply", "trace": ""}
    except Exception as error:
        return {"failed": f"the reader failed ({type(error).__name__})", "trace": traceback.format_exc()[-8000:]}
    return answer


if __name__ == "__main__":
    # What a parser prints must not get among the answers.
    answers_to = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    serve(sys.stdin.buffer, answers_to)
