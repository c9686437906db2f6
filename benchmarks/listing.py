"""The seconds of a target's own listing: `python -m benchmarks.listing TARGET DESTINATION`.

A folder hashes the files of the release, rsync compares all files by checksum, a store lists a
bucket. benchmarks/deploy.py starts it in the project it deploys from.
"""

import sys
import time
from pathlib import Path

from newsroom.commands.deploy import open_target, read_settings_for, with_destination
from newsroom.deploy.folder.releases import current_release, file_checksums
from newsroom.deploy.folder.target import Folder
from newsroom.deploy.rsync.target import Rsync
from newsroom.deploy.s3.target import S3
from newsroom.output.manifest import BuiltFolder, read_manifest


def main(name: str, destination: str) -> None:
    """Print the seconds."""
    manifest = read_manifest(Path("output"))
    site = with_destination(read_settings_for(manifest), name, destination)
    target = open_target(name, site, BuiltFolder(Path("output"), manifest, Path()))
    start = time.perf_counter()
    if isinstance(target, Folder):
        file_checksums(current_release(target.path))
    elif isinstance(target, Rsync):
        target.differences()
    elif isinstance(target, S3):
        target.bucket.list_etags()
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main(*sys.argv[1:])
