"""A home that may only be read: refused in one sentence, nothing changed, nothing half-written."""

from collections.abc import Callable
from pathlib import Path

from .mounting import mounted, remount
from .running import Server, copied
from .sound import Promises
from .test_backups import Times

_READING = {"show", "source list", "item list", "item get", "receipt", "matter list", "init", "fsck", "whole fsck"}
"""What needs to write nothing: it may answer. All else must be refused."""


def test_a_home_on_a_read_only_mount_is_refused_in_a_sentence(
    new_home: Callable[[str], Path], server: Server, tmp_path: Path, figure: Callable[[str, str], None]
) -> None:
    times = Times(new_home("home"), server, tmp_path)
    with mounted(tmp_path / "mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs") as mount:
        home = copied(times.new, mount / "home")
        remount(mount, "ro")
        commands = {
            **times.commands(),
            "init": ("init",),
            "matter list": ("matter", "list"),
            "matter open": ("matter", "open", "--title", "Another"),
            "whole audit": ("audit",),
            "whole fsck": ("fsck",),
            "rebuild from the vault": ("rebuild", "--from-vault"),
        }
        refused = []
        for name, words in commands.items():
            done = server.run(home, *words)
            if name in _READING and done.code == 0:
                continue
            assert done.refused_well(), f"{name}: exit {done.code}: {done.out}{done.err}"
            assert str(home) in done.err, f"{name} does not say where: {done.err}"
            refused.append(name)
        assert not (tmp_path / "bag").exists()
        new = server.run(mount / "new", "init")
        assert new.refused_well(), new
        assert str(mount / "new") in new.err
        remount(mount, "rw")
        promises = Promises(home, server, dict(times.promises.collections), dict(times.promises.checkpoints))
        promises.acknowledge(promises.run("collect", times.matter, str(times.tree.root), "--json"))
        promises.sound()
    figure(
        "home on a read-only mount",
        f"{len(refused) + 1} commands refused with exit 4, one sentence each; {len(commands) - len(refused)} that only "
        "read answered",
    )
