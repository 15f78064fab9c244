// The lookups that are saved under a name, in the header of the lookup page.

#include "tests/ui/lookup_page_fixture.h"

#include <QMenu>

using namespace keywright;
using namespace keywright::test;

class TestSavedLookups : public LookupPageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makePage(); }
    void cleanup() { dropPage(); }

    void needsAConnection();
    void savesWhatStandsInTheForm();
    void savesNothingWrong();
    void fillsInAndRuns();
    void replacesTheOneOfThisName();
    void renamesAndRemoves();
    void refusesSecrets();

private:
    QPushButton *button() const { return page().find<QPushButton>("Saved"); }
    QMenu *openMenu() const
    {
        QMenu *menu = button()->menu();
        Q_EMIT menu->aboutToShow();
        return menu;
    }
    QStringList names() const
    {
        QStringList texts;
        for (const QAction *action : openMenu()->actions()) {
            if (action->menu())
                texts += action->text();
        }
        return texts;
    }
    static void choose(const QMenu *menu, const char *text)
    {
        for (QAction *action : menu->actions()) {
            if (action->text() == QString::fromUtf8(text))
                return action->trigger();
        }
        QFAIL(text);
    }
    void chooseOf(const char *name, const char *text) const
    {
        for (const QAction *action : openMenu()->actions()) {
            if (action->menu() && action->text() == QString::fromUtf8(name))
                return choose(action->menu(), text);
        }
        QFAIL(name);
    }
    void type(const char *user)
    {
        QTRY_COMPARE(page().box("Workspace")->currentText(), QStringLiteral("prod"));
        page().box("Feature service")->setEditText(QStringLiteral("fraud"));
        QTRY_VERIFY(field("merchant"));
        field("user_id")->setText(QString::fromLatin1(user));
        field("merchant")->setText(QStringLiteral("9007199254740993"));
    }
    void save(const char *name)
    {
        choose(openMenu(), "Save this lookup…");
        QVERIFY(dialog());
        DialogProbe(dialog()).line("Name")->setText(QString::fromUtf8(name));
        if (!DialogProbe(dialog()).press("Save"))
            QVERIFY(DialogProbe(dialog()).press("Replace"));
        QVERIFY(!dialog());
    }
};

void TestSavedLookups::needsAConnection()
{
    QVERIFY(button()->isEnabled());
    m_world->inventory.remove(QStringLiteral("c1"));
    QVERIFY(!button()->isEnabled());
}

void TestSavedLookups::savesWhatStandsInTheForm()
{
    type("user_1");
    QVERIFY(names().isEmpty());
    save(" Big spender ");
    QCOMPARE(names(), QStringList(QStringLiteral("Big spender")));
    QVERIFY(m_world->reader->requests.isEmpty());
    openTab("History");
    QVERIFY(cell(0, 1).startsWith(QStringLiteral("Big spender · prod / fraud")));
    QCOMPARE(cell(0, 3), QStringLiteral("not made yet"));
    // Its values stay, whatever is kept of the others.
    m_world->memory.setKeepsValues(false);
    save("Bigger");
    QVERIFY(m_world->memory.saved(QStringLiteral("c1")).constFirst().hasValues);
}

void TestSavedLookups::savesNothingWrong()
{
    type("user_1");
    field("merchant")->setText(QStringLiteral("12a"));
    choose(openMenu(), "Save this lookup…");
    QVERIFY(!dialog());
    QCOMPARE(page().error("merchant"), QStringLiteral("Not a whole number."));
    field("merchant")->setText(QStringLiteral("12"));
    choose(openMenu(), "Save this lookup…");
    DialogProbe asked(dialog());
    QVERIFY(asked.press("Save"));
    QCOMPARE(asked.error("Name"), QStringLiteral("Enter a name."));
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QVERIFY(names().isEmpty());
}

void TestSavedLookups::fillsInAndRuns()
{
    type("user_1");
    save("One & two");
    type("user_2");
    chooseOf("One && two", "Fill in");
    QCOMPARE(field("user_id")->text(), QStringLiteral("user_1"));
    QCOMPARE(field("merchant")->text(), QStringLiteral("9007199254740993"));
    type("user_2");
    chooseOf("One && two", "Run");
    QTRY_VERIFY(page().shows(QStringLiteral("1 feature")));
    QCOMPARE(sentUser(), QStringLiteral("user_1"));
    openTab("History");
    QCOMPARE(rows(), 1);
    QCOMPARE(cell(0, 3), QStringLiteral("1 feature"));
}

void TestSavedLookups::replacesTheOneOfThisName()
{
    type("user_1");
    save("Mine");
    type("user_2");
    choose(openMenu(), "Save this lookup…");
    DialogProbe(dialog()).line("Name")->setText(QStringLiteral("Mine"));
    QVERIFY(DialogProbe(dialog()).shows(QStringLiteral("Replaces the saved lookup")));
    QVERIFY(DialogProbe(dialog()).press("Replace"));
    const auto saved = m_world->memory.saved(QStringLiteral("c1"));
    QCOMPARE(saved.size(), 1);
    QCOMPARE(
        saved.constFirst().request.joinKeys.value(QStringLiteral("user_id")).toString(),
        QStringLiteral("user_2"));
    // What is saved already is offered under the name it has.
    choose(openMenu(), "Save this lookup…");
    QCOMPARE(DialogProbe(dialog()).line("Name")->text(), QStringLiteral("Mine"));
    QTest::keyClick(dialog(), Qt::Key_Escape);
}

void TestSavedLookups::renamesAndRemoves()
{
    type("user_1");
    save("a");
    type("user_2");
    save("b");
    chooseOf("b", "Rename…");
    DialogProbe asked(dialog());
    asked.line("Name")->setText(QStringLiteral("a"));
    QCOMPARE(asked.error("Name"), QStringLiteral("Another saved lookup has this name."));
    QVERIFY(asked.press("Save"));
    QVERIFY(dialog());
    asked.line("Name")->setText(QStringLiteral("0"));
    QVERIFY(asked.press("Save"));
    QCOMPARE(names(), (QStringList{QStringLiteral("0"), QStringLiteral("a")}));
    chooseOf("a", "Remove…");
    QCOMPARE(names().size(), 2);
    QVERIFY(DialogProbe(dialog()).press("Remove"));
    QCOMPARE(names(), QStringList(QStringLiteral("0")));
}

void TestSavedLookups::refusesSecrets()
{
    type(qPrintable(QStringLiteral("mdb_sa_sk_") + QString(40, QLatin1Char('x'))));
    save("Oops");
    QVERIFY(names().isEmpty());
    QCOMPARE(bannerText(), QStringLiteral("A value of this lookup looks like a secret."));
}

QTEST_MAIN(TestSavedLookups)
#include "tst_saved_lookups.moc"
