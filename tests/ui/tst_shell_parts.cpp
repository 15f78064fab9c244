#include "ui/shell/command_registry.h"
#include "ui/shell/elapsed_text.h"
#include "ui/shell/task_list.h"

#include <QAction>
#include <QtTest>

#include <memory>

using namespace keywright;

/// What the frame is made of, without a window.
class TestShellParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paletteOffersOnlyWhatCanRun();
    void taskEndsOnceWhenItsHandleMoves();
    void elapsedTextSaysHowLongItHolds_data();
    void elapsedTextSaysHowLongItHolds();
};

void TestShellParts::paletteOffersOnlyWhatCanRun()
{
    CommandRegistry registry;
    auto rename = std::make_unique<QAction>(QStringLiteral("Rename account"));
    QAction remove(QStringLiteral("Delete account"));
    QAction create(QStringLiteral("New account"));
    registry.add(rename.get());
    registry.add(&remove);
    registry.add(&create);
    QCOMPARE(registry.matching(QString()).size(), 3);
    QCOMPARE(registry.matching(QStringLiteral("acc new")), QList<QAction *>{&create});
    remove.setEnabled(false);
    rename.reset();
    QCOMPARE(registry.matching(QString()), QList<QAction *>{&create});
}

void TestShellParts::taskEndsOnceWhenItsHandleMoves()
{
    TaskList list;
    {
        TaskHandle outer;
        {
            TaskHandle inner = list.begin(QStringLiteral("Exporting"));
            outer = std::move(inner);
        }
        QCOMPARE(list.tasks().size(), std::size_t(1));
        QVERIFY(!list.tasks().front().cancellable);
    }
    QVERIFY(list.tasks().empty());

    // A callback that ends its own task at once.
    TaskHandle handle;
    handle = list.begin(QStringLiteral("Reading"), [&handle] { handle.end(); });
    list.cancel(list.tasks().front().id);
    QVERIFY(list.tasks().empty());
}

void TestShellParts::elapsedTextSaysHowLongItHolds_data()
{
    QTest::addColumn<int>("elapsed");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("validFor");
    QTest::newRow("future") << -30 << QStringLiteral("just now") << 60;
    QTest::newRow("now") << 0 << QStringLiteral("just now") << 60;
    QTest::newRow("minute") << 60 << QStringLiteral("1 min ago") << 60;
    QTest::newRow("minutes") << 185 << QStringLiteral("3 min ago") << 55;
    QTest::newRow("hours") << 7500 << QStringLiteral("2 h ago") << 3300;
    QTest::newRow("day") << 90000 << QStringLiteral("1 day ago") << 82800;
    QTest::newRow("days") << 200000 << QStringLiteral("2 days ago") << 59200;
}

void TestShellParts::elapsedTextSaysHowLongItHolds()
{
    QFETCH(const int, elapsed);
    QFETCH(const QString, text);
    QFETCH(const int, validFor);
    const ElapsedText result = ElapsedText::of(std::chrono::seconds(elapsed));
    QCOMPARE(result.text, text);
    QCOMPARE(result.validFor.count(), validFor);
}

QTEST_MAIN(TestShellParts)
#include "tst_shell_parts.moc"
