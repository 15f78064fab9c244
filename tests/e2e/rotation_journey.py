#!/usr/bin/env python3
"""A rotation in the real window that is killed half-way, and finished after the restart.

As journey.py: a private desktop, accessibility only, a picture of every step in --out.
"""

import sys

from console import Console, main, step

NAME = "checkout-scoring"
PLACE = "payments-api (prod)"
SECRETS = "Secrets"


class RotationJourney(Console):
    def __init__(self, session, album, options):
        super().__init__(session, album, options, "Sandbox Tecton")

    def run(self):
        self.see_accounts()
        self.create_consumer(NAME)
        self.rotate()
        self.crash()
        self.resume()
        self.retire()
        self.check_secrets()
        self.check_nothing_leaked()

    def rotate(self):
        step("a new secret is created, stored and proved")
        self.go_to("Secrets")
        self.screen.press("Rotate")
        dialog = self.dialog("Rotate")
        self.screen.says("What happens", dialog)
        self.picture("plan")
        self.screen.press("Create secret", within=dialog)
        self.screen.until("proof of the new secret", self.is_to_hand_over, seconds=90)
        self.screen.fill("Place", PLACE, self.dialog("Rotate"))
        self.screen.fill("Kind", "Kubernetes", self.dialog("Rotate"))
        self.screen.press("Add", within=self.dialog("Rotate"))
        self.screen.find("check box", PLACE)
        self.picture("hand-over")
        old = set(self.secrets)
        self.secrets = self.new_secrets()
        self.new = [secret for secret in self.secrets if secret not in old]
        if len(self.new) != 1:
            raise AssertionError(f"{len(self.new)} new secrets in the keychain instead of one")

    def is_to_hand_over(self):
        return any("consumers" in text for text in self.screen.texts(self.dialog("Rotate")))

    def crash(self):
        step("killed half-way, the program starts again and says so")
        self.kill_and_restart()
        self.screen.find("frame", "Keywright")
        self.go_to("Accounts")
        self.screen.until("accounts in the table", lambda: self.row_count() > 0)
        self.screen.select_row(self.ACCOUNTS, NAME)
        self.screen.says("Rotation in progress")
        self.picture("after-the-crash")

    def resume(self):
        step("it goes on where it stood, with the place to be ticked off")
        self.screen.press("Continue")
        dialog = self.dialog("Rotate")
        self.screen.until("copy of the new secret", self.is_to_hand_over)
        self.screen.press("Copy", within=dialog)
        self.screen.says("The clipboard is cleared in", self.dialog("Rotate"))
        self.screen.tick(PLACE, within=self.dialog("Rotate"))
        self.screen.says("1 of 1 consumers done", self.dialog("Rotate"))
        self.picture("handed-over")
        self.screen.press("All have it", within=self.dialog("Rotate"))

    def retire(self):
        step("the old secret is deactivated, then deleted")
        self.screen.press("Deactivate the old secret", within=self.dialog("Rotate"))
        self.screen.press("Delete the old secret", within=self.dialog("Rotate"))
        question = self.screen.says("Delete ocs_")
        self.picture("delete")
        self.screen.press("Delete", within=self.dialog(question))
        self.screen.says("the old one is gone", self.dialog("Rotate"))
        self.picture("retired")
        self.screen.press("Close", within=self.dialog("Rotate"))
        self.screen.gone("dialog", "Rotate")

    def check_secrets(self):
        step("the new secret is the only one, on the server and in the keychain")
        self.go_to("Secrets")
        self.screen.until("one secret", lambda: self.row_count(SECRETS) == 1)
        self.screen.until("keychain without the old secret", lambda: self.stored_secrets() == self.new)
        self.picture("secrets")


if __name__ == "__main__":
    sys.exit(main(RotationJourney, __doc__))
