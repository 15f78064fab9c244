"""A private desktop for one test: X server, session bus, keyring, accessibility, and a home of its own.

Nothing of the machine's own desktop is used or touched. Every process that is started here, and every process that
those start in turn (services that the bus activates, the accessibility bus), ends with the session.
"""

import ctypes
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

SCREEN = (1280, 800)
START_SECONDS = 20
STOP_SECONDS = 5
PR_SET_CHILD_SUBREAPER = 36


class SessionError(Exception):
    """A part of the private desktop did not come up."""


def wait_until(condition, what, seconds=START_SECONDS, interval=0.02):
    """The first truthy value of condition(); SessionError naming `what` when there is none in time."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise SessionError(f"{what} within {seconds} s")
        time.sleep(interval)


class Session:
    """Use as a context manager; `environment` is what a program of this desktop runs with."""

    def __init__(self):
        # A short path: socket names inside it must stay below 108 bytes.
        self.root = Path(tempfile.mkdtemp(prefix="kw-", dir="/tmp"))
        self.home = self.root / "home"
        self.logs = self.root / "logs"
        self.framebuffer = self.root / "fb"
        self.runtime = self.root / "run"
        self.environment = {}
        self.app = None
        self.app_log = self.logs / "app.err"

    def __enter__(self):
        # Orphans of what we start become our children, so that ending the session finds them.
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        try:
            self._make_folders()
            self._make_environment()
            self._start_display()
            self._start_window_manager()
            self._start_bus()
            self._start_keyring()
            self._start_accessibility()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, kind, value, traceback):
        end_all_children()
        shutil.rmtree(self.root, ignore_errors=True)
        return False

    def start_app(self, command):
        """Starts the program under test; its output goes to `app_log`."""
        with open(self.app_log, "wb") as log:
            self.app = subprocess.Popen(
                [str(part) for part in command],
                env=self.environment,
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return self.app

    def stop_app(self):
        """Ends the program under test politely and returns its exit status."""
        self.app.terminate()
        try:
            return self.app.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.app.kill()
            return self.app.wait()

    def app_output(self):
        return self.app_log.read_text(errors="replace") if self.app_log.exists() else ""

    def keyring_folder(self):
        return self.home / ".local/share/keyrings"

    def _make_folders(self):
        for folder in (self.home, self.logs, self.framebuffer, self.runtime, self.root / "tmp"):
            folder.mkdir(mode=0o700)

    def _make_environment(self):
        keep = ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS")
        self.environment = {name: os.environ[name] for name in keep if name in os.environ}
        self.environment.update(
            HOME=str(self.home),
            XDG_RUNTIME_DIR=str(self.runtime),
            XDG_CONFIG_HOME=str(self.home / ".config"),
            XDG_DATA_HOME=str(self.home / ".local/share"),
            XDG_CACHE_HOME=str(self.home / ".cache"),
            XDG_STATE_HOME=str(self.home / ".local/state"),
            TMPDIR=str(self.root / "tmp"),
            LC_ALL="C.UTF-8",
            NO_AT_BRIDGE="0",
            QT_QPA_PLATFORM="xcb",
            QT_ACCESSIBILITY="1",
            QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1",
            GSETTINGS_BACKEND="memory",
        )

    def _spawn(self, name, command, **options):
        log = open(self.logs / f"{name}.err", "wb")
        try:
            return subprocess.Popen(
                command, env=self.environment, cwd=self.home, stderr=log, start_new_session=True, **options
            )
        except FileNotFoundError as missing:
            raise SessionError(f"{missing.filename} is not installed") from missing
        finally:
            log.close()

    def _read_line(self, name, command, descriptor):
        """Starts a command that announces itself with one line on `descriptor`."""
        reader, writer = os.pipe()
        command = [part.replace("{fd}", str(writer)) for part in command]
        process = self._spawn(name, command, pass_fds=(writer,), stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader, "r") as pipe:
            line = pipe.readline().strip()
        if not line:
            raise SessionError(f"{descriptor} did not start: {self._log(name)}")
        return process, line

    def _log(self, name):
        return (self.logs / f"{name}.err").read_text(errors="replace").strip()

    def _start_display(self):
        width, height = SCREEN
        _, number = self._read_line(
            "xvfb",
            ["Xvfb", "-displayfd", "{fd}", "-screen", "0", f"{width}x{height}x24", "-dpi", "96",
             "-nolisten", "tcp", "-noreset", "-nocursor", "-fbdir", str(self.framebuffer)],
            "The X server",
        )
        self.environment["DISPLAY"] = f":{number}"

    def _start_window_manager(self):
        # Lets the main window fill the screen, gives dialogs a title, and moves the focus as a desktop would.
        self._spawn(
            "wm", ["matchbox-window-manager", "-use_titlebar", "no", "-use_desktop_mode", "plain", "-use_cursor", "no"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )

    def _start_bus(self):
        _, address = self._read_line(
            "dbus", ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address={fd}"],
            "The session bus",
        )
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = address

    def _start_keyring(self):
        process = self._spawn(
            "keyring",
            ["gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock",
             f"--control-directory={self.runtime / 'keyring'}"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        )
        process.stdin.write(secrets.token_hex(16).encode())
        process.stdin.close()
        wait_until(lambda: self._has_bus_name("org.freedesktop.secrets"), "The keyring did not answer")

    def _start_accessibility(self):
        self._spawn(
            "at-spi", ["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )
        wait_until(lambda: self._has_bus_name("org.a11y.Bus"), "The accessibility bus did not answer")

    def _has_bus_name(self, name):
        return name in self.bus_call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                     "ListNames").unpack()[0]

    def bus_call(self, destination, path, interface, method, arguments=None):
        """One call on the session bus; raises GLib.Error."""
        from gi.repository import Gio

        if not hasattr(self, "_bus"):
            flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                     | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
            address = self.environment["DBUS_SESSION_BUS_ADDRESS"]
            self._bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
            self._bus.set_exit_on_close(False)
        return self._bus.call_sync(destination, path, interface, method, arguments, None,
                                   Gio.DBusCallFlags.NONE, 10_000, None)


def child_processes():
    """Process ids of all descendants of this process, read from /proc."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            stat = (entry / "stat").read_text()
        except OSError:
            continue
        parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    found, frontier = [], {os.getpid()}
    while frontier:
        frontier = {pid for pid, parent in parents.items() if parent in frontier}
        found.extend(frontier)
    return found


def end_all_children():
    """Ends and reaps every descendant: first politely, after a while by force."""
    deadline = time.monotonic() + STOP_SECONDS
    asked = set()
    while True:
        while _reap_one():
            pass
        alive = child_processes()
        if not alive:
            return
        force = time.monotonic() > deadline
        for pid in alive:
            if force or pid not in asked:
                asked.add(pid)
                try:
                    os.kill(pid, signal.SIGKILL if force else signal.SIGTERM)
                except ProcessLookupError:
                    pass
        time.sleep(0.02)


def _reap_one():
    try:
        pid, _ = os.waitpid(-1, os.WNOHANG)
        return pid != 0
    except ChildProcessError:
        return False
