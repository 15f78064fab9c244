#!/usr/bin/env python3
"""The dependency rule: which room may include which. Downwards only: app → ui → core, and inside core as the table says.

A new room gets a line here; a new line that points upwards is a design question, not a lint question.
"""

import argparse
import re
import sys
from pathlib import Path

from sources import PROJECT, cpp_files, line_of, report

BASE = {"core/base"}
CORE = {
    "core/base": set(),
    "core/net": BASE,
    "core/auth": BASE | {"core/net"},
    "core/keychain": BASE,
    "core/identity": BASE,
    "core/journal": BASE | {"core/identity"},
    "core/lookup": BASE | {"core/net", "core/identity"},
    "core/provider": BASE | {"core/net", "core/auth", "core/identity", "core/lookup"},
    "core/connection": BASE | {"core/net", "core/auth", "core/keychain", "core/identity", "core/lookup", "core/provider",
                        "core/journal"},
    "core/inventory": BASE | {"core/identity", "core/provider", "core/connection"},
    "core/accounts": BASE | {"core/net", "core/auth", "core/keychain", "core/identity", "core/lookup", "core/provider",
                             "core/connection", "core/inventory", "core/transfer", "core/journal"},
    "core/rotation": BASE | {"core/net", "core/auth", "core/keychain", "core/identity", "core/lookup", "core/provider",
                             "core/connection", "core/accounts", "core/journal", "core/transfer"},
    # Many lookups: repeated, in batches, remembered.
    "core/workbench": BASE | {"core/net", "core/identity", "core/journal", "core/lookup", "core/provider", "core/transfer"},
    "core/transfer": BASE | {"core/net", "core/auth", "core/identity", "core/lookup", "core/provider"},
}
# What stands below every page of the window.
UI_GROUND = {"ui/theme", "ui/widgets", "ui/shell"}
# A page that is not named below: all of core, and the ground. It knows no other page.
PAGE = set(CORE) | UI_GROUND | {"ui/dialogs"}
UI = {
    "ui/theme": BASE,
    "ui/widgets": BASE | {"ui/theme"},
    "ui/dialogs": BASE | {"ui/theme", "ui/widgets"},
    "ui/shell": BASE | {"ui/theme", "ui/widgets", "ui/dialogs"},
    "ui/connections": PAGE | {"ui/roles", "ui/new_account", "ui/accounts", "ui/one_time_secret"},
    "ui/new_account": PAGE | {"ui/roles"},
    "ui/rotation": PAGE | {"ui/new_account", "ui/one_time_secret"},
    "ui/accounts": PAGE | {"ui/roles", "ui/new_account", "ui/one_time_secret", "ui/unfinished", "ui/rotation"},
}
APP = {
    "app/sandbox": BASE,
    "app/cli": set(CORE) | {"app/sandbox"},
    "app/console": set(CORE) | {"ui/*", "app/sandbox"},
}
# One folder per vendor below core/provider; only the factory beside them includes one.
VENDORS = "core/provider/"
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)


def room_of(path):
    """The first two folders of a project path: "core/net", "ui/accounts"."""
    return "/".join(path.split("/")[:2])


def vendor_of(path):
    """"tecton" for core/provider/tecton/x.h, else nothing."""
    rest = path.removeprefix(VENDORS)
    return rest.split("/")[0] if rest != path and "/" in rest else ""


def allowed(room):
    if room.startswith("ui/"):
        return UI.get(room, PAGE)
    return CORE.get(room, APP.get(room))


def problem_with(path, included):
    """Why this file may not include that one; nothing when it may."""
    if not included.startswith(("app/", "core/", "ui/", "tests/")):
        return ""
    if vendor_of(included) and not path.startswith("tests/"):
        inside_provider = path.startswith(VENDORS)
        if not inside_provider or vendor_of(path) not in ("", vendor_of(included)):
            return "only the provider factory and the vendor's own folder may name a vendor"
    room, other = room_of(path), room_of(included)
    if room == other or path.startswith("tests/"):
        return ""
    rooms = allowed(room)
    if rooms is None:
        return f"{room} has no line in the table of tests/lint/include_rules.py"
    if other in rooms or other.split("/")[0] + "/*" in rooms:
        return ""
    return f"{room} may not know {other}"


def check_text(path, text, screen_headers=frozenset()):
    """Problems of one file, as "path:line: include: why"."""
    for match in INCLUDE.finditer(text):
        own, system = match.groups()
        why = problem_with(path, own) if own else ""
        if system and path.startswith("core/") and system.split("/")[-1] in screen_headers:
            why = "core has no screen: no header of Qt Gui or Qt Widgets"
        if why:
            yield f"{path}:{line_of(text, match.start(1 if own else 2))}: {own or system}: {why}"


def screen_headers(folders):
    """Names of the public headers in Qt's Gui and Widgets folders."""
    return {path.name for folder in folders if folder.name in ("QtGui", "QtWidgets") for path in folder.iterdir()}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--qt-headers", nargs="*", type=Path, default=[], help="Qt's include folders")
    arguments = parser.parse_args()
    screen = screen_headers(arguments.qt_headers)
    problems = []
    for path in cpp_files():
        problems += check_text(path.relative_to(PROJECT).as_posix(), path.read_text(), screen)
    return report(problems)


if __name__ == "__main__":
    sys.exit(main())
