"""The comparison itself: what is right passes, and every kind of difference is told."""

import unittest

from openapi import Document

DOCUMENT = Document({
    "paths": {},
    "components": {"schemas": {
        "Id": {"type": "string", "pattern": "^[a-f0-9]{4}$"},
        "Account": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": {"$ref": "#/components/schemas/Id"},
                "name": {
                    "type": "string", "minLength": 1, "maxLength": 5,
                    "pattern": r"^[\p{L}\p{N}\-_.,' ]*$"},
                "created": {"type": "string", "format": "date-time"},
                "hours": {
                    "type": "integer", "format": "int32", "minimum": 0, "exclusiveMinimum": True},
                "roles": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
            },
        },
    }},
})
GOOD = {"id": "0a1b", "name": "Zoë", "created": "2026-02-12T10:00:00Z", "hours": 8, "roles": ["A"]}


def differences(**changes):
    value = {name: field for name, field in {**GOOD, **changes}.items() if field is not None}
    return list(DOCUMENT.differences({"$ref": "#/components/schemas/Account"}, value))


class Comparison(unittest.TestCase):
    def test_a_good_answer_passes(self):
        self.assertEqual(differences(), [])

    def test_every_difference_is_told(self):
        for changes in (
            {"id": None}, {"id": "xyz"}, {"id": 7}, {"name": ""}, {"name": "longer"},
            {"name": "a/b"}, {"created": "yesterday"}, {"hours": 0}, {"hours": True},
            {"hours": 2**31}, {"roles": ["A", "A"]}, {"roles": [1]}, {"roles": "A"},
            {"unknown": 1},
        ):
            with self.subTest(changes):
                self.assertEqual(len(differences(**changes)), 1)


if __name__ == "__main__":
    unittest.main()
