"""What every lint reads: the project's C++ files, and C++ text without comments and literals."""

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
FOLDERS = ("app", "core", "ui", "tests")
_NOISE = re.compile(
    r"""//[^\n]* | /\*.*?\*/ | R"(?P<tag>[^()\\\s]*)\(.*?\)(?P=tag)" | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'""",
    re.DOTALL | re.VERBOSE,
)
# A digit separator (1'000) is no character literal.
_SEPARATOR = re.compile(r"(?<=[0-9a-fA-F])'(?=[0-9a-fA-F])")


def cpp_files(project=PROJECT, folders=FOLDERS):
    return sorted(path for folder in folders for path in (project / folder).rglob("*") if path.suffix in (".cpp", ".h"))


def without_noise(text):
    """The text with comments and literals blanked out, line numbers kept."""
    def blank(match):
        kept = '""' if match.group().startswith(('"', "R")) else ""
        return kept + "\n" * match.group().count("\n")
    return _NOISE.sub(blank, _SEPARATOR.sub("", text))


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def report(problems):
    """Prints the problems; the exit status of the lint."""
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problem(s)" if problems else "nothing to complain about")
    return 1 if problems else 0
