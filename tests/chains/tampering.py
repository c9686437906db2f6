"""What happens to the output folder and to the cache between two builds."""

import os
import shutil
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from tests.chains.post_edits import Edit, pick
from tests.chains.project import CACHE, OUTPUT, Project, replace_conditions

KEPT = "kept"  # beside the project: copies of what a build has written
LEAP = (timedelta(hours=3), timedelta(days=1), timedelta(days=40), timedelta(days=-1))


def files_below(folder: Path) -> Sequence[Path]:
    """The files below a folder, by path."""
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []


def output_file(project: Project, number: int) -> Path | None:
    """A file of the output folder, None where there is not one."""
    files = files_below(project.output)
    return pick(files, number) if files else None


def change_output(project: Project, which: int, how: int) -> str:
    """Change a file of the output folder: its last byte, its length, its time or its mode."""
    file = output_file(project, which * 31 + how)
    if file is None:
        return "the output folder is empty"
    status, data = file.stat(), file.read_bytes()
    ways = ("longer", "empty", "last byte", "last byte, same time", "mode")
    way = pick(ways, how)
    if way == "mode":
        file.chmod(0o600)
    else:
        changed = {"longer": data + b"!", "empty": b""}.get(way, data[:-1] + b"\0")
        file.write_bytes(changed)
    if way == "last byte, same time":
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    return f"{project.name(file)}: {way}"


def delete_output(project: Project, which: int, how: int) -> str:
    """Delete a file or a folder of the output folder."""
    file = output_file(project, which * 31 + how)
    if file is None:
        return "the output folder is empty"
    if how % 2 and file.parent != project.output:
        shutil.rmtree(file.parent)
        return f"{project.name(file.parent)}: deleted"
    file.unlink()
    return f"{project.name(file)}: deleted"


def add_to_output(project: Project, which: int, how: int) -> str:
    """Add a file, a folder or a link to the output folder."""
    added = project.output / pick(("extra.html", "2025/extra", "a/b/extra.txt"), which)
    added.parent.mkdir(parents=True, exist_ok=True)
    if how % 3 == 0 and not added.exists():
        added.mkdir()
    elif how % 3 == 1 and not os.path.lexists(added):
        added.symlink_to("index.html")
    elif not added.exists():
        added.write_text("extra", encoding="utf-8")
    return f"{project.name(added)}: added"


def replace_in_output(project: Project, which: int, how: int) -> str:
    """Replace a file of the output folder by a folder or a link."""
    file = output_file(project, which * 31 + how)
    if file is None:
        return "the output folder is empty"
    if how % 2:
        aside = project.folder.with_name(f"{KEPT}.file")
        shutil.copy2(file, aside)
        file.unlink()
        file.symlink_to(aside)
        return f"{project.name(file)}: a link to a copy of it"
    file.unlink()
    file.mkdir()
    return f"{project.name(file)}: a folder"


def remove_output(project: Project, which: int, how: int) -> str:
    """Remove the output folder."""
    shutil.rmtree(project.output, ignore_errors=True)
    return "output: removed"


def keep(project: Project, which: int, how: int) -> str:
    """Copy the cache and the output folder, with their times, as a backup does."""
    for name in (CACHE, OUTPUT):
        copied = project.folder.with_name(f"{KEPT}{name}")
        shutil.rmtree(copied, ignore_errors=True)
        if (project.folder / name).is_dir():
            shutil.copytree(project.folder / name, copied, symlinks=True)
    return "cache and output: copied"


def restore(project: Project, which: int, how: int) -> str:
    """Put the copy of the cache, of the output folder, or of both in place of the newer ones."""
    names = pick(((CACHE,), (OUTPUT,), (CACHE, OUTPUT)), which)
    for name in names:
        copied = project.folder.with_name(f"{KEPT}{name}")
        if copied.is_dir():
            shutil.rmtree(project.folder / name, ignore_errors=True)
            shutil.copytree(copied, project.folder / name, symlinks=True)
    return f"{' and '.join(names)}: an older copy restored"


def cache_file(project: Project, number: int) -> Path | None:
    """A file of the cache, None where there is not one."""
    files = files_below(project.folder / CACHE)
    return pick(files, number) if files else None


def remove_cache(project: Project, which: int, how: int) -> str:
    """Remove the cache, or a file of it."""
    file = cache_file(project, which)
    if how % 2 and file:
        file.unlink()
        return f"{project.name(file)}: removed"
    shutil.rmtree(project.folder / CACHE, ignore_errors=True)
    return "the cache: removed"


def damage_cache(project: Project, which: int, how: int) -> str:
    """Truncate a file of the cache, overwrite a part of it, or all of it."""
    file = cache_file(project, which)
    if file is None:
        return "the cache is empty"
    data = file.read_bytes()
    at = len(data) * (how % 31) // 31
    way = pick(("truncated", "emptied", "garbage", "some bytes", "zeros", "one byte"), which + how)
    changed: dict[str, bytes] = {
        "truncated": data[:at],
        "emptied": b"",
        "garbage": b"garbage " * 1000,
        "some bytes": data[:at] + b"\x7fgarbage" * 40 + data[at + 320 :],
        "zeros": data[:at] + bytes(4096) + data[at + 4096 :],
        "one byte": data[:at] + bytes(byte ^ 1 for byte in data[at : at + 1]) + data[at + 1 :],
    }
    if how % 2:
        file.unlink()  # it may be a second name of a file in the output folder
    file.write_bytes(changed[way])
    return f"{project.name(file)}: {way}, at byte {at} of {len(data)}"


def replace_cache(project: Project, which: int, how: int) -> str:
    """Make the cache folder a file, a file of it a folder, or a link that cannot be followed."""
    folder, file = project.folder / CACHE, cache_file(project, which)
    if how % 3 == 0 and file:
        file.unlink()
        file.mkdir()
        return f"{project.name(file)}: a folder"
    if folder.is_dir():
        shutil.rmtree(folder)
    if how % 3 == 1:
        folder.symlink_to(CACHE)
        return f"{CACHE}: a link to itself"
    folder.write_text("not a folder", encoding="utf-8")
    return f"{CACHE}: a file"


def repair_cache(project: Project) -> None:
    """Remove what a person would remove who reads that the cache cannot be written."""
    folder = project.folder / CACHE
    if folder.is_symlink() or folder.is_file():
        folder.unlink()


def disown_cache(project: Project, which: int, how: int) -> str:
    """Give the cache to another user, which needs root; or close it to this one."""
    for path in (project.folder / CACHE, *files_below(project.folder / CACHE)):
        if not os.path.lexists(path):
            continue
        if os.getuid() == 0:
            os.chown(path, 12345, 12345, follow_symlinks=False)
        else:
            path.chmod(0o500 if path.is_dir() else 0o000)
    return "the cache: of another user"


def preview(project: Project, which: int, how: int) -> str:
    """Build with drafts from now on."""
    return replace_conditions(project, command=("build", "--preview"))


def production(project: Project, which: int, how: int) -> str:
    """Build for readers from now on, for one of two hosts."""
    url = pick(("https://a.example", "https://b.example"), which)
    return replace_conditions(project, command=("publish",), site_url=url)


def development(project: Project, which: int, how: int) -> str:
    """Build for this computer from now on."""
    return replace_conditions(project, command=("build",))


def pass_time(project: Project, which: int, how: int) -> str:
    """Set the clock forward, or back by a day."""
    return replace_conditions(project, now=project.conditions.now + pick(LEAP, which))


TAMPERING: dict[str, Edit] = {
    "output_changed": change_output,
    "output_deleted": delete_output,
    "output_added": add_to_output,
    "output_replaced": replace_in_output,
    "output_removed": remove_output,
    "keep": keep,
    "restore": restore,
    "cache_removed": remove_cache,
    "cache_damaged": damage_cache,
    "cache_replaced": replace_cache,
    "cache_of_another": disown_cache,
    "preview": preview,
    "production": production,
    "development": development,
    "time": pass_time,
    "nothing": lambda project, which, how: "nothing",
}
