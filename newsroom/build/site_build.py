"""One build of a site: what has changed is made again, and the output folder is exchanged."""

import os
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex

from pelican import signals

from newsroom.attachments.validation import active_files
from newsroom.build.pelican_adapter import SitePelican, print_warnings
from newsroom.build.reading import (
    BuildOptions,
    print_notes,
    read_site,
    render_scheduled,
    start_build,
)
from newsroom.build.site_snapshot import (
    SNAPSHOT,
    dump_complete_site,
    keep_snapshot,
    load_snapshot,
    restore_site,
)
from newsroom.build.templates import dump_bytecode, load_bytecode
from newsroom.cache.code_version import code_files
from newsroom.cache.stamp import (
    STAMP,
    Inputs,
    Options,
    Printed,
    Stamp,
    State,
    dump_stamp,
    load_stamp,
    named_variables,
    new_states,
    output_key,
    output_states,
    read_inputs,
    with_code,
)
from newsroom.cache.store import FOLDER, Cache
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.rendering import count, render_lines
from newsroom.output.build_record import BuildRecord, dump_record, load_record, reads_time
from newsroom.output.changed_files import PARALLEL, FileChanges, SiteWriter
from newsroom.output.manifest import BUILD_FILES, write_manifest
from newsroom.output.mirror import Mirror, OldOutput, remove_files
from newsroom.output.next_change import scheduled_changes
from newsroom.output.output_folder import (
    ASIDE,
    Outcome,
    is_own_output,
    list_built_files,
    refuse_output,
    replace_folder,
)
from newsroom.site.model import Site
from newsroom.site.names import node_key
from newsroom.site.page_sources import page_sources
from newsroom.site.reads import Node

RECORD, BYTECODE, FILES = "record", "bytecode", "files"  # kinds of values, by output folder


@dataclass(frozen=True)
class BuildResult:
    """What a build did: the number of all files, and those written and removed, by path.

    `reasons` says of each file that was rendered why; `parsed` are the sources that were new.
    """

    total: int
    changed: list[str]
    removed: list[str]
    reasons: Mapping[str, str]
    parsed: list[str]


class SiteBuild:
    """One build of a site into an output folder, by way of a scratch folder beside it."""

    def __init__(self, options: BuildOptions, link: Path, output: Path, scratch: Path) -> None:
        """`link` is the path by which the resolved folder `output` was named."""
        self.options, self.link, self.output, self.scratch = options, link, output, scratch
        self.building = scratch / "new" / output.name
        self.key = output_key(output)
        self.mirror = Mirror(FOLDER, output)

    def run(self, outcome: Outcome | None) -> BuildResult:
        """Build the site and return what was written."""
        with closing(Cache(FOLDER)) as cache:
            if self.options.clean:
                cache.clear()
            last = load_stamp(cache.get(STAMP, self.key))
            inputs = read_inputs(last.inputs.modules if last else ())
            pelican = start_build(self.options, self.building, cache)
            record, old = self.earlier_build(cache, pelican.code_version, last)
            edited = self.edit_site(pelican, cache, record, inputs) if old.is_whole else None
            if edited is None:
                read_site(pelican)
            cache.commit()  # before this process is copied
            templates, version = pelican.load_templates(), pelican.version()
            bytecode = load_bytecode(cache.get(BYTECODE, self.key), version)
            templates.environment.bytecode_cache = bytecode
            writer = SiteWriter(pelican.site, record, version, templates.version)
            if edited is None:
                changes, snapshot = writer.find_changes(old.intact), dump_complete_site(pelican)
                record.edited = set()
            else:
                record.edited.update(map(node_key, edited))
                changes = writer.find_edits(record.edited)
            if len(changes.reasons) >= PARALLEL:
                templates.compile()
            has_old_states = self.prepare_folder(record, old)
            paths = writer.write(self.building, changes)
            signals.finalized.send(pelican)
            self.complete(pelican.site, cache, pelican.settings["SITEURL"])
            if outcome:
                outcome.expect(self.building)
            replace_folder(self.building, self.output, self.scratch / ASIDE)
            self.keep_mirror(record, old, changes)
            cache.put(RECORD, {self.key: dump_record(record, pelican.code_version)})
            if bytecode.is_new:
                cache.put(BYTECODE, {self.key: dump_bytecode(bytecode, version)})
            states = self.states(old, changes) if has_old_states else output_states(self.output)
            stamp = self.stamp(pelican.site, inputs, states)
            if reads_time(record):
                stamp = replace(stamp, until=stamp.since)  # which is never
            cache.put(STAMP, {self.key: dump_stamp(stamp)})
            if edited is None:
                keep_snapshot(cache, self.key, stamp, snapshot)
            forget_outputs(cache)
            cache.commit()
        total, parsed = len(pelican.site.files), pelican.site.report.parsed
        return BuildResult(total, paths, changes.removed, changes.reasons, parsed)

    def earlier_build(
        self, cache: Cache, code_version: bytes, stamp: Stamp | None
    ) -> tuple[BuildRecord, OldOutput]:
        """Return the record of the earlier build, and the output folder as it is now."""
        record = load_record(cache.get(RECORD, self.key), code_version)
        earlier, states = stamp.output if stamp else {}, output_states(self.output)
        intact = {path for path, state in states.items() if earlier.get(path) == state}
        return record, OldOutput(states, intact, is_whole=states == earlier)

    def edit_site(
        self, pelican: SitePelican, cache: Cache, record: BuildRecord, inputs: Inputs
    ) -> list[Node] | None:
        """Give Pelican the last site with edits of some posts; return the objects that differ.

        Returns None where all plugins have to run.
        """
        snapshot = load_snapshot(cache, self.key)
        edits = snapshot and restore_site(pelican, snapshot, record, self.stamp_options, inputs)
        if not edits:
            return None
        nodes = edits.finish()
        print_warnings(pelican.site.report)
        print_notes(pelican.site, pelican.leniency)
        return nodes

    def prepare_folder(self, record: BuildRecord, old: OldOutput) -> bool:
        """Make the folder of the new site with the files of the earlier build.

        Returns whether these have the states that they have in the output.
        """
        self.building.parent.mkdir()
        files = record.files.keys()
        is_same = self.mirror.take(self.building, record.identity, old, files)
        self.building.chmod(0o755)
        remove_files(self.building, BUILD_FILES)
        return is_same

    def complete(self, site: Site, cache: Cache, site_url: str) -> None:
        """Check the folder of a production build, and list the files of each build that must."""
        if site.settings.production:
            check_production(site, self.building, cache)
            write_manifest(self.building, site_url)  # as it is set: a deployment compares it
        refuse_output(self.link, Path.cwd())  # the link may have changed meanwhile
        if not is_own_output(self.output, Path.cwd()):
            list_built_files(self.building)

    def keep_mirror(self, record: BuildRecord, old: OldOutput, changes: FileChanges) -> None:
        """Keep the folder of the old site, with the files of the new one, for the next build."""
        record.identity = token_hex()
        aside = self.scratch / ASIDE / self.output.name
        folder = aside if aside.exists() else self.building
        if folder.exists():
            same = {path for path in old.intact if path in record.files or path.endswith("/")}
            same -= changes.reasons.keys()
            others = [path for path in old.states if path not in same]
            self.mirror.keep(folder, record.identity, record.files.keys() - same, others)

    def states(self, old: OldOutput, changes: FileChanges) -> Mapping[str, State]:
        """Return the states of the new output, in which unchanged files have those of the old."""
        if not old.is_whole or changes.removed or signals.finalized.receivers:  # which write more
            return output_states(self.output)
        return new_states(self.output, old.states, [*changes.reasons, *BUILD_FILES])

    @property
    def stamp_options(self) -> Options:
        """The options on which what is built depends."""
        return self.options.settings_file, self.options.preview

    def stamp(self, site: Site, inputs: Inputs, output: Mapping[str, State]) -> Stamp:
        """Return the stamp of the finished build, whose inputs were read when it started."""
        code, changes = code_files(Path.cwd()), scheduled_changes(site.report)
        warnings = "".join(f"{line}\n" for line in render_lines(site.report.warnings))
        return Stamp(
            self.stamp_options,
            with_code(inputs, code),
            named_variables(code),
            output,
            site.settings.now.timestamp(),
            changes[0].due.timestamp() if changes else None,
            Printed(warnings, render_scheduled(site), len(site.files)),
        )


def forget_outputs(cache: Cache) -> None:
    """Remove what is kept of output folders that are gone, such as those of previews."""
    outputs = [Path(os.fsdecode(key)) for key in cache.keys(RECORD)]
    present = [output for output in outputs if output.is_dir()]
    for kind in (RECORD, STAMP, BYTECODE, FILES, SNAPSHOT):
        cache.keep(kind, {output_key(output) for output in present})
    Mirror.forget_others(FOLDER, present)


def check_production(site: Site, building: Path, cache: Cache) -> None:
    """Raise `UserError` if the files of a site in a folder have errors."""
    # A build for the writer alone does not need the checks, whose import takes long.
    from newsroom.checks.site_reader import read_built_site  # noqa: PLC0415
    from newsroom.checks.suite import check_built_site  # noqa: PLC0415

    templated = frozenset(file.path for file in site.files if file.template)
    built = read_built_site(
        building,
        bodies=page_sources(site),
        allowed=active_files(site.settings, site.layout),
        templated=templated,
        page_limit=site.settings.page_weight.bytes,
        cache=cache,
        progress=site.progress,
    )
    refuse_errors(check_built_site(built, site.report.severities), building)


def refuse_errors(diagnostics: Iterable[Diagnostic], building: Path) -> None:
    """Raise `UserError` if the diagnostics of a built site have errors."""
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity == "error"]
    if errors:
        lines = "\n".join(map(str, errors)).replace(str(building), building.name)
        raise UserError(f"{lines}\n{count(errors, 'error')}; nothing was published")
