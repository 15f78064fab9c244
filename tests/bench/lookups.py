#!/usr/bin/env python3
"""Measures keywright-cli's lookups beside curl on the same machine and sandbox: own time of one lookup, throughput of many at
once, memory of a batch by its length. Adds its figures to the report of the same run; asserts nothing."""

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

SERVICE = "prod/fraud_detection_feature_service"
KEYS = ["--key", "user_id=u1", "--key", "merchant=9007199254740993", "--context", "amt=1.5", "--no-cache"]
BODY = {
    "params": {
        "workspaceName": "prod",
        "featureServiceName": "fraud_detection_feature_service",
        "joinKeyMap": {"user_id": "u1", "merchant": "9007199254740993"},
        "requestContextMap": {"amt": 1.5},
        "metadataOptions": {"includeNames": True, "includeDataTypes": True},
        "requestOptions": {"readFromCache": False, "writeToCache": False},
    }
}
SERVER_MS = 50


class Sandbox:
    """The sandbox as a process, with so much latency."""

    def __init__(self, build, latency):
        command = [build / "app/sandbox/keywright-sandbox", "--latency", str(latency)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.tecton = json.loads(self.process.stdout.readline())["tecton"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(10)


class Cli:
    def __init__(self, build, sandbox, home):
        self.program = build / "app/cli/keywright-cli"
        self.environment = dict(os.environ, TECTON_URL=sandbox.tecton["url"], TECTON_API_KEY=sandbox.tecton["adminApiKey"],
                                HOME=home, DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent/bus")

    def report(self, *options):
        command = [self.program, "--json", "lookup", SERVICE, *KEYS, *options]
        return json.loads(subprocess.run(command, env=self.environment, check=True, capture_output=True).stdout)

    def batch(self, source, target, concurrency):
        """The command's own report, and its largest resident memory in MiB."""
        command = [self.program, "--json", "--quiet", "lookup", SERVICE, "--batch", source, "--out", target, "--no-cache",
                   "--concurrency", str(concurrency)]
        process = subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise RuntimeError(f"the batch ended with {process.returncode}")
        return json.loads(out), usage.ru_maxrss / 1024


def curl(sandbox, times, *options):
    """Seconds of each request, and of all."""
    # The fragment is not sent; it only makes the requests many.
    url = f"{sandbox.tecton['url']}/api/v1/feature-service/get-features#[1-{times}]"
    command = ["curl", "--silent", "--fail", "--output", "/dev/null", "--write-out", "%{time_total}\n", "--header", "@-", "--header",
               "Content-Type: application/json", "--data-raw", json.dumps(BODY), *options, url]
    header = f"Authorization: Tecton-key {sandbox.tecton['adminApiKey']}\n"
    started = time.perf_counter()
    out = subprocess.run(command, input=header, check=True, capture_output=True, text=True).stdout
    return [float(line) for line in out.split()], time.perf_counter() - started


def write_rows(path, count):
    with open(path, "w", encoding="utf-8") as file:
        file.write("user_id,merchant,amt\n")
        for row in range(count):
            file.write(f"user_{row},{row},{row % 500}.5\n")


def single(build, home, times):
    with Sandbox(build, 0) as sandbox:
        own = statistics.median(Cli(build, sandbox, home).report("--repeat", str(times))["latencyMs"]["p50"] for _ in range(3))
        other = statistics.median(statistics.median(curl(sandbox, times)[0]) for _ in range(3)) * 1000
    return {"keywright_p50_ms": own, "curl_p50_ms": other, "own_time_us": (own - other) * 1000}


def at_once(build, home, times):
    with Sandbox(build, SERVER_MS) as sandbox:
        report = Cli(build, sandbox, home).report("--repeat", str(times), "--concurrency", "32")
        own = times / (report["elapsedMs"] / 1000)
        other = times / curl(sandbox, times, "--parallel", "--parallel-max", "32")[1]
    return {"keywright_per_s": own, "curl_per_s": other, "ratio": own / other}


def batches(build, home, lengths):
    figures = {}
    with Sandbox(build, 0) as sandbox:
        cli = Cli(build, sandbox, home)
        for length in lengths:
            source, target = Path(home) / f"{length}.csv", Path(home) / f"{length}.out.csv"
            write_rows(source, length)
            report, memory = cli.batch(source, target, 32)
            figures[str(length)] = {"memory_mib": memory, "rows_per_s": report["rows"] / (report["elapsedMs"] / 1000),
                                    "calls": report["calls"]}
    return figures


def text_of(figures):
    one, many = figures["single"], figures["at_once"]
    lines = ["", "| lookups | Keywright | curl | |", "|---|---|---|---|",
             f"| one after the other, p50, ms | {one['keywright_p50_ms']:.2f} | {one['curl_p50_ms']:.2f} "
             f"| {one['own_time_us']:+.0f} µs |",
             f"| 32 at once, {SERVER_MS} ms of server time, per s | {many['keywright_per_s']:.0f} | {many['curl_per_s']:.0f} "
             f"| × {many['ratio']:.2f} |", "", "| rows of a batch | memory, MiB | rows/s |", "|---|---|---|"]
    lines += [f"| {length} | {row['memory_mib']:.1f} | {row['rows_per_s']:.0f} |" for length, row in figures["batches"].items()]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--repeat", type=int, default=1000)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    arguments = parser.parse_args()
    build = arguments.build.resolve()
    with tempfile.TemporaryDirectory() as home:
        figures = {"single": single(build, home, arguments.repeat), "at_once": at_once(build, home, arguments.repeat),
                   "batches": batches(build, home, arguments.rows)}
    arguments.out.mkdir(parents=True, exist_ok=True)
    report = arguments.out / "report.json"
    known = json.loads(report.read_text()) if report.exists() else {}
    report.write_text(json.dumps(known | {"lookups": figures}, indent=2) + "\n")
    with (arguments.out / "report.md").open("a", encoding="utf-8") as file:
        file.write(text_of(figures) + "\n")
    print(text_of(figures))


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    main()
