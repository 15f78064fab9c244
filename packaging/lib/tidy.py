#!/usr/bin/env python3
"""Runs clang-tidy over app, core and ui, as far as they changed since it was last content.

Looks at what the build compiles: where it compiles a dozen sources as one, so does clang-tidy, which spends most of its time
on headers. What is compiled as one is skipped when none of its sources and headers, and nothing of the configuration, differs
from the last run that found nothing in it. The stamps lie in the build folder, so a fresh clone is looked at as a whole.
"""

import argparse
import concurrent.futures
import hashlib
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ROOMS = ("app", "core", "ui")
TOOL = "clang-tidy-19"
COMPILER = "clang++-19"
# -Werror would make errors of warnings that .clang-tidy has switched off. Shadowing is GCC's to report: Clang also means
# the same alias in two sources that are compiled as one.
UNWANTED = re.compile(r" -(?:Werror|Wshadow)(?= )")
PRECOMPILED = re.compile(r" -Winvalid-pch -include (\"[^\"]+\"|(?:[^\s\\]|\\.)+)")


def is_of_product(build, path):
    """Whether a source, or what the build made of a dozen, is of the rooms; what Qt's tools write is not looked at."""
    if build in path.parents:
        return path.relative_to(build).parts[0] in ROOMS and path.parent.name == "Unity"
    return path.suffix == ".cpp" and path.relative_to(PROJECT).parts[0] in ROOMS


def commands(build, folder):
    """Writes the compilation database of the product once more for Clang, and returns its entries.

    Headers that GCC has precompiled, which Clang cannot read, are precompiled by Clang: that is a quarter of the time."""
    made = {}
    entries = []
    for entry in json.loads((build / "compile_commands.json").read_text()):
        if not is_of_product(build, Path(entry["file"])):
            continue
        command = UNWANTED.sub("", entry["command"])
        header = PRECOMPILED.search(command)
        if header:
            name = shlex.split(header[1])[0]
            if name not in made:
                made[name] = folder / f"{len(made)}.pch"
                precompile(command.replace(header[0], ""), name, made[name], entry["directory"])
            command = command.replace(header[0], f" -include-pch {shlex.quote(str(made[name]))}")
        entries.append({**entry, "command": command})
    (folder / "compile_commands.json").write_text(json.dumps(entries))
    return entries


def precompile(command, header, output, directory):
    """Precompiles `header` for all that is compiled as `command` compiles."""
    words = shlex.split(command)
    options = words[1:words.index("-o")]
    subprocess.run([COMPILER, *options, "-w", "-x", "c++-header", header, "-o", output], check=True, cwd=directory)


def sources(entries):
    """Source files with the objects they are compiled to."""
    for entry in entries:
        command = shlex.split(entry["command"])
        yield Path(entry["file"]), command[command.index("-o") + 1]


def dependencies(build):
    """Object → project files it was compiled from, as Ninja recorded them."""
    found, current = {}, None
    listing = subprocess.run(["ninja", "-C", build, "-t", "deps"], check=True, capture_output=True, text=True).stdout
    for line in listing.splitlines():
        if line.startswith("    ") and current is not None:
            path = (build / line.strip()).resolve()
            if PROJECT in path.parents and build not in path.parents:
                current.append(path)
        elif ": #deps" in line:
            current = found.setdefault(line.split(": #deps")[0], [])
    return found


def fingerprint(path, others):
    digest = hashlib.sha256()
    for part in [PROJECT / ".clang-tidy", path, *sorted(set(others))]:
        if part.exists():
            digest.update(str(part.relative_to(PROJECT)).encode() + b"\0" + part.read_bytes())
    return digest.hexdigest()


def tidy(folder, path):
    """What clang-tidy has to say about a file; empty when it is content."""
    command = [TOOL, "--quiet", "-p", folder, path]
    result = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    return (result.stdout or result.stderr) if result.returncode else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, required=True, help="a build folder with compile_commands.json")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    build = arguments.build.resolve()
    stamps = build / "tidy"
    stamps.mkdir(exist_ok=True)

    included = dependencies(build)
    work = []
    for path, output in sources(commands(build, stamps)):
        stamp = stamps / str(path.relative_to(PROJECT)).replace("/", "__")
        value = fingerprint(path, included.get(output, []))
        if not stamp.exists() or stamp.read_text() != value:
            work.append((path, stamp, value))
    print(f"{len(work)} file(s) to look at")

    failed = []
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        futures = {pool.submit(tidy, stamps, path): (path, stamp, value) for path, stamp, value in work}
        for done, future in enumerate(concurrent.futures.as_completed(futures), 1):
            path, stamp, value = futures[future]
            name = path.relative_to(PROJECT)
            complaint = future.result()
            print(f"[{done}/{len(work)}] {name}{': FAILED' if complaint else ''}", flush=True)
            if complaint:
                failed.append(name)
                print(complaint, flush=True)
            else:
                stamp.write_text(value)
    for name in failed:
        print(f"clang-tidy is not content with {name}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
