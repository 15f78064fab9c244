"""Finds and uses controls the way assistive technology does: by role and accessible name, never by coordinates.

Import only after the session's environment has been put into os.environ: libatspi connects on first use. Nothing found
is kept across steps; every step asks the application anew, because widgets come and go.
"""

import itertools
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

warnings.filterwarnings("ignore", category=DeprecationWarning)

WAIT_SECONDS = 15
PAUSE = 0.04
KEYS = {"Return": 0xFF0D, "Escape": 0xFF1B, "Tab": 0xFF09, "Home": 0xFF50, "Up": 0xFF52, "Down": 0xFF54, "Right": 0xFF53,
        "F2": 0xFFBF, "Delete": 0xFFFF, "space": 0x20}
BUTTONS = {"push button", "toggle button"}
TABLES = {"table", "tree", "tree table"}
FIELDS = {"text", "password text", "spin button"}
State = Atspi.StateType


class NotOnScreen(AssertionError):
    """What a step waits for did not come; says what was on the screen instead."""


class Screen:
    """The visible controls of one application."""

    def __init__(self, process):
        self._process = process
        Atspi.init()

    # --- looking ---------------------------------------------------------------------------------

    def find(self, roles, name, within=None):
        """The first visible control of one of these roles with this name; waits for it."""
        return self.until(f"{_words(roles)} “{name}”", lambda: self._first(roles, name, within))

    def until(self, what, probe, seconds=WAIT_SECONDS):
        """The first truthy probe(). A control that vanishes while it is asked counts as "not yet"."""
        deadline = time.monotonic() + seconds
        while True:
            if self._process.poll() is not None:
                raise NotOnScreen(f"Waiting for {what}: the program ended with status {self._process.returncode}")
            try:
                value = probe()
                if value:
                    return value
            except GLib.Error:
                pass
            if time.monotonic() > deadline:
                raise NotOnScreen(f"No {what} within {seconds} s. On the screen:\n{self.outline()}")
            time.sleep(PAUSE)

    def says(self, fragment, within=None):
        """Waits until some visible text contains the fragment, and returns that text."""
        def probe():
            return next((text for text in self.texts(within) if fragment.lower() in text.lower()), None)
        return self.until(f"text “{fragment}”", probe)

    def gone(self, roles, name):
        self.until(f"end of {_words(roles)} “{name}”", lambda: not self._first(roles, name, None))

    def texts(self, within=None):
        """Names, descriptions and contents of everything visible."""
        for node in self._walk(within):
            for text in (node.get_name(), node.get_description(), content(node)):
                if text:
                    yield text

    def outline(self):
        """Role and name of everything visible, for the message of a failed step."""
        lines = []
        try:
            for node in self._walk():
                text = node.get_name() or content(node)
                if text:
                    lines.append(f"  {node.get_role_name()}: {text}{' (disabled)' * (not enabled(node))}")
        except GLib.Error as error:
            lines.append(f"  … {error.message}")
        return "\n".join(lines)

    # --- acting ----------------------------------------------------------------------------------

    def press(self, name, roles=BUTTONS, within=None):
        """Presses a button; waits until it is there and enabled."""
        self.until(f"enabled {_words(roles)} “{name}”",
                   lambda: (node := self._first(roles, name, within)) and enabled(node) and act(node))

    def fill(self, name, text, within=None):
        """Replaces the content of a field and checks that the field took it."""
        def probe():
            node = self._first(FIELDS, name, within) or inner_field(self._first(("combo box",), name, within))
            if not node or not enabled(node):
                return False
            Atspi.EditableText.set_text_contents(node, text)
            return content(node) == text
        self.until(f"field “{name}” that takes text", probe)

    def content_of(self, name, within=None):
        """The text of a field; empty when it is not there."""
        node = self._first(FIELDS, name, within)
        return content(node) if node else ""

    def tick(self, name, on=True, roles=("check box",), within=None):
        """Brings a check box or radio button into the wanted state."""
        def probe():
            node = self._first(roles, name, within)
            if node and checked(node) != on and enabled(node):
                act(node)
                node = self._first(roles, name, within)
            return node and checked(node) == on
        self.until(f"{_words(roles)} “{name}” {'on' if on else 'off'}", probe)

    def choose(self, name, item, within=None, nth=0):
        """Picks an item of a combo box with the keyboard, as its open list wants it; `nth` counts boxes of the same name."""
        def find():
            return self._nth(("combo box",), name, within, nth)
        box = self.until(f"combo box “{name}”", find)
        if shows(box, item):
            return
        act(box)
        self.until(f"open list of “{name}” with “{item}”", lambda: self._reach(find(), item))
        self.key("Return")
        self.until(f"“{name}” at “{item}”", lambda: (found := find()) and shows(found, item))

    def select_row(self, table, text):
        """Selects the row of a table that has a cell with this text, and only that one."""
        def probe():
            cells = [c for c in self._walk(self._first(TABLES, table, None))
                     if c.get_role_name() == "table cell"]
            wanted = next((c for c in cells if c.get_name() == text), None)
            if not wanted:
                return False
            if not has(wanted, State.SELECTED):
                act(wanted)
                return False
            row = row_of(wanted)
            other = next((c for c in cells if has(c, State.SELECTED) and row_of(c) != row), None)
            if other:
                act(other)
            return not other
        self.until(f"row “{text}” in “{table}”", probe)

    def select_rows(self, table, texts):
        """Selects the rows of a table that have cells with these texts, and only those."""
        def add(text):
            cell = self._first(("table cell",), text, self._first(TABLES, table, None))
            if cell and not has(cell, State.SELECTED):
                act(cell)
                return False
            return cell
        self.select_row(table, texts[0])
        for text in texts[1:]:
            self.until(f"row “{text}” selected as well in “{table}”", lambda text=text: add(text))

    def row_count(self, table):
        """Rows of a table that show something; 0 when the table is not there."""
        node = self._first(TABLES, table, None)
        return len({row_of(cell) for cell in self._walk(node) if cell.get_role_name() == "table cell"}) if node else 0

    def row_is_selected(self, table, text):
        node = self._first(("table cell",), text, self._first(TABLES, table, None))
        return node and has(node, State.SELECTED)

    def focus(self, roles, name, within=None):
        self.until(f"{_words(roles)} “{name}” with the focus",
                   lambda: (node := self._first(roles, name, within)) and (has(node, State.FOCUSED) or not node.grab_focus()))

    def has_focus(self, role):
        """Whether something of this role has the focus."""
        return any(node.get_role_name() == role and has(node, State.FOCUSED) for node in self._walk())

    def key(self, name):
        Atspi.generate_keyboard_event(KEYS[name], None, Atspi.KeySynthType.SYM)

    # --- inside ----------------------------------------------------------------------------------

    def _application(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child and child.get_process_id() == self._process.pid:
                child.set_cache_mask(Atspi.Cache.NONE)
                return child
        return None

    def _walk(self, within=None):
        """Visible descendants, top to bottom."""
        top = within or self._application()
        if not top:
            return
        stack = [top]
        while stack:
            node = stack.pop()
            if node is not top:
                if not has(node, State.SHOWING):
                    continue
                yield node
            children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
            stack.extend(child for child in reversed(children) if child)

    def _first(self, roles, name, within):
        return self._nth(roles, name, within, 0)

    def _nth(self, roles, name, within, nth):
        roles = {roles} if isinstance(roles, str) else roles
        found = (node for node in self._walk(within)
                 if node.get_role_name() in roles and name in (node.get_name(), label(node)))
        return next(itertools.islice(found, nth, None), None)

    def _reach(self, box, item):
        """One arrow key nearer to the item in the open list of a combo box; True on it."""
        items = list_items(box) if box else []
        names = [node.get_name() for node in items]
        at = next((i for i, node in enumerate(items) if has(node, State.FOCUSED)), None)
        if item not in names or at is None:
            return False
        if at == names.index(item):
            return True
        self.key("Down" if at < names.index(item) else "Up")
        moved = time.monotonic() + 1
        while time.monotonic() < moved and has(items[at], State.FOCUSED):
            time.sleep(PAUSE / 4)
        return False


def has(node, state):
    return node.get_state_set().contains(state)


def enabled(node):
    return has(node, State.ENABLED)


def checked(node):
    return has(node, State.CHECKED)


def act(node, action=0):
    """The main action of a control: press, toggle, open."""
    return Atspi.Action.do_action(node, action)


def content(node):
    """The text inside a field or text view; empty for controls without any."""
    return Atspi.Text.get_text(node, 0, -1) if "Text" in node.get_interfaces() else ""


def label(node):
    """The name of the label that stands for a control."""
    for relation in node.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY and relation.get_n_targets():
            return relation.get_target(0).get_name()
    return ""


def list_items(box):
    for index in range(box.get_child_count()):
        view = box.get_child_at_index(index)
        if view and view.get_role_name() == "list":
            return [view.get_child_at_index(i) for i in range(view.get_child_count())]
    return []


def inner_field(box):
    """The field of a combo box that one can type into; nothing for others."""
    children = [box.get_child_at_index(index) for index in range(box.get_child_count())] if box else []
    return next((child for child in children if child and "Text" in child.get_interfaces()), None)


def shows(box, item):
    """Whether a combo box stands at the item: its field holds it, or its description begins with it."""
    field = inner_field(box)
    return content(field) == item if field else box.get_description().split(". ")[0] == item


def row_of(cell):
    return Atspi.Table.get_row_at_index(cell.get_parent(), cell.get_index_in_parent())


def _words(roles):
    return roles if isinstance(roles, str) else " or ".join(sorted(roles))
