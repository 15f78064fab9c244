#!/usr/bin/env python3
"""The main journey in the real window: make an account, keep its secret, look something up with it, retire it.

Starts the program on its built-in sandbox in a private desktop and uses it through accessibility only. Leaves a picture of every
step in --out. Ends with status 0 when every step held; otherwise says which step failed and what was on the screen.
"""

import argparse
import os
import sys
import time
import traceback
from pathlib import Path

from session import Session

ACCOUNTS = "Accounts"
NAME = "checkout-scoring"
NEW_NAME = "checkout-scoring-eu"
RESULT = "Features"
SERVICE = "fraud_detection_feature_service"


class Journey:
    def __init__(self, session, album, options):
        # Both connect to the session's buses when they are imported.
        from a11y import Screen
        from keyring import Keyring

        self.session = session
        self.album = album
        self.keyring = Keyring(session)
        self.data = session.root / "data"
        self.before = self.keyring.entries()
        command = [options.app, "--sandbox", "--data-dir", self.data, "--theme", options.theme]
        self.screen = Screen(session.start_app(command))
        self.secrets = []

    def run(self):
        self.see_accounts()
        self.create_account()
        self.take_over_secret()
        self.look_up()
        self.rename()
        self.deactivate()
        self.reactivate()
        self.delete()
        self.check_nothing_leaked()

    # --- the steps -------------------------------------------------------------------------------

    def see_accounts(self):
        step("the window shows the service accounts of the sandbox")
        self.screen.find("frame", "Keywright")
        self.go_to("Accounts")
        self.screen.find({"table", "tree"}, ACCOUNTS)
        self.screen.until("accounts in the table", lambda: self.row_count() > 0)
        self.picture("accounts")

    def create_account(self):
        step("a new OAuth account with the role Consumer on workspace prod")
        self.screen.press("New account")
        dialog = self.dialog("New service account")
        self.screen.fill("Name", NAME, dialog)
        self.screen.fill("Description", "Scores card payments at checkout", dialog)
        self.screen.tick("OAuth client credentials", roles=("radio button",), within=dialog)
        self.screen.press("Add role", within=dialog)
        self.screen.choose("Role", "Consumer", dialog)
        self.screen.choose("Workspace", "prod", dialog)
        self.screen.tick("Store in keychain", within=dialog)
        self.picture("new-account")
        self.screen.press("Create", within=self.dialog("New service account"))

    def take_over_secret(self):
        step("the secret is handed over once, masked until asked for")
        dialog = self.dialog("One-time secret")
        self.screen.says("Secret, hidden", dialog)
        self.screen.says("Keychain, as", dialog)
        self.secrets = self.new_secrets()
        if not self.secrets:
            raise AssertionError("the keychain has no entry for the new account")
        self.picture("one-time-secret")
        self.screen.press("Reveal", within=dialog)
        self.screen.says("Secret, shown", dialog)
        self.picture("one-time-secret-revealed")
        self.screen.press("Copy", within=self.dialog("One-time secret"))
        self.screen.says("The clipboard is cleared in", self.dialog("One-time secret"))
        self.screen.tick("I have stored this secret", within=self.dialog("One-time secret"))
        self.picture("one-time-secret-stored")
        self.screen.press("Close", within=self.dialog("One-time secret"))
        self.screen.gone("dialog", "One-time secret")
        self.screen.until(f"{NAME} selected in the table", lambda: self.screen.row_is_selected(ACCOUNTS, NAME))
        self.picture("account-created")

    def look_up(self):
        step("a lookup with the new account's own credential")
        self.go_to("Lookup")
        self.screen.choose("Workspace", "prod")
        self.screen.fill("Feature service", SERVICE)
        self.screen.choose("Credential", NAME)
        for field, value in {"user_id": "user_1", "merchant": "4711", "amt": "42.5"}.items():
            self.screen.fill(field, value)
        self.picture("lookup")
        self.screen.press("Run")
        self.screen.until("features in the result", lambda: self.row_count(RESULT) > 0)
        self.picture("lookup-result")

    def rename(self):
        step("the account gets another name")
        self.go_to("Accounts")
        self.screen.select_row(ACCOUNTS, NAME)
        self.screen.press("Rename")
        dialog = self.dialog(f"Rename {NAME}")
        self.screen.fill("Name", NEW_NAME, dialog)
        self.screen.press("Save", within=dialog)
        self.screen.find("table cell", NEW_NAME)
        self.picture("renamed")

    def deactivate(self):
        step("deactivated, it is refused with a clear reason")
        self.screen.press("Deactivate")
        dialog = self.dialog(f"Deactivate {NEW_NAME}?")
        self.picture("deactivate")
        self.screen.press("Deactivate", within=dialog)
        self.screen.find("push button", "Reactivate")
        self.picture("deactivated")
        self.go_to("Lookup")
        self.screen.press("Run")
        self.screen.says("deactivated")
        self.picture("lookup-refused")

    def reactivate(self):
        step("reactivated, it works again")
        self.go_to("Accounts")
        self.screen.press("Reactivate")
        self.screen.find("push button", "Deactivate")
        self.picture("reactivated")
        self.go_to("Lookup")
        self.screen.press("Run")
        self.screen.until("features in the result", lambda: self.row_count(RESULT) > 0)
        self.picture("lookup-again")

    def delete(self):
        step("deleted, it is gone, and its secret with it")
        self.go_to("Accounts")
        self.screen.press("Delete")
        dialog = self.dialog(f"Delete {NEW_NAME}?")
        self.screen.fill("Type the name to confirm", NEW_NAME, dialog)
        self.picture("delete")
        self.screen.press("Delete", within=dialog)
        self.screen.gone("table cell", NEW_NAME)
        self.screen.until("keychain without the secret", lambda: not self.stored_secrets())
        self.picture("deleted")

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

    # --- helpers ---------------------------------------------------------------------------------

    def go_to(self, page):
        self.screen.press(page, roles=("list item", "push button", "toggle button", "radio button", "page tab"))

    def dialog(self, title):
        return self.screen.find("dialog", title)

    def picture(self, name):
        print(f"    {self.album.take(name)}", flush=True)

    def row_count(self, table=ACCOUNTS):
        return self.screen.row_count(table)

    def new_secrets(self):
        """The secrets that came into the keychain since the start."""
        return [secret for path, (_, secret) in self.keyring.entries().items() if path not in self.before]

    def stored_secrets(self):
        now = [secret for _, secret in self.keyring.entries().values()]
        return [secret for secret in self.secrets if secret in now]


def step(text):
    print(f"  - {text}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--app", type=Path, required=True, help="the keywright program")
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
            Journey(session, album, options).run()
        except Exception:
            traceback.print_exc()
            print(f"Picture of the failure: {album.take('failed')}", file=sys.stderr)
            print(f"What the program said:\n{session.app_output()}", file=sys.stderr)
            return 1
    print(f"  {album.count} pictures in {album.folder}, {time.monotonic() - started:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
