#!/usr/bin/env python3
"""A secret that was shown, copied, stored and used lies nowhere any more: not in a core of the process, not on the disk.

The sandbox runs as a program of its own here: the built-in one lives in the process that is searched, and a server has to know
some secrets. At the end it tells which tokens were given back.
"""

import json
import subprocess
import sys
import time
import urllib.request

from console import NotPossibleHere, main, step
from journey import Journey
from memory import copies_in_memory

WAIT_SECONDS = 10
EXIT_SECONDS = 3


class Secrecy(Journey):
    def __init__(self, session, album, options):
        # Lifts what keeps cores from being made at all.
        session.environment["KEYWRIGHT_ALLOW_DUMP"] = "1"
        self.options = options
        self.data = session.root / "data"
        self.server = subprocess.Popen([options.sandbox, "--quiet"], env=session.environment,
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        told = json.loads(self.server.stdout.readline())
        self.server_url = told["url"]
        tecton, atlas = told["tecton"], told["atlas"]
        self.connect(session, "Sandbox Tecton", tecton["adminApiKey"], "--provider", "tecton", "--url", tecton["url"])
        self.connect(session, "Sandbox Atlas", atlas["clientSecret"], "--provider", "atlas", "--url", atlas["url"],
                     "--org", atlas["orgId"], "--client-id", atlas["clientId"])
        self.own_secrets = [tecton["adminApiKey"].encode(), atlas["clientSecret"].encode()]
        super().__init__(session, album, options)

    def connect(self, session, name, secret, *options):
        command = [self.options.cli, "--data-dir", self.data, "connections", "add", name, *options]
        subprocess.run(command, input=secret.encode() + b"\n", env=session.environment, check=True, timeout=60)

    def run(self):
        self.see_accounts()
        self.create_account()
        self.take_over_secret()
        self.check_search()
        self.check_memory("after the dialog closed")
        self.look_up()
        self.check_memory("after a token was fetched with it")
        self.check_end()

    def check_search(self):
        step("the search finds the secret where it is kept out of cores on purpose")
        if not self.copies(self.secrets, protected=True):
            raise AssertionError("the secret on the clipboard is not in memory, so the search is worth nothing")

    def check_memory(self, when):
        step(f"a core of the process contains no secret {when}")
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            found = self.copies(self.secrets + self.own_secrets)
            if not found:
                return
            if time.monotonic() > deadline:
                raise AssertionError("in memory still:\n" + "\n".join(f"  {copy}" for copy in found))
            time.sleep(0.2)

    def check_end(self):
        step("the end gives the tokens back, soon")
        before = self.revocations()
        started = time.monotonic()
        self.check_nothing_leaked()
        took = time.monotonic() - started
        if self.revocations() != before + 1:
            raise AssertionError(f"{self.revocations() - before} tokens were given back at the end, not one")
        if took > EXIT_SECONDS:
            raise AssertionError(f"the end took {took:.1f} s")

    def copies(self, secrets, protected=False):
        try:
            return [copy for secret in secrets for copy in copies_in_memory(self.session.app.pid, secret, protected)]
        except PermissionError as refusal:
            raise NotPossibleHere(f"this system lets nobody read another process: {refusal}") from refusal

    def revocations(self):
        with urllib.request.urlopen(f"{self.server_url}/_sandbox/stats", timeout=10) as answer:
            return json.load(answer)["requests"].get("POST /api/oauth/revoke", {}).get("200", 0)


if __name__ == "__main__":
    sys.exit(main(Secrecy, __doc__))
