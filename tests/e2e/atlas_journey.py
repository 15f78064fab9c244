#!/usr/bin/env python3
"""The journey of an Atlas admin in the real window: an account with two roles and a secret that ends, an access entry, a look at
what the account can see, and its end.

As journey.py: a private desktop, accessibility only, a picture of every step in --out.
"""

import sys

from console import Console, main, step

NAME = "invoice-export"
ADDRESS = "127.0.0.1"
ROLES = ("Organization Read Only", "Organization Billing Viewer")
SIGHT = "What it can see"


class AtlasJourney(Console):
    def __init__(self, session, album, options):
        super().__init__(session, album, options, "Sandbox Atlas")

    def run(self):
        self.see_accounts()
        self.create_account()
        self.take_over_secret()
        self.add_access_entry()
        self.read_projects()
        self.delete()
        self.check_nothing_leaked()

    def create_account(self):
        step("an account of the organisation with two roles and a secret of 30 days")
        self.screen.press("New account")
        dialog = self.dialog("New service account")
        self.screen.fill("Name", NAME, dialog)
        self.screen.fill("Description", "Exports invoices every night", dialog)
        for row, role in enumerate(ROLES):
            self.screen.press("Add role", within=dialog)
            self.screen.choose("Role", role, dialog, nth=row)
        self.screen.choose("Secret lifetime", "30 days", dialog)
        self.screen.tick("Store in keychain", within=dialog)
        self.picture("new-account")
        self.screen.press("Create", within=self.dialog("New service account"))

    def take_over_secret(self):
        step("the secret is in the keychain before it is shown")
        dialog = self.dialog("One-time secret")
        self.screen.says("Keychain, as", dialog)
        self.secrets = self.new_secrets()
        if not self.secrets:
            raise AssertionError("the keychain has no entry for the new account")
        self.picture("one-time-secret")
        self.screen.tick("I have stored this secret", within=dialog)
        self.screen.press("Close", within=self.dialog("One-time secret"))
        self.screen.until(f"{NAME} selected in the table", lambda: self.screen.row_is_selected(self.ACCOUNTS, NAME))
        for role in ROLES:
            self.screen.says(role)
        self.screen.says("in 30 days")
        self.picture("account-created")

    def add_access_entry(self):
        step("its tokens are to work from this machine only")
        self.go_to("Access list")
        self.screen.press("Add addresses")
        dialog = self.dialog("Add addresses")
        self.screen.fill("Addresses", ADDRESS, dialog)
        self.picture("add-addresses")
        self.screen.press("Add", within=dialog)
        self.screen.find("table cell", ADDRESS)
        self.picture("access-list")

    def read_projects(self):
        step("with its own secret it reads organisations, projects and clusters")
        self.go_to("Test")
        self.screen.press("Test")
        self.screen.find({"tree", "tree table", "table"}, SIGHT)
        self.screen.find("table cell", "Projects (3)")
        self.screen.find("table cell", "analytics")
        self.picture("test")

    def delete(self):
        step("deleted, it is gone, and its secret with it")
        self.go_to("Summary")
        self.screen.press("Delete")
        dialog = self.dialog(f"Delete {NAME}?")
        self.screen.fill("Type the name to confirm", NAME, dialog)
        self.picture("delete")
        self.screen.press("Delete", within=dialog)
        self.screen.gone("table cell", NAME)
        self.screen.until("keychain without the secret", lambda: not self.stored_secrets())
        self.picture("deleted")


if __name__ == "__main__":
    sys.exit(main(AtlasJourney, __doc__))
