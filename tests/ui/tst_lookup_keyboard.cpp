#include "tests/ui/dialog_probe.h"
#include "tests/ui/lookup_fixture.h"
#include "ui/shell/main_window.h"

#include <QAccessible>
#include <QTabBar>

using namespace keywright;
using namespace keywright::test;

namespace {

QString stopName(const QWidget *widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    if (qobject_cast<const QTabBar *>(widget))
        return QStringLiteral("tabs");
    return button && widget->accessibleName().isEmpty() ? button->text() : widget->accessibleName();
}

} // namespace

/// The lookup page in the program's window, by the Tab key.
class tst_LookupKeyboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void tabFollowsTheEye_data();
    void tabFollowsTheEye();
    void fieldsForNamesHaveNames();

private:
    DialogProbe page() const { return DialogProbe(m_window.get()); }
    void prepare(const QString &what) const;
    QStringList round(Qt::Key key) const;

    std::unique_ptr<LookupWorld> m_world;
    std::unique_ptr<MainWindow> m_window;
};

void tst_LookupKeyboard::init()
{
    m_world = std::make_unique<LookupWorld>();
    m_window = std::make_unique<MainWindow>(*m_world->clock, nullptr);
    m_window->addPage(
        {QStringLiteral("lookup"), QStringLiteral("Lookup"), QStringLiteral("lookup"),
         [this](QWidget *parent) -> Page * {
             Page *made = m_world->makePage().release();
             made->setParent(parent);
             return made;
         }});
    QVERIFY(m_window->showPage(QStringLiteral("lookup")));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_LookupKeyboard::cleanup()
{
    m_window.reset();
    m_world.reset();
}

void tst_LookupKeyboard::prepare(const QString &what) const
{
    if (what == QLatin1String("by hand"))
        m_world->reader->schemaError = makeError(ErrorKind::Provider, QStringLiteral("No."));
    m_world->inventory.add(m_world->session);
    QTRY_COMPARE(page().box("Workspace")->currentText(), QStringLiteral("prod"));
    if (what == QLatin1String("empty"))
        return;
    page().box("Feature service")->setEditText(QStringLiteral("fraud"));
    if (what == QLatin1String("by hand")) {
        QTRY_VERIFY(page().line("Join key 1 name"));
        for (auto *button : m_window->findChildren<QPushButton *>()) {
            if (button->text() == QLatin1String("Add join key"))
                button->click();
        }
        QTRY_VERIFY(page().line("Join key 3 name"));
        return;
    }
    QTRY_VERIFY(page().line("merchant"));
    if (what == QLatin1String("null"))
        QVERIFY(page().press("merchant is null"));
    if (what != QLatin1String("answer"))
        return;
    page().line("user_id")->setText(QStringLiteral("u"));
    page().line("merchant")->setText(QStringLiteral("42"));
    QVERIFY(page().press("Run"));
    QTRY_VERIFY(page().find<QWidget>("Features"));
}

/// Where the key leads from the first stop on, until it is back there.
QStringList tst_LookupKeyboard::round(Qt::Key key) const
{
    QWidget *first = page().box("Connection");
    first->setFocus();
    QStringList names;
    do {
        names += stopName(m_window->focusWidget());
        QTest::keyClick(m_window->focusWidget(), key);
    } while (m_window->focusWidget() != first && names.size() < 60);
    return names;
}

void tst_LookupKeyboard::tabFollowsTheEye_data()
{
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QString>("answer");
    QTest::newRow("empty") << QString() << QStringLiteral("Compare, tabs");
    QTest::newRow("keys") << QStringLiteral(
                                 "user_id, user_id is null, merchant, merchant is null, amt, ")
                          << QStringLiteral("Compare, tabs");
    QTest::newRow("null") << QStringLiteral("user_id, user_id is null, merchant is null, amt, ")
                          << QStringLiteral("Compare, tabs");
    QTest::newRow("by hand")
        << QStringLiteral("Join key 1 name, Join key 1 type, Remove Join key 1, Join key 1 value, "
                          "Join key 3 name, Join key 3 type, Remove Join key 3, Join key 3 value, "
                          "Add join key, Context value 2 name, Context value 2 type, Remove "
                          "Context value 2, Context value 2 value, Add context value, ")
        << QStringLiteral("Compare, tabs");
    QTest::newRow("answer") << QStringLiteral(
                                   "user_id, user_id is null, merchant, merchant is null, amt, ")
                            << QStringLiteral("Compare, Copy as, Export, tabs, Features");
}

void tst_LookupKeyboard::tabFollowsTheEye()
{
    QFETCH(QString, keys);
    QFETCH(QString, answer);
    prepare(QString::fromLatin1(QTest::currentDataTag()));
    const QStringList forwards =
        QStringLiteral("Connection, Open command palette, Lookup, Saved, Workspace, Feature "
                       "service, Credential, %1Options, Run, Repeat, Batch, %2")
            .arg(keys, answer)
            .split(QStringLiteral(", "));
    QCOMPARE(round(Qt::Key_Tab), forwards);
    QStringList backwards = forwards;
    std::reverse(backwards.begin() + 1, backwards.end());
    QCOMPARE(round(Qt::Key_Backtab), backwards);
}

/// What is spoken is the name of what has the keyboard: of the line edit in the box.
void tst_LookupKeyboard::fieldsForNamesHaveNames()
{
    QStringList names;
    for (auto *box : m_window->findChildren<QComboBox *>()) {
        if (!box->isEditable())
            continue;
        const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(box->lineEdit());
        names += spoken->text(QAccessible::Name);
        QCOMPARE(names.constLast(), box->accessibleName());
    }
    names.sort();
    QCOMPARE(
        names, (QStringList{
                   QStringLiteral("Feature service"), QStringLiteral("Other workspace"),
                   QStringLiteral("Workspace")}));
}

QTEST_MAIN(tst_LookupKeyboard)
#include "tst_lookup_keyboard.moc"
