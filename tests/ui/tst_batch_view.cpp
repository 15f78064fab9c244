// A batch on the lookup page, with a service that answers from memory.

#include "tests/ui/dialog_probe.h"
#include "tests/ui/lookup_fixture.h"
#include "ui/lookup/batch_mapping_table.h"
#include "ui/lookup/batch_view.h"

#include <QDropEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>

using namespace keywright;
using namespace keywright::test;

class tst_BatchView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyRowIsLookedUp();
    void aFileCanBeDropped();
    void aFileCanBeChosen();
    void wrongCellsAreNamedBeforeAnythingIsSent();
    void whatNoColumnGivesComesFromTheForm();
    void waitsForTheKeysOfTheService();
    void aFileThatCannotBeRead();
    void theInputIsNotOverwritten();
    void asksBeforeItReplaces();
    void anEarlierRunIsContinuedOrReplaced();
    void cancelledAndContinued();
    void cancelledInTheStatusBar();
    void whatAllRowsShareEndsIt();
    void goesOnBehindALookup();
    void limitsOfTheService();
    void leavesTheEventLoopItsTurns();

private:
    QString pathOf(const char *name) const
    {
        return m_world->directory.filePath(QString::fromLatin1(name));
    }
    void put(const char *name, const QByteArray &content);
    QByteArray contentOf(const char *name) const;
    void openBatch(const QByteArray &content, const char *rows);
    std::size_t taskCount() const { return m_world->tasks.tasks().size(); }

    std::unique_ptr<LookupWorld> m_world;
    std::unique_ptr<LookupPage> m_page;
    std::unique_ptr<DialogProbe> m_probe;
};

namespace {

const QByteArray threeRows("user_id,merchant,amt\r\nu1,1,1.5\r\nu2,2,2.5\r\nu3,3,3.5\r\n");
const QByteArray threeDone("user_id,merchant,amt,lookup_status,lookup_error,count\r\n"
                           "u1,1,1.5,ok,,12\r\nu2,2,2.5,ok,,12\r\nu3,3,3.5,ok,,12\r\n");

QByteArray manyRows(int rows)
{
    QByteArray text("user_id,merchant,amt\r\n");
    for (int i = 0; i < rows; ++i)
        text += "u" + QByteArray::number(i) + ",1,1.5\r\n";
    return text;
}

} // namespace

void tst_BatchView::init()
{
    m_world = std::make_unique<LookupWorld>();
    m_world->reader->keys.features = {{QStringLiteral("count"), typeOf(DataKind::Int64)}};
    m_page = m_world->makePage();
    m_probe = std::make_unique<DialogProbe>(m_page.get());
    m_page->resize(1072, 724);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_world->inventory.add(m_world->session);
    QTRY_COMPARE(m_probe->box("Workspace")->currentText(), QStringLiteral("prod"));
    m_probe->box("Feature service")->setEditText(QStringLiteral("fraud"));
    QTRY_VERIFY(m_probe->line("merchant"));
}

void tst_BatchView::cleanup()
{
    m_page.reset();
    m_world.reset();
}

void tst_BatchView::put(const char *name, const QByteArray &content)
{
    QFile file(pathOf(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QByteArray tst_BatchView::contentOf(const char *name) const
{
    QFile file(pathOf(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// `rows`: what is said of them.
void tst_BatchView::openBatch(const QByteArray &content, const char *rows)
{
    put("in.csv", content);
    QVERIFY(m_probe->press("Batch"));
    m_probe->line("CSV file")->setText(pathOf("in.csv"));
    QTRY_VERIFY(m_probe->shows(QString::fromUtf8(rows)));
}

void tst_BatchView::everyRowIsLookedUp()
{
    put("in.csv", threeRows);
    QVERIFY(m_probe->press("Batch"));
    QCOMPARE(QApplication::focusWidget(), m_probe->line("CSV file"));
    QVERIFY(!m_probe->find<QPushButton>("Run batch")->isEnabled());
    QTest::keyClicks(QApplication::focusWidget(), pathOf("in.csv"));
    QTRY_VERIFY(m_probe->shows(QStringLiteral("3 rows, all of the right types")));
    QCOMPARE(m_probe->find<QTableView>("Columns")->model()->rowCount(), 3);
    QCOMPARE(m_probe->line("Output file")->text(), pathOf("in-features.csv"));
    QVERIFY(m_world->reader->requests.isEmpty());
    QVERIFY(m_probe->press("Run batch"));
    QTRY_VERIFY(m_probe->shows(QStringLiteral("3 rows done.")));
    QVERIFY(m_probe->shows(QStringLiteral("3 of 3")));
    QVERIFY(!m_probe->find<QPushButton>("Continue"));
    QCOMPARE(contentOf("in-features.csv"), threeDone);
    QCOMPARE(m_world->reader->requests.size(), 3);
    QCOMPARE(m_world->reader->requests.constFirst().featureService, QStringLiteral("fraud"));
    QCOMPARE(taskCount(), std::size_t(0));
    QVERIFY(m_probe->press("Copy path"));
    QCOMPARE(QApplication::clipboard()->text(), pathOf("in-features.csv"));
    auto *view = m_page->findChild<BatchView *>();
    QSignalSpy folder(view, &BatchView::folderRequested);
    disconnect(view, &BatchView::folderRequested, m_page.get(), nullptr);
    QVERIFY(m_probe->press("Open folder"));
    QCOMPARE(folder.at(0).at(0).toString(), QFileInfo(pathOf("in.csv")).absolutePath());
    QVERIFY(m_probe->press("Close batch"));
    QVERIFY(m_probe->shows(QStringLiteral("No lookup yet")));
}

void tst_BatchView::aFileCanBeDropped()
{
    put("in.csv", threeRows);
    QVERIFY(m_probe->press("Batch"));
    auto *view = m_page->findChild<BatchView *>();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(pathOf("in.csv"))});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(view, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(view, &drop);
    QTRY_VERIFY(m_probe->shows(QStringLiteral("3 rows, all of the right types")));
    QMimeData web;
    web.setUrls({QUrl(QStringLiteral("https://example.com/in.csv"))});
    QDragEnterEvent remote(QPoint(5, 5), Qt::CopyAction, &web, Qt::LeftButton, Qt::NoModifier);
    remote.ignore();
    QApplication::sendEvent(view, &remote);
    QVERIFY(!remote.isAccepted());
}

void tst_BatchView::aFileCanBeChosen()
{
    put("in.csv", threeRows);
    QVERIFY(m_probe->press("Batch"));
    m_world->openFiles.path = pathOf("in.csv");
    QVERIFY(m_probe->press("Choose CSV file"));
    QTRY_VERIFY(m_probe->shows(QStringLiteral("3 rows, all of the right types")));
    m_world->files.path = pathOf("elsewhere.csv");
    QVERIFY(m_probe->press("Choose output file"));
    QCOMPARE(m_world->files.asked.suggestedName, pathOf("in-features.csv"));
    QVERIFY(m_probe->press("Run batch"));
    QTRY_VERIFY(m_probe->shows(QStringLiteral("3 rows done.")));
    QCOMPARE(contentOf("elsewhere.csv"), threeDone);
    // What was named by hand stays for the next file.
    QVERIFY(m_probe->press("Another batch"));
    QCOMPARE(m_probe->line("Output file")->text(), pathOf("elsewhere.csv"));
}

void tst_BatchView::wrongCellsAreNamedBeforeAnythingIsSent()
{
    QByteArray text = threeRows;
    text.replace("u2,2,", "u2,12a,");
    openBatch(text, "3 rows, 1 of them with a value that does not fit");
    QVERIFY(m_probe->shows(QStringLiteral("Line 3, column merchant: Not a whole number.")));
    QVERIFY(m_world->reader->requests.isEmpty());
    QVERIFY(m_probe->press("Run batch"));
    QTRY_VERIFY(m_probe->shows(QStringLiteral("3 rows done, 1 failed.")));
    QCOMPARE(m_world->reader->requests.size(), 2);
    QVERIFY(m_probe->shows(QStringLiteral("1 row, line 3")));
    QVERIFY(m_probe->shows(QStringLiteral("invalid-input")));
    QVERIFY(contentOf("in-features.csv").contains("u2,12a,2.5,invalid-input,"));
}

void tst_BatchView::whatNoColumnGivesComesFromTheForm()
{
    QByteArray text = threeRows;
    text.replace("merchant", "shop");
    openBatch(text, "No column of the file gives merchant.");
    QVERIFY(!m_probe->find<QPushButton>("Run batch")->isEnabled());
    m_probe->line("merchant")->setText(QStringLiteral("7x"));
    QVERIFY(m_probe->shows(QStringLiteral("No column of the file gives merchant.")));
    m_probe->line("merchant")->setText(QStringLiteral("77"));
    QTRY_VERIFY(m_probe->find<QPushButton>("Run batch")->isEnabled());
    QVERIFY(m_probe->shows(QStringLiteral("from the form: merchant = 77")));
    auto *table = m_probe->find<QTableView>("Columns");
    const QModelIndex shop = table->model()->index(1, 1);
    QVERIFY(table->model()->setData(shop, QStringLiteral("merchant")));
    QVERIFY(!m_probe->shows(QStringLiteral("from the form")));
    QTRY_VERIFY(m_probe->find<QPushButton>("Run batch")->isEnabled());
    QVERIFY(m_probe->press("Run batch"));
    QTRY_COMPARE(m_world->reader->requests.size(), 3);
    QCOMPARE(
        m_world->reader->requests.at(1).joinKeys.value(QStringLiteral("merchant")).toString(),
        QStringLiteral("2"));
}

void tst_BatchView::waitsForTheKeysOfTheService()
{
    m_probe->box("Feature service")->setEditText(QString());
    openBatch(threeRows, "Choose a workspace and a feature service");
    QVERIFY(!m_probe->find<QPushButton>("Run batch")->isEnabled());
    m_probe->box("Feature service")->setEditText(QStringLiteral("fraud"));
    QTRY_VERIFY(m_probe->shows(QStringLiteral("3 rows, all of the right types")));
}

void tst_BatchView::aFileThatCannotBeRead()
{
    QVERIFY(m_probe->press("Batch"));
    m_probe->line("CSV file")->setText(pathOf("missing.csv"));
    QTRY_VERIFY(m_probe->error("CSV file").contains(QLatin1String("could not be read")));
    QVERIFY(!m_probe->find<QTableView>("Columns"));
    put("broken.csv", threeRows + "u4,\"4,4.5\r\n");
    m_probe->line("CSV file")->setText(pathOf("broken.csv"));
    QTRY_VERIFY(m_probe->shows(QStringLiteral("a quotation mark is missing")));
    QVERIFY(m_probe->error("CSV file").isEmpty());
    QVERIFY(!m_probe->find<QPushButton>("Run batch")->isEnabled());
}

void tst_BatchView::theInputIsNotOverwritten()
{
    openBatch(threeRows, "3 rows, all of the right types");
    m_probe->line("Output file")->setText(pathOf("in.csv"));
    QCOMPARE(
        m_probe->error("Output file"), QStringLiteral("This is the input. Choose another file."));
    QVERIFY(!m_probe->find<QPushButton>("Run batch")->isEnabled());
    m_probe->line("Output file")->setText(pathOf("other.csv"));
    QVERIFY(m_probe->error("Output file").isEmpty());
    QVERIFY(m_probe->find<QPushButton>("Run batch")->isEnabled());
}

void tst_BatchView::asksBeforeItReplaces()
{
    put("in-features.csv", "Dear diary,\r\n");
    openBatch(threeRows, "3 rows, all of the right types");
    QVERIFY(m_probe->shows(QStringLiteral("You are asked before it is replaced.")));
    QVERIFY(m_probe->press("Run batch"));
    QVERIFY(m_probe->shows(QStringLiteral("Replace the file?")));
    QVERIFY(m_probe->press("Cancel"));
    QCOMPARE(contentOf("in-features.csv"), QByteArray("Dear diary,\r\n"));
    QVERIFY(m_probe->press("Run batch"));
    QVERIFY(m_probe->press("Replace"));
    QTRY_VERIFY(m_probe->shows(QStringLiteral("3 rows done.")));
    QCOMPARE(contentOf("in-features.csv"), threeDone);
}

void tst_BatchView::anEarlierRunIsContinuedOrReplaced()
{
    put("in-features.csv", threeDone.first(threeDone.indexOf("u2")));
    openBatch(threeRows, "3 rows, all of the right types");
    QVERIFY(m_probe->press("Run batch"));
    QVERIFY(m_probe->shows(QStringLiteral("Continue the earlier run?")));
    QVERIFY(m_probe->press("Continue"));
    QTRY_VERIFY(m_probe->shows(QStringLiteral("3 rows done: 2 now, 1 before.")));
    QCOMPARE(contentOf("in-features.csv"), threeDone);
    QCOMPARE(m_world->reader->requests.size(), 2);
    QVERIFY(m_probe->press("Another batch"));
    QTRY_VERIFY(m_probe->press("Run batch"));
    QTRY_VERIFY(m_probe->press("Continue"));
    QTRY_VERIFY(m_probe->shows(QStringLiteral("Nothing was left to do")));
    QCOMPARE(m_world->reader->requests.size(), 2);
    QVERIFY(m_probe->press("Another batch"));
    QTRY_VERIFY(m_probe->press("Run batch"));
    QTRY_VERIFY(m_probe->press("Replace"));
    QTRY_VERIFY(m_probe->shows(QStringLiteral("3 rows done.")));
    QCOMPARE(m_world->reader->requests.size(), 5);
    QCOMPARE(contentOf("in-features.csv"), threeDone);
}

void tst_BatchView::cancelledAndContinued()
{
    openBatch(threeRows, "3 rows, all of the right types");
    m_world->reader->held = true;
    QVERIFY(m_probe->press("Run batch"));
    QTRY_COMPARE(m_world->reader->requests.size(), 3);
    QVERIFY(m_probe->press("Cancel batch"));
    QTRY_VERIFY(m_probe->shows(QStringLiteral("Cancelled: 0 rows done, 3 not done.")));
    QVERIFY(m_probe->shows(QStringLiteral("Continue goes on after it.")));
    m_world->reader->held = false;
    QVERIFY(m_probe->press("Continue"));
    QTRY_VERIFY(m_probe->shows(QStringLiteral("3 rows done.")));
    QCOMPARE(contentOf("in-features.csv"), threeDone);
}

void tst_BatchView::cancelledInTheStatusBar()
{
    openBatch(threeRows, "3 rows, all of the right types");
    m_world->reader->held = true;
    QVERIFY(m_probe->press("Run batch"));
    QTRY_COMPARE(taskCount(), std::size_t(1));
    const TaskList::Task task = m_world->tasks.tasks().front();
    QCOMPARE(task.text, QStringLiteral("Batch of in.csv"));
    m_world->tasks.cancel(task.id);
    QTRY_VERIFY(m_probe->shows(QStringLiteral("The batch was cancelled before a row was sent.")));
    QVERIFY(m_world->reader->requests.isEmpty());
    QCOMPARE(taskCount(), std::size_t(0));
    QVERIFY(m_probe->press("Another batch"));
    QVERIFY(m_probe->find<QPushButton>("Run batch")->isEnabled());
}

void tst_BatchView::whatAllRowsShareEndsIt()
{
    openBatch(threeRows, "3 rows, all of the right types");
    m_world->reader->refusals = {makeError(
        ErrorKind::NotPermitted, QStringLiteral("The account lacks a role."),
        QStringLiteral("Assign Consumer on prod."))};
    QVERIFY(m_probe->press("Run batch"));
    QTRY_VERIFY(
        m_probe->shows(QStringLiteral("The account lacks a role. 0 rows done, 3 not done.")));
    QVERIFY(m_probe->shows(QStringLiteral("Assign Consumer on prod.")));
    QVERIFY(m_probe->press("Continue"));
    QTRY_VERIFY(m_probe->shows(QStringLiteral("3 rows done.")));
    QCOMPARE(contentOf("in-features.csv"), threeDone);
}

void tst_BatchView::goesOnBehindALookup()
{
    openBatch(threeRows, "3 rows, all of the right types");
    m_world->reader->held = true;
    QVERIFY(m_probe->press("Run batch"));
    QTRY_COMPARE(m_world->reader->requests.size(), 3);
    QVERIFY(m_probe->press("Close batch"));
    m_world->reader->held = false;
    m_probe->line("user_id")->setText(QStringLiteral("u"));
    m_probe->line("merchant")->setText(QStringLiteral("1"));
    QVERIFY(m_probe->press("Run"));
    QTRY_VERIFY(m_probe->shows(QStringLiteral("1 feature")));
    QCOMPARE(taskCount(), std::size_t(1));
    QVERIFY(m_probe->press("Batch"));
    QVERIFY(m_probe->press("Cancel batch"));
    QTRY_VERIFY(m_probe->shows(QStringLiteral("Cancelled")));
    QVERIFY(m_probe->press("Close batch"));
    QVERIFY(m_probe->shows(QStringLiteral("1 feature")));
}

void tst_BatchView::limitsOfTheService()
{
    openBatch(threeRows, "3 rows, all of the right types");
    const auto *atOnce = m_probe->find<QSpinBox>("Calls at once");
    QCOMPARE(atOnce->minimum(), 1);
    QCOMPARE(atOnce->maximum(), mostConcurrentLookups);
    auto *rows = m_probe->find<QSpinBox>("Rows per call");
    QCOMPARE(rows->maximum(), 5);
    QVERIFY(rows->isEnabled());
    rows->setValue(1);
    QVERIFY(m_probe->press("Run batch"));
    QTRY_VERIFY(m_probe->shows(QStringLiteral("3 rows done.")));
}

void tst_BatchView::leavesTheEventLoopItsTurns()
{
    constexpr int rows = 5'000;
    openBatch(manyRows(rows), "5,000 rows, all of the right types");
    qsizetype before = 0;
    qsizetype mostInATurn = 0;
    QTimer heart;
    connect(&heart, &QTimer::timeout, this, [&] {
        const qsizetype now = m_world->reader->requests.size();
        mostInATurn = std::max(mostInATurn, now - before);
        before = now;
    });
    heart.start(0);
    QVERIFY(m_probe->press("Run batch"));
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->shows(QStringLiteral("5,000 rows done.")), 60'000);
    QVERIFY2(mostInATurn <= 1000, qPrintable(QString::number(mostInATurn)));
    QCOMPARE(contentOf("in-features.csv").count('\n'), rows + 1);
}

QTEST_MAIN(tst_BatchView)
#include "tst_batch_view.moc"
