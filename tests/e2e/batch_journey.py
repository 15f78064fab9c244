#!/usr/bin/env python3
"""A batch of lookups from a CSV file in the real window: mapped by keyboard, cancelled half-way, continued.

As journey.py: a private desktop, accessibility only, a picture of every step in --out.
"""

import csv
import sys

from console import Console, main, step

ROWS = 1500
WRONG = 3  # the row whose merchant is not a number
SERVICE = "fraud_detection_feature_service"


class BatchJourney(Console):
    def __init__(self, session, album, options):
        super().__init__(session, album, options, "Sandbox Tecton")
        self.input = session.root / "orders.csv"
        self.output = session.root / "orders-features.csv"

    def run(self):
        self.see_accounts()
        self.write_input()
        self.open_batch()
        self.map_column()
        self.cancel_half_way()
        self.go_on()
        self.check_output()
        self.check_nothing_leaked()

    def write_input(self):
        with open(self.input, "w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["customer", "merchant", "amt"])
            table.writerows(self.cells(row) for row in range(ROWS))

    @staticmethod
    def cells(row):
        return [f"user_{row}", "12a" if row == WRONG else str(9007199254740993 + row), "42.5"]

    def open_batch(self):
        step("the file's columns and first rows are shown")
        self.go_to("Lookup")
        self.screen.choose("Workspace", "prod")
        self.screen.fill("Feature service", SERVICE)
        self.screen.press("Batch")
        self.screen.fill("CSV file", str(self.input))
        self.screen.says("No column of the file gives user_id.")
        self.picture("unmapped")

    def map_column(self):
        step("with the keyboard, a column of another name is mapped, and the wrong cell is named")
        self.screen.focus("text", "CSV file")
        self.screen.key("Tab")
        self.screen.key("Tab")
        self.screen.until("focus in the table", lambda: self.screen.has_focus("table cell"))
        self.screen.key("Return")
        self.picture("what-it-goes-to")  # waits for the list, which no accessible table tells of
        self.screen.key("Down")
        self.screen.key("Return")
        self.screen.says(f"{ROWS:,} rows, 1 of them with a value that does not fit")
        self.screen.says(f"Line {WRONG + 2}, column merchant: Not a whole number.")
        self.picture("mapped")

    def cancel_half_way(self):
        step("cancelled half-way, it says what was not done")
        self.screen.fill("Calls at once", "1")
        self.screen.fill("Rows per call", "1")
        self.screen.press("Run batch")
        self.screen.until("some rows", lambda: self.rows_written() > 50)
        self.screen.press("Cancel batch")
        self.screen.says("Cancelled:")
        if not 50 <= self.rows_written() < ROWS:
            raise AssertionError(f"{self.rows_written()} rows were written")
        self.picture("cancelled")

    def go_on(self):
        step("continued, it finishes the rest")
        done = self.rows_written()
        self.screen.press("Continue")
        self.picture("running")
        ended = f"{ROWS:,} rows done, 1 failed: {ROWS - done:,} now, {done:,} before."
        self.screen.until(ended, lambda: ended in self.screen.texts(), seconds=60)
        self.picture("done")

    def check_output(self):
        step("every row is there once, in the order of the input")
        with open(self.output, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        found = [[row["customer"], row["merchant"], row["amt"]] for row in rows]
        if found != [self.cells(row) for row in range(ROWS)]:
            raise AssertionError("the output does not have each row once in the order of the input")
        for number, row in enumerate(rows):
            wanted = "invalid-input" if number == WRONG else "ok"
            if row["lookup_status"] != wanted:
                raise AssertionError(f"row {number} is {row['lookup_status']}: {row['lookup_error']}")

    def rows_written(self):
        return max(0, self.output.read_bytes().count(b"\n") - 1) if self.output.exists() else 0


if __name__ == "__main__":
    sys.exit(main(BatchJourney, __doc__))
