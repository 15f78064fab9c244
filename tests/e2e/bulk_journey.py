#!/usr/bin/env python3
"""Several accounts rotated in the real window, which is killed afterwards and knows of each of them.

As journey.py: a private desktop, accessibility only, a picture of every step in --out.
"""

import sys

from console import Console, main, step

NAMES = ("nightly-training", "pricing-model", "search-ranking-dev")
LEFT_OUT = "fraud-scoring"
DIALOG = "Rotate several"


class BulkJourney(Console):
    def __init__(self, session, album, options):
        super().__init__(session, album, options, "Sandbox Tecton")

    def run(self):
        self.see_accounts()
        self.plan()
        self.rotate()
        self.crash()
        self.check_nothing_leaked()

    def plan(self):
        step("the plan says for each account what happens")
        self.screen.select_rows(self.ACCOUNTS, (*NAMES, LEFT_OUT))
        self.screen.says("4 accounts selected")
        self.picture("selected")
        self.screen.press("Rotate…")
        self.screen.says("To be rotated: 3, left out: 1", self.dialog(DIALOG))
        self.screen.says("Both secrets of this account work", self.dialog(DIALOG))
        self.picture("plan")
        self.screen.tick("Retire the old ones after the proof", within=self.dialog(DIALOG))
        self.screen.says("Whatever still uses an old one is refused", self.dialog(DIALOG))
        self.picture("warning")
        self.screen.tick("Retire the old ones after the proof", on=False, within=self.dialog(DIALOG))

    def rotate(self):
        step("they are rotated one after the other, with a report")
        self.screen.press("Rotate 3 accounts", within=self.dialog(DIALOG))
        self.screen.until("report", self.has_report, seconds=90)
        self.picture("report")
        self.secrets = self.new_secrets()
        if len(self.secrets) != len(NAMES):
            raise AssertionError(f"{len(self.secrets)} new secrets in the keychain instead of {len(NAMES)}")
        self.screen.press("Close", within=self.dialog(DIALOG))
        self.screen.gone("dialog", DIALOG)
        self.see_marks()
        self.picture("marked")

    def has_report(self):
        return any("3 rotated, 1 left out" in text for text in self.screen.texts(self.dialog(DIALOG)))

    def see_marks(self):
        self.screen.until("three accounts that are being rotated",
                          lambda: list(self.screen.texts()).count("rotating") == len(NAMES))

    def crash(self):
        step("killed and started again, it offers to go on with each")
        self.kill_and_restart()
        self.screen.find("frame", "Keywright")
        self.go_to("Accounts")
        self.screen.until("accounts in the table", lambda: self.row_count() > 0)
        self.see_marks()
        for name in NAMES:
            self.screen.select_row(self.ACCOUNTS, name)
            self.screen.says("is to be handed over")
        self.picture("after-the-crash")


if __name__ == "__main__":
    sys.exit(main(BulkJourney, __doc__))
