"""The published encodings that more than one room writes: canonical JSON, Merkle roots, signed notes.

Lives here: pure functions from bytes to bytes, as `docs/formats.md` states them. Never here: files,
databases, clocks, cases. `verify` does not import this room: a checker must not share the writer's code.
"""
