"""Reads an OpenAPI 3.0 document and says where an answer differs from it."""

import re

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


class Document:
    def __init__(self, content):
        self._content = content
        self.operations = {}
        for path, item in content["paths"].items():
            for method, operation in item.items():
                self.operations[operation["operationId"]] = (method.upper(), path, operation)

    def resolve(self, node):
        while "$ref" in node:
            target = self._content
            for key in node["$ref"].removeprefix("#/").split("/"):
                target = target[key]
            node = target
        return node

    def schema(self, name):
        return self._content["components"]["schemas"][name]

    def differences(self, schema, value, place="body"):
        """A sentence for everything in the value that the schema does not allow."""
        schema = self.resolve(schema)
        expected = schema.get("type")
        is_stray_bool = isinstance(value, bool) and expected in ("integer", "number")
        if expected and (is_stray_bool or not isinstance(value, TYPES[expected])):
            yield f"{place} is no {expected}: {value!r}"
        elif isinstance(value, dict):
            yield from self._object_differences(schema, value, place)
        elif isinstance(value, list):
            yield from self._array_differences(schema, value, place)
        elif isinstance(value, str):
            yield from _string_differences(schema, value, place)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            yield from _number_differences(schema, value, place)

    def _object_differences(self, schema, value, place):
        properties = schema.get("properties", {})
        for name in schema.get("required", []):
            if name not in value:
                yield f"{place}.{name} is missing"
        for name, field in value.items():
            if name in properties:
                yield from self.differences(properties[name], field, f"{place}.{name}")
            elif "additionalProperties" in schema:
                yield from self.differences(
                    schema["additionalProperties"], field, f"{place}.{name}")
            else:
                yield f"{place}.{name} is not in the schema"

    def _array_differences(self, schema, value, place):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{place} has {len(value)} items"
        if schema.get("uniqueItems") and any(item in value[:i] for i, item in enumerate(value)):
            yield f"{place} repeats an item"
        for i, item in enumerate(value):
            yield from self.differences(schema["items"], item, f"{place}[{i}]")


def _string_differences(schema, value, place):
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        yield f"{place} has {len(value)} characters"
    # Python has no \p{…}; in the document's classes \w is the same.
    pattern = schema.get("pattern", "").replace(r"\p{L}\p{N}", r"\w")
    if not re.search(pattern, value):
        yield f"{place} does not match {pattern}: {value!r}"
    if schema.get("format") == "date-time" and not DATE_TIME.fullmatch(value):
        yield f"{place} is no date and time: {value!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place} is none of the values: {value!r}"


def _number_differences(schema, value, place):
    least = schema.get("minimum", value)
    is_too_small = value <= least if schema.get("exclusiveMinimum") else value < least
    if is_too_small or value > schema.get("maximum", value):
        yield f"{place} is out of range: {value}"
    if schema.get("format") == "int32" and not -(2**31) <= value < 2**31:
        yield f"{place} is no int32: {value}"
