#!/usr/bin/env python3
"""The main journey in the real window: make an account, keep its secret, look something up with it, retire it.

Starts the program on its built-in sandbox in a private desktop and uses it through accessibility only. Leaves a picture of every
step in --out. Ends with status 0 when every step held; otherwise says which step failed and what was on the screen.
"""

import sys

from console import Console, main, step

NAME = "checkout-scoring"
NEW_NAME = "checkout-scoring-eu"
RESULT = "Features"
SERVICE = "fraud_detection_feature_service"


class Journey(Console):
    def __init__(self, session, album, options):
        super().__init__(session, album, options, "Sandbox Tecton")

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
        self.screen.until(f"{NAME} selected in the table", lambda: self.screen.row_is_selected(self.ACCOUNTS, NAME))
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
        self.screen.select_row(self.ACCOUNTS, NAME)
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


if __name__ == "__main__":
    sys.exit(main(Journey, __doc__))
