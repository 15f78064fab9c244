"""What every journey through the real window shares: the program on a private desktop, its keychain, and pictures of the steps."""

import argparse
import os
import sys
import time
import traceback
from pathlib import Path

from session import Session


SKIPPED = 77  # what ctest takes for skipped, see CMakeLists.txt


class NotPossibleHere(Exception):
    """This system does not let the test look."""


class Console:
    """The program on its built-in sandbox, used through accessibility only."""

    ACCOUNTS = "Accounts"

    def __init__(self, session, album, options, connection):
        # Both connect to the session's buses when they are imported.
        from a11y import Screen
        from keyring import Keyring

        self.session = session
        self.album = album
        self.keyring = Keyring(session)
        self.before = self.keyring.entries()
        self.secrets = []
        self.command = [options.app, "--connection", connection, "--data-dir", session.root / "data",
                        "--theme", options.theme]
        if not options.sandbox:
            self.command.append("--sandbox")
        self.screen = Screen(session.start_app(self.command))

    def kill_and_restart(self):
        """As after a crash: nothing but the data folder, the keychain and the sandbox's state is left."""
        from a11y import Screen

        self.session.app.kill()
        self.session.app.wait()
        self.screen = Screen(self.session.start_app(self.command))

    def go_to(self, page):
        self.screen.press(page, roles=("list item", "push button", "toggle button", "radio button", "page tab"))

    def dialog(self, title):
        return self.screen.find("dialog", title)

    def picture(self, name):
        print(f"    {self.album.take(name)}", flush=True)

    def row_count(self, table=ACCOUNTS):
        return self.screen.row_count(table)

    def see_accounts(self):
        step("the window shows the service accounts of the sandbox")
        self.screen.find("frame", "Keywright")
        self.go_to("Accounts")
        self.screen.find({"table", "tree"}, self.ACCOUNTS)
        self.screen.until("accounts in the table", lambda: self.row_count() > 0)
        self.picture("accounts")

    def create_consumer(self, name):
        """An OAuth account that reads prod, selected in the table."""
        step(f"{name}, which reads prod, with its secret in the keychain")
        self.screen.press("New account")
        dialog = self.dialog("New service account")
        self.screen.fill("Name", name, dialog)
        self.screen.tick("OAuth client credentials", roles=("radio button",), within=dialog)
        self.screen.press("Add role", within=dialog)
        self.screen.choose("Role", "Consumer", dialog)
        self.screen.choose("Workspace", "prod", dialog)
        self.screen.tick("Store in keychain", within=dialog)
        self.screen.press("Create", within=self.dialog("New service account"))
        dialog = self.dialog("One-time secret")
        self.screen.says("Keychain, as", dialog)
        self.secrets = self.new_secrets()
        self.screen.tick("I have stored this secret", within=dialog)
        self.screen.press("Close", within=self.dialog("One-time secret"))
        self.screen.gone("dialog", "One-time secret")
        self.screen.until(f"{name} selected in the table", lambda: self.screen.row_is_selected(self.ACCOUNTS, name))

    def new_secrets(self):
        """The secrets that came into the keychain since the start."""
        return [secret for path, (_, secret) in self.keyring.entries().items() if path not in self.before]

    def stored_secrets(self):
        now = [secret for _, secret in self.keyring.entries().values()]
        return [secret for secret in self.secrets if secret in now]

    def check_nothing_leaked(self):
        step("the secret is nowhere on disk and in no output")
        from keyring import files_with

        status = self.session.stop_app()
        if status not in (0, -15):
            raise AssertionError(f"the program ended with status {status}")
        for secret in self.secrets:
            found = files_with(self.session.root, secret, skip=(self.session.keyring_folder(), self.session.framebuffer))
            if found:
                raise AssertionError(f"the secret lies in {', '.join(map(str, found))}")


def step(text):
    print(f"  - {text}", flush=True)


def main(journey, description):
    """Runs a journey (a class with run(), made of session, album and options) and tells how it went as an exit status."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--app", type=Path, required=True, help="the keywright program")
    parser.add_argument("--sandbox", type=Path, help="the keywright-sandbox program, to use it instead of the built-in one")
    parser.add_argument("--cli", type=Path, help="the keywright-cli program, with --sandbox")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    options = parser.parse_args()
    options.app = options.app.resolve()
    started = time.monotonic()

    from shots import Album

    with Session() as session:
        os.environ.update(session.environment)
        album = Album(options.out.resolve(), session.framebuffer)
        try:
            journey(session, album, options).run()
        except NotPossibleHere as reason:
            print(f"  skipped: {reason}")
            return SKIPPED
        except Exception:
            traceback.print_exc()
            print(f"Picture of the failure: {album.take('failed')}", file=sys.stderr)
            print(f"What the program said:\n{session.app_output()}", file=sys.stderr)
            return 1
    print(f"  {album.count} pictures in {album.folder}, {time.monotonic() - started:.1f} s")
    return 0
