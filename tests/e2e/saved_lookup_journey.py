#!/usr/bin/env python3
"""A lookup in the real window that is found in the history, saved, made again, and proves a rotation.

As journey.py: a private desktop, accessibility only, a picture of every step in --out.
"""

import sys

from console import Console, main, step

ACCOUNT = "checkout-scoring"
NAME = "Big spender"
RESULT = "Features"
HISTORY = "History"
SERVICE = "fraud_detection_feature_service"
USER = "user_4711"


class SavedLookupJourney(Console):
    def __init__(self, session, album, options):
        super().__init__(session, album, options, "Sandbox Tecton")

    def run(self):
        self.see_accounts()
        self.create_consumer(ACCOUNT)
        self.look_up()
        self.find_again()
        self.save()
        self.pin()
        self.rotate()
        self.check_nothing_leaked()

    def look_up(self):
        step("the history is there before the first lookup, and lists it afterwards")
        self.go_to("Lookup")
        self.go_to(HISTORY)
        self.screen.says("No lookups yet")
        self.picture("empty-history")
        self.screen.choose("Workspace", "prod")
        self.screen.fill("Feature service", SERVICE)
        for field, value in {"user_id": USER, "merchant": "4711", "amt": "42.5"}.items():
            self.screen.fill(field, value)
        self.screen.press("Run")
        self.screen.until("features in the result", lambda: self.row_count(RESULT) > 0)
        self.screen.fill("Feature service", f"{SERVICE}s")
        self.screen.fill("Join key 1 name", "user_id")
        self.screen.fill("Join key 1 value", USER)
        self.screen.press("Run")
        self.screen.says(f"Did you mean “{SERVICE}”?")
        self.picture("mistyped")
        self.go_to(HISTORY)
        self.screen.until("both lookups", lambda: self.row_count(HISTORY) == 2)
        self.picture("history")

    def find_again(self):
        step("a word finds the lookup, and it is made again as it was")
        self.screen.fill("Search the history", "amt=42.5")
        self.screen.until("one lookup", lambda: self.row_count(HISTORY) == 1)
        self.screen.press("Run again")
        self.screen.until("features in the result", lambda: self.row_count(RESULT) > 0)
        self.picture("made-again")

    def save(self):
        step("it is saved under a name, and run from there")
        self.choose_from_menu("Down", "Return")
        self.screen.fill("Name", NAME, self.dialog("Save this lookup"))
        self.picture("save")
        self.screen.press("Save", within=self.dialog("Save this lookup"))
        self.screen.gone("dialog", "Save this lookup")
        self.screen.fill("user_id", "somebody else")
        self.choose_from_menu("Down", "Down", "Right", "Down", "Return")
        self.screen.until("the saved value in the form", lambda: self.screen.content_of("user_id") == USER)
        self.screen.until("features in the result", lambda: self.row_count(RESULT) > 0)

    def choose_from_menu(self, *keys):
        """With the keyboard: a button that opens a menu answers assistive technology only when the menu is closed."""
        self.screen.focus("push button", "Saved")
        self.screen.key("space")
        for key in keys[:-1]:
            self.screen.key(key)
        self.picture("saved-menu")
        self.screen.key(keys[-1])

    def pin(self):
        step("it is pinned")
        self.go_to(HISTORY)
        self.screen.until("one lookup", lambda: self.row_count(HISTORY) == 1)
        self.screen.press("Pin")
        self.screen.find("push button", "Unpin")
        self.picture("pinned")

    def rotate(self):
        step("the pinned lookup proves the account's new secret")
        self.go_to("Accounts")
        self.screen.select_row(self.ACCOUNTS, ACCOUNT)
        self.go_to("Secrets")
        self.screen.press("Rotate")
        dialog = self.dialog("Rotate")
        self.screen.says("answers this lookup with it", dialog)
        self.picture("plan")
        self.screen.press("Create secret", within=dialog)
        self.screen.says("It signs in, and its lookup is answered")
        self.secrets = self.new_secrets()
        self.picture("proved")


if __name__ == "__main__":
    sys.exit(main(SavedLookupJourney, __doc__))
