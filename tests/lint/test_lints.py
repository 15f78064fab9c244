#!/usr/bin/env python3
"""The lints find what they are for, and leave good code alone."""

import unittest

import coroutine_forms
import file_sizes
import include_rules
from sources import without_noise


class CoroutineForms(unittest.TestCase):
    BAD = {
        "question": "auto r = ok ? co_await a() : co_await b();",
        "question in an argument": "use(flag ? co_await a() : nothing);",
        "question beside": "auto r = co_await send(flag ? x : y);",
        "list argument": "auto r = co_await send({1, 2});",
        "aggregate argument": "auto r = co_await send(Request{url, 5});",
        "empty aggregate": "co_await send(Options{});",
        "template aggregate": "co_await send(std::vector<int>{1});",
        "await in a list": "auto pair = Pair{co_await a(), 1};",
        "await in a returned list": "co_return {co_await a(), 1};",
        "list before": "use({1}, co_await a());",
        "temporary before": "Request{url}.with(co_await a());",
        "over lines": "auto r = co_await client->send(\n    Request{\n        url,\n    });",
        "in a condition": "if (auto r = co_await send(Request{url}); !r) { return; }",
        "two": "use(co_await a(), co_await b());",
        "inside a lambda": "auto f = [p]() -> Async<void> { co_await p->send(Request{1}); };",
        "after a block": "if (x) { y(); }\nco_await send({1});",
    }
    GOOD = {
        "plain": "auto r = co_await send(std::move(request));",
        "list in the statement before": "Request request{url, 5};\nauto r = co_await send(std::move(request));",
        "list in the statement after": "auto r = co_await send(x);\nFoo foo{r};",
        "question before": "auto x = ok ? a : b;\nco_await send(x);",
        "in a condition, block follows": "if (!co_await ready()) {\n    Foo f{1};\n    use(a ? b : c);\n}",
        "loop": "while (auto next = co_await queue.next()) { use({1}); }",
        "range": "for (const auto &x : co_await all()) { use(x ? 1 : 2); }",
        "after a block": "if (x) { use(a ? b : c); }\nauto r = co_await send(x);",
        "after a block with a cast": "if (x) { y(); }\n(void)co_await send(x);",
        "else": "if (x) { y(); } else {\n co_await send(x);\n}",
        "case": "switch (x) {\ncase A: {\n co_await send(x);\n}\n}",
        "function": "Async<Foo> f(Bar bar)\n{\n    co_return co_await g(bar);\n}",
        "member function": "Async<Foo> C::f() const\n{\n    co_await g();\n}",
        "lambda argument with braces inside": "auto r = co_await with([] { return Foo{1}; });",
        "lambda around": "run([p]() -> Async<void> { co_await p->f(); });",
        "lambda with a template result": "run([p](int x) mutable -> QCoro::Task<Result<int>> { co_await p->f(x); });",
        "comment": "auto r = co_await send(x); // not send({1}) ? no",
        "literal": 'auto r = co_await send(QStringLiteral("{why?}"));',
        "structured binding": "const auto [a, b] = co_await both();",
        "separator": "co_await wait(30'000); use('{');",
    }

    def problems(self, code):
        return list(coroutine_forms.check_text("x.cpp", code))

    def test_bad_forms_are_found(self):
        for name, code in self.BAD.items():
            for text in (code, f"Async<void> f()\n{{\n    {code}\n}}\n"):
                with self.subTest(name, code=text):
                    self.assertTrue(self.problems(text))

    def test_good_forms_pass(self):
        for name, code in self.GOOD.items():
            for text in (code, f"namespace k {{\nAsync<void> f()\n{{\n    {code}\n}}\n}}\n"):
                with self.subTest(name, code=text):
                    self.assertEqual(self.problems(text), [])

    def test_a_problem_names_its_line(self):
        self.assertTrue(self.problems("f();\n\nco_await g({1});")[0].startswith("x.cpp:3: "))


class IncludeRules(unittest.TestCase):
    def problems(self, path, *lines):
        screen = {"QWidget", "QColor", "qwidget.h"}
        return list(include_rules.check_text(path, "\n".join(f"#include {line}" for line in lines), screen))

    def test_downwards_is_allowed(self):
        self.assertEqual(self.problems("core/auth/a.cpp", '"core/auth/a.h"', '"core/net/n.h"', '"core/base/b.h"'), [])
        self.assertEqual(self.problems("ui/accounts/p.cpp", '"core/inventory/i.h"', '"ui/widgets/w.h"', "<QWidget>"), [])
        self.assertEqual(self.problems("app/console/main.cpp", '"ui/accounts/p.h"', '"app/sandbox/sandbox.h"'), [])
        self.assertEqual(self.problems("tests/ui/t.cpp", '"app/sandbox/sandbox.h"', '"core/provider/tecton/x.h"'), [])

    def test_upwards_is_refused(self):
        for path, included in {
            "core/base/a.h": "core/net/n.h",
            "core/net/a.h": "core/auth/b.h",
            "core/identity/a.h": "core/provider/b.h",
            "core/provider/a.h": "core/connection/b.h",
            "core/accounts/a.cpp": "ui/shell/s.h",
            "core/lookup/a.cpp": "app/sandbox/s.h",
            "ui/widgets/a.cpp": "ui/shell/s.h",
            "ui/theme/a.cpp": "core/net/n.h",
            "ui/accounts/a.cpp": "ui/lookup/l.h",
            "ui/shell/a.cpp": "app/sandbox/sandbox.h",
            "app/sandbox/a.cpp": "core/provider/p.h",
            "app/cli/a.cpp": "ui/theme/t.h",
        }.items():
            with self.subTest(path):
                self.assertTrue(self.problems(path, f'"{included}"'))

    def test_only_the_factory_knows_a_vendor(self):
        tecton = '"core/provider/tecton/tecton_provider.h"'
        self.assertEqual(self.problems("core/provider/provider_factory.cpp", tecton), [])
        self.assertEqual(self.problems("core/provider/tecton/tecton_provider.cpp", tecton), [])
        for path in ("core/provider/atlas/a.cpp", "core/connection/a.cpp", "ui/accounts/a.cpp", "app/console/main.cpp"):
            with self.subTest(path):
                self.assertTrue(self.problems(path, tecton))

    def test_core_has_no_screen(self):
        self.assertTrue(self.problems("core/net/a.cpp", "<QWidget>"))
        self.assertTrue(self.problems("core/net/a.cpp", "<QtGui/QColor>"))
        self.assertEqual(self.problems("core/net/a.cpp", "<QString>"), [])

    def test_a_new_room_needs_a_line(self):
        self.assertIn("no line", self.problems("core/new/a.cpp", '"core/base/b.h"')[0])


class FileSizes(unittest.TestCase):
    def test_limits(self):
        self.assertEqual(file_sizes.verdict("a.cpp", 400), ("", ""))
        self.assertTrue(file_sizes.verdict("a.cpp", 401)[1])
        self.assertTrue(file_sizes.verdict("a.cpp", 501)[0])


class Noise(unittest.TestCase):
    def test_lines_are_kept(self):
        text = 'a; // x\n/* b\n c */ d("e\\"f"); R"(g\nh)";\n'
        self.assertEqual(without_noise(text).count("\n"), text.count("\n"))
        self.assertNotIn("g", without_noise(text))


if __name__ == "__main__":
    unittest.main()
