#!/usr/bin/env python3
"""Measures programs with a window as whole processes: time from exec to the first mapped window (event driven),
proportional memory three seconds later, wake-ups per second while idle. Medians, and ratios to the practical floor."""

import argparse
import json
import os
import select
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))

from session import Session  # noqa: E402

SETTLE_SECONDS = 3
IDLE_SECONDS = 10
MAP_SECONDS = 20


class Windows:
    """Hears of the first top-level window that is mapped on a display."""

    def __init__(self, display_name):
        from Xlib import X
        from Xlib.display import Display

        self.map_notify = X.MapNotify
        self.display = Display(display_name)
        root = self.display.screen().root
        root.change_attributes(event_mask=X.SubstructureNotifyMask)
        self.display.sync()

    def wait_for_map(self, deadline):
        while True:
            while self.display.pending_events():
                if self.display.next_event().type == self.map_notify:
                    return time.perf_counter()
            left = deadline - time.perf_counter()
            if left <= 0 or not select.select([self.display.fileno()], [], [], left)[0]:
                raise TimeoutError("no window was mapped")

    def drain(self):
        self.display.sync()
        while self.display.pending_events():
            self.display.next_event()


def proportional_memory(pid):
    """MiB, from the kernel's own roll-up."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise ValueError("no Pss line")


def switches(pid):
    """Voluntary context switches of all threads so far: how often the process woke up."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        for line in (task / "status").read_text().splitlines():
            if line.startswith("voluntary_ctxt_switches:"):
                total += int(line.split()[1])
    return total


def measure_once(session, windows, command, idle):
    windows.drain()
    started = time.perf_counter()
    process = subprocess.Popen(command, env=session.environment, cwd=session.home, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        mapped = windows.wait_for_map(started + MAP_SECONDS)
        figures = {"first_window_ms": (mapped - started) * 1000}
        time.sleep(SETTLE_SECONDS)
        figures["pss_mib"] = proportional_memory(process.pid)
        if idle:
            before = switches(process.pid)
            time.sleep(IDLE_SECONDS)
            figures["wakeups_per_s"] = (switches(process.pid) - before) / IDLE_SECONDS
        return figures
    finally:
        process.terminate()
        process.wait(10)


def measure(session, windows, command, runs, warmups):
    rows = []
    for number in range(warmups + runs):
        figures = measure_once(session, windows, command, idle=number == warmups + runs - 1)
        if number >= warmups:
            rows.append(figures)
    return {key: statistics.median(row[key] for row in rows if key in row) for key in ("first_window_ms", "pss_mib", "wakeups_per_s")}


def stored_connection(session, build, accounts):
    """A sandbox process with that many accounts and a data folder whose only connection leads to it."""
    server = subprocess.Popen([build / "app/sandbox/keywright-sandbox", "--accounts", str(accounts)], env=session.environment,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    tecton = json.loads(server.stdout.readline())["tecton"]
    data = session.home / "data"
    subprocess.run([build / "app/cli/keywright-cli", "--data-dir", data, "connections", "add", "Bench", "--provider", "tecton",
                    "--url", tecton["url"]], env=session.environment, input=tecton["adminApiKey"] + "\n", text=True, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return server, data


def report(figures):
    floor = figures["practical floor"]
    lines = ["| program | first window, ms | × floor | PSS, MiB | × floor | idle wake-ups/s |", "|---|---|---|---|---|---|"]
    for name, row in figures.items():
        lines.append(f"| {name} | {row['first_window_ms']:.0f} | {row['first_window_ms'] / floor['first_window_ms']:.2f} "
                     f"| {row['pss_mib']:.0f} | {row['pss_mib'] / floor['pss_mib']:.2f} | {row['wakeups_per_s']:.1f} |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--accounts", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--warmups", type=int, default=2)
    arguments = parser.parse_args()
    build = arguments.build.resolve()
    figures = {}
    with Session() as session:
        session.environment.pop("QT_LINUX_ACCESSIBILITY_ALWAYS_ON")
        session.environment.pop("QT_ACCESSIBILITY")
        windows = Windows(session.environment["DISPLAY"])
        server, data = stored_connection(session, build, arguments.accounts)
        programs = {
            "practical floor": [build / "tests/bench/bench_floor_window"],
            f"Keywright, {arguments.accounts} accounts": [build / "app/console/keywright", "--data-dir", data],
        }
        if shutil.which("keepassxc"):
            programs["KeePassXC"] = ["keepassxc"]
        for name, command in programs.items():
            figures[name] = measure(session, windows, command, arguments.runs, arguments.warmups)
        server.stdin.close()
        server.wait(10)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "report.json").write_text(json.dumps(figures, indent=2) + "\n")
    text = report(figures)
    (arguments.out / "report.md").write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    main()
