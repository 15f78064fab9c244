#!/usr/bin/env python3
"""A lookup in the real window that is copied as code, repeated and measured, and compared.

As journey.py: a private desktop, accessibility only, a picture of every step in --out.
"""

import sys

from console import Console, main, step

RESULT = "Features"
DIFFERENCES = "Differences"
HISTOGRAM = "Latency histogram"
SERVICE = "fraud_detection_feature_service"


class WorkbenchJourney(Console):
    def __init__(self, session, album, options):
        super().__init__(session, album, options, "Sandbox Tecton")

    def run(self):
        self.see_accounts()
        self.fill_in()
        self.copy_as_code()
        self.look_up()
        self.repeat()
        self.compare_with_what_is_shown()
        self.compare_workspaces()
        self.check_nothing_leaked()

    def fill_in(self):
        step("code is offered as soon as the lookup is complete")
        self.go_to("Lookup")
        self.screen.choose("Workspace", "prod")
        self.screen.fill("Feature service", SERVICE)
        for field, value in {"user_id": "user_1", "merchant": "4711", "amt": "42.5"}.items():
            self.screen.fill(field, value)
        self.picture("filled-in")

    def copy_as_code(self):
        step("the lookup is copied as a curl command without a credential")
        # A button that opens a menu answers assistive technology only when the menu is closed.
        self.screen.focus("push button", "Copy as")
        self.screen.key("space")
        self.screen.key("Down")
        self.picture("copy-as")
        self.screen.key("Return")
        self.screen.says("Copied as curl.")
        self.picture("copied")

    def look_up(self):
        step("it is looked up")
        self.screen.press("Run")
        self.screen.until("features in the result", lambda: self.row_count(RESULT) > 0)

    def repeat(self):
        step("repeated 200 times, with percentiles and a histogram that speaks")
        self.screen.press("Repeat")
        self.screen.says("not a load test")
        self.picture("repeat-form")
        self.screen.fill("Times", "200")
        self.screen.press("Start repeating")
        self.screen.says("Repeat: 200 runs, 4 at a time")
        self.screen.says("p99")
        self.screen.says(" of 200")
        self.picture("repeated")
        self.screen.focus(("chart",), HISTOGRAM)
        self.screen.key("Home")
        self.picture("repeated-bar")

    def compare_with_what_is_shown(self):
        step("compared with the result shown, first the same user, then another one")
        self.screen.press("Compare")
        self.screen.choose("Compare with", "The result shown")
        self.screen.press("Compare now")
        self.screen.says("features differ")
        self.picture("compared-with-before")
        self.screen.fill("user_id", "user_2")
        self.screen.press("Compare now")
        self.screen.until("differences", lambda: self.row_count(DIFFERENCES) > 0)
        self.picture("compared-with-another")
        self.screen.tick("Only differences", on=False)
        self.picture("compared-all")

    def compare_workspaces(self):
        step("compared with another workspace, and with one that has no such service")
        self.screen.choose("Compare with", "Another workspace")
        self.screen.fill("Other workspace", "staging")
        self.screen.press("Compare now")
        self.screen.find(("table column header",), "staging")
        self.picture("compared-workspaces")
        self.screen.fill("Other workspace", "dev")
        self.screen.press("Compare now")
        self.screen.says("dev: refused (404)")
        self.picture("compared-with-refusal")


if __name__ == "__main__":
    sys.exit(main(WorkbenchJourney, __doc__))
