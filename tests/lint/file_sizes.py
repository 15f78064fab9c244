#!/usr/bin/env python3
"""Files stay small: more than 400 lines draws a warning, more than 500 is refused. Such a file is two files."""

import sys

from sources import PROJECT, cpp_files, report

WARN_LINES = 400
MAX_LINES = 500


def verdict(path, lines):
    """(problem, warning) for a file of so many lines; at most one of them is a text."""
    text = f"{path}: {lines} lines"
    if lines > MAX_LINES:
        return f"{text}, the limit is {MAX_LINES}", ""
    return "", f"warning: {text}, more than {WARN_LINES}" if lines > WARN_LINES else ""


def main():
    problems = []
    for path in cpp_files():
        problem, warning = verdict(path.relative_to(PROJECT).as_posix(), len(path.read_text().splitlines()))
        if problem:
            problems.append(problem)
        if warning:
            print(warning)
    return report(problems)


if __name__ == "__main__":
    sys.exit(main())
