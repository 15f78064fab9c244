#!/usr/bin/env python3
"""Refuses forms around co_await that GCC 12 turns into use after free, or does not compile at all:

- co_await inside ?:
- braces in the same full expression: an initializer list, or a temporary like Request{a, b} as an argument
- more than one co_await in a statement

The cure is one co_await per statement, its arguments being named variables, moved if need be. This is a heuristic over the
text: it finds the full expression around each co_await by its brackets, and leaves out the bodies of lambdas in it.
"""

import re
import sys

from sources import PROJECT, cpp_files, line_of, report, without_noise

AWAIT = re.compile(r"\bco_await\b")
PAIRS = {")": "(", "]": "[", "}": "{"}
# What stands before a parenthesis that is part of a statement's head and begins an expression of its own.
HEAD = re.compile(r"\b(?:if|for|while|switch)\s*(?:constexpr\s*)?$")
BLOCK_WORDS = re.compile(r"\b(?:else|do|try|const|noexcept|override|final|mutable)$")


def check_text(path, text):
    """Problems of one file, as "path:line: why"."""
    code = without_noise(text)
    partners = _partners(code)
    for match in AWAIT.finditer(code):
        expression = _expression(code, partners, match.start())
        why = _problem(expression)
        if why:
            yield f"{path}:{line_of(code, match.start())}: {why}"


def _problem(expression):
    if "?" in expression:
        return "co_await inside ?: (await in a statement of its own, then choose)"
    if "{" in expression:
        return "braces in the same expression as co_await (build the argument in a named variable first)"
    if len(AWAIT.findall(expression)) > 1:
        return "two co_await in one statement (one each)"
    return ""


def _partners(code):
    """Position of the partner of each bracket."""
    partners, stack = {}, []
    for i, c in enumerate(code):
        if c in "([{":
            stack.append(i)
        elif c in ")]}" and stack and code[stack[-1]] == PAIRS[c]:
            partners[i] = stack[-1]
            partners[stack.pop()] = i
    return partners


def _expression(code, partners, position):
    """The full expression around the position; bodies of lambdas are cut out of it."""
    head, opened = _before(code, partners, position)
    return head + _after(code, partners, position, opened)


def _before(code, partners, position):
    """What of the expression stands before the position, and how many brackets around it are open there."""
    pieces, opened, i = [], 0, position - 1
    while i >= 0:
        c = code[i]
        if c == ";":
            break
        if c == "}" and _ends_block(code, i):
            break
        if c in PAIRS and i in partners:
            start = partners[i]
            pieces.append(_without_bodies(code, partners, start, i + 1))
            i = start
        elif c == "(" and HEAD.search(code[max(0, i - 20) : i]):
            break
        elif c == "{" and not _is_list(code, i):
            break
        else:
            opened += c in "([{"
            pieces.append(c)
        i -= 1
    return "".join(reversed(pieces)), opened


def _after(code, partners, position, opened):
    pieces, i = [], position
    while i < len(code):
        c = code[i]
        if c == ";":
            break
        if c in "([{" and i in partners:
            end = partners[i]
            pieces.append(_without_bodies(code, partners, i, end + 1))
            i = end
        else:
            opened -= c in PAIRS
            if opened < 0:
                break
            pieces.append(c)
        i += 1
    return "".join(pieces)


def _without_bodies(code, partners, start, end):
    """The text between two positions; of a { } that is a block nothing is left."""
    pieces, i = [], start
    while i < end:
        if code[i] == "{" and i in partners and not _is_list(code, i):
            i = partners[i]
        else:
            pieces.append(code[i])
        i += 1
    return "".join(pieces)


def _ends_block(code, closing):
    """Whether a statement may begin after this }: what follows does not continue an expression."""
    rest = code[closing + 1 : closing + 200]
    following = rest.lstrip()
    if following.startswith("("):
        return "\n" in rest[: len(rest) - len(following)]
    return not following.startswith((",", ")", "]", ".", "->", "?", ":", "==", "!=", "<", "&&", "||", "|", "+"))


def _is_list(code, brace):
    """Whether this { opens an initializer list rather than a block, told from what stands before it."""
    before = code[max(0, brace - 400) : brace].rstrip()
    if before.endswith(("(", ",", "=", "?", "<", "+", "|", "&", "return")):
        return True
    if not re.search(r"[\w>]$", before) or BLOCK_WORDS.search(before):
        return False
    statement = re.split(r"[;{}]", before)[-1]
    return not re.search(r"\)\s*(?:mutable\s*)?(?:noexcept\s*)?->|\b(?:namespace|class|struct|enum|union)\b", statement)


def main():
    problems = []
    for path in cpp_files():
        problems += check_text(path.relative_to(PROJECT).as_posix(), path.read_text())
    return report(problems)


if __name__ == "__main__":
    sys.exit(main())
