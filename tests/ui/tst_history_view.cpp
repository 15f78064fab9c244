// The History tab of the lookup page: what is remembered, and what can be done with it.

#include "tests/ui/lookup_page_fixture.h"
#include "ui/lookup/history_model.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QDir>

using namespace keywright;
using namespace keywright::test;

class TestHistoryView : public LookupPageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makePage(); }
    void cleanup() { dropPage(); }

    void modelTellsWhatThereIs();
    void isThereBeforeTheFirstLookup();
    void listsAnswersAndRefusals();
    void fillsTheFormWithEnter();
    void runsAgain();
    void keepsTheViewThatIsOpen();
    void leavesValuesOut();
    void findsWords();
    void pinsAndForgets();
    void asksBeforeItClears();
    void fillsInKeysByHand();
    void saysThatACredentialIsGone();
    void tellsOfADamagedFile();
    void tellsThatNothingCanBeKept();
    void offersWhatAnswered();
    void tellsWhichServiceWasMeant();

private:
    void writeIntoHistoryFile(const QByteArray &content)
    {
        m_page.reset();
        m_world = std::make_unique<LookupWorld>();
        QFile file(m_world->directory.filePath(QStringLiteral("lookups.sqlite")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        openPage();
        m_world->inventory.add(m_world->session);
    }
};

void TestHistoryView::modelTellsWhatThereIs()
{
    HistoryModel model(m_world->clock, [](const QString &) { return QStringLiteral("scoring"); });
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    RememberedLookup made;
    made.id = 7;
    made.request.workspace = QStringLiteral("prod");
    made.request.featureService = QStringLiteral("fraud");
    made.request.joinKeys = {
        {QStringLiteral("n"), QStringLiteral("9007199254740993")},
        {QStringLiteral("none"), QJsonValue::Null}};
    made.lastRunAt = m_world->clock->now();
    made.outcome.features = 12;
    made.outcome.time = std::chrono::milliseconds(38);
    RememberedLookup saved = made;
    saved.id = 8;
    saved.name = QStringLiteral("Big spender");
    saved.hasValues = false;
    saved.outcome = {{}, 0, {}};
    model.setLookups({made, saved});
    const auto text = [&model](int row, int column) {
        return model.index(row, column).data(Qt::AccessibleTextRole).toString();
    };
    QCOMPARE(
        text(0, HistoryModel::LookupColumn),
        QStringLiteral("prod / fraud, n=9007199254740993, none=null"));
    QCOMPARE(text(0, HistoryModel::CredentialColumn), QStringLiteral("scoring"));
    QCOMPARE(text(0, HistoryModel::OutcomeColumn), QStringLiteral("12 features"));
    QCOMPARE(text(0, HistoryModel::DurationColumn), QStringLiteral("38 ms"));
    QCOMPARE(
        text(1, HistoryModel::LookupColumn),
        QStringLiteral("Big spender · prod / fraud, n, none (values not kept)"));
    QCOMPARE(text(1, HistoryModel::OutcomeColumn), QStringLiteral("not made yet"));
    QCOMPARE(text(1, HistoryModel::KeptColumn), QStringLiteral("saved"));
    QCOMPARE(model.rowOf(8), 1);
    QCOMPARE(model.rowOf(9), -1);
    model.setLookups({});
}

void TestHistoryView::isThereBeforeTheFirstLookup()
{
    openTab("History");
    QVERIFY(page().shows(QStringLiteral("No lookups yet")));
    QVERIFY(!page().find<QPushButton>("Run again")->isEnabled());
    QVERIFY(!page().find<QPushButton>("Clear history")->isEnabled());
}

void TestHistoryView::listsAnswersAndRefusals()
{
    lookUp("user_1");
    m_world->reader->refusals = {
        makeError(ErrorKind::NotPermitted, QStringLiteral("The account lacks a role."))};
    lookUp("user_2");
    QCOMPARE(bannerText(), QStringLiteral("The account lacks a role."));
    openTab("History");
    QCOMPARE(rows(), 2);
    QCOMPARE(
        cell(0, HistoryModel::LookupColumn),
        QStringLiteral("prod / fraud, merchant=42, user_id=user_2, amt=101.5"));
    QCOMPARE(cell(0, HistoryModel::OutcomeColumn), QStringLiteral("not permitted"));
    QCOMPARE(cell(1, HistoryModel::OutcomeColumn), QStringLiteral("1 feature"));
    QCOMPARE(cell(1, HistoryModel::CredentialColumn), QStringLiteral("Connection's own"));
    m_world->reader->held = true;
    QVERIFY(page().press("Run"));
    QTRY_VERIFY(page().press("Cancel lookup"));
    QTRY_VERIFY(m_world->tasks.tasks().empty());
    openTab("History");
    QCOMPARE(rows(), 2);
}

void TestHistoryView::fillsTheFormWithEnter()
{
    lookUp("user_1");
    lookUp("user_2");
    page().find<QComboBox>("Feature service")->setEditText(QStringLiteral("other"));
    field("user_id")->setText(QStringLiteral("something else"));
    field("amt")->clear();
    openTab("History");
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Down);
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(page().box("Feature service")->currentText(), QStringLiteral("fraud"));
    QTRY_VERIFY(field("user_id") && field("user_id")->text() == QStringLiteral("user_1"));
    QCOMPARE(field("amt")->text(), QStringLiteral("101.5"));
    QCOMPARE(m_world->reader->requests.size(), 2);
    QTest::keyClick(table(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_world->reader->requests.size(), 3);
    QCOMPARE(m_world->reader->requests.at(2), m_world->reader->requests.at(0));
}

void TestHistoryView::runsAgain()
{
    lookUp("user_1");
    lookUp("user_2");
    openTab("History");
    table()->setCurrentIndex(table()->model()->index(1, 0));
    QVERIFY(page().press("Run again"));
    QTRY_VERIFY(page().shows(QStringLiteral("1 feature")));
    QCOMPARE(m_world->reader->requests.size(), 3);
    QCOMPARE(sentUser(), QStringLiteral("user_1"));
    QCOMPARE(field("user_id")->text(), QStringLiteral("user_1"));
    openTab("History");
    QCOMPARE(rows(), 2);
}

void TestHistoryView::keepsTheViewThatIsOpen()
{
    lookUp("user_1");
    openTab("Timing");
    lookUp("user_2");
    const auto *tabs = m_page->findChild<QTabWidget *>();
    QCOMPARE(tabs->tabText(tabs->currentIndex()), QStringLiteral("Timing"));
    QVERIFY(page().shows(QStringLiteral("Wait for the first byte")));
}

void TestHistoryView::leavesValuesOut()
{
    openTab("History");
    page().find<QCheckBox>("Keep values in the history")->click();
    lookUp("do_not_keep");
    openTab("History");
    QCOMPARE(
        cell(0, HistoryModel::LookupColumn),
        QStringLiteral("prod / fraud, merchant, user_id, amt (values not kept)"));
    QFile file(m_world->directory.filePath(QStringLiteral("lookups.sqlite")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("do_not_keep"));
    QVERIFY(page().press("Run again"));
    QCOMPARE(bannerText(), QStringLiteral("The values of this lookup were not kept."));
    QCOMPARE(m_world->reader->requests.size(), 1);
    QVERIFY(field("user_id")->text().isEmpty());
    // The choice is kept, too.
    openPage();
    openTab("History");
    QVERIFY(!page().find<QCheckBox>("Keep values in the history")->isChecked());
}

void TestHistoryView::findsWords()
{
    lookUp("user_1");
    lookUp("user_2", "other");
    openTab("History");
    field("Search the history")->setText(QStringLiteral("FRAUD user"));
    QCOMPARE(rows(), 1);
    field("Search the history")->setText(QStringLiteral("user_id=user_2"));
    QCOMPARE(
        cell(0, HistoryModel::LookupColumn).section(QLatin1Char(','), 0, 0),
        QStringLiteral("prod / other"));
    field("Search the history")->setText(QStringLiteral("nobody"));
    QVERIFY(page().shows(QStringLiteral("Nothing found")));
}

void TestHistoryView::pinsAndForgets()
{
    lookUp("user_1");
    lookUp("user_2");
    openTab("History");
    table()->setCurrentIndex(table()->model()->index(1, 0));
    QVERIFY(page().press("Pin"));
    QCOMPARE(cell(0, HistoryModel::KeptColumn), QStringLiteral("pinned"));
    QVERIFY(cell(0, HistoryModel::LookupColumn).contains(QStringLiteral("user_1")));
    // It stays chosen where it is now.
    QCOMPARE(table()->currentIndex().row(), 0);
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Delete);
    QVERIFY(dialog());
    QVERIFY(DialogProbe(dialog()).press("Cancel"));
    QCOMPARE(rows(), 2);
    QVERIFY(page().press("Unpin"));
    QCOMPARE(cell(1, HistoryModel::KeptColumn), QString());
    QTest::keyClick(table(), Qt::Key_Delete);
    QVERIFY(!dialog());
    QCOMPARE(rows(), 1);
    QVERIFY(cell(0, HistoryModel::LookupColumn).contains(QStringLiteral("user_2")));
}

void TestHistoryView::asksBeforeItClears()
{
    lookUp("user_1");
    lookUp("user_2");
    openTab("History");
    QVERIFY(page().press("Pin"));
    QVERIFY(page().press("Clear history"));
    QVERIFY(dialog());
    QCOMPARE(rows(), 2);
    QVERIFY(DialogProbe(dialog()).press("Clear history"));
    QCOMPARE(rows(), 1);
    QVERIFY(cell(0, HistoryModel::LookupColumn).contains(QStringLiteral("user_2")));
}

void TestHistoryView::fillsInKeysByHand()
{
    LookupRequest request;
    request.workspace = QStringLiteral("prod");
    request.featureService = QStringLiteral("unknown");
    request.joinKeys = {
        {QStringLiteral("a"), QStringLiteral("42")},
        {QStringLiteral("b"), true},
        {QStringLiteral("c"), QJsonValue::Null}};
    request.requestContext = {{QStringLiteral("amt"), 0.1}};
    request.options.tags = true;
    request.options.apiVersion = ApiVersion::V2;
    m_world->memory.remember(QStringLiteral("c1"), {}, request, LookupOutcome());
    m_world->reader->schemaError =
        makeError(ErrorKind::NotFound, QStringLiteral("There is no such service."));
    openTab("History");
    QVERIFY(page().press("Fill in"));
    QTRY_VERIFY(field("Join key 3 name"));
    QVERIFY(page().press("Run"));
    QTRY_COMPARE(m_world->reader->requests.size(), 1);
    QCOMPARE(m_world->reader->requests.constFirst(), request);
}

void TestHistoryView::saysThatACredentialIsGone()
{
    LookupRequest request;
    request.workspace = QStringLiteral("prod");
    request.featureService = QStringLiteral("fraud");
    request.joinKeys = {{QStringLiteral("user_id"), QStringLiteral("u")}};
    m_world->memory.remember(
        QStringLiteral("c1"), QStringLiteral("gone"), request, LookupOutcome());
    openTab("History");
    QVERIFY(page().press("Run again"));
    QCOMPARE(
        bannerText(), QStringLiteral("The keychain does not hold the secret of gone any more."));
    QVERIFY(m_world->reader->requests.isEmpty());
}

void TestHistoryView::tellsOfADamagedFile()
{
    writeIntoHistoryFile(QByteArray("This is no database. ").repeated(1000));
    QVERIFY(bannerText().startsWith(QStringLiteral("The lookup history was damaged")));
    lookUp("user_1");
    openTab("History");
    QCOMPARE(rows(), 1);
    // Only once.
    openPage();
    QVERIFY(bannerText().isEmpty());
}

void TestHistoryView::tellsThatNothingCanBeKept()
{
    m_page.reset();
    m_world = std::make_unique<LookupWorld>();
    QVERIFY(QDir(m_world->directory.path()).mkdir(QStringLiteral("lookups.sqlite")));
    openPage();
    m_world->inventory.add(m_world->session);
    QVERIFY(bannerText().contains(QStringLiteral("lookup history")));
    lookUp("user_1");
    QVERIFY(page().shows(QStringLiteral("1 feature")));
}

void TestHistoryView::offersWhatAnswered()
{
    m_world->memory.suggest(
        QStringLiteral("c1"), QStringLiteral("prod"), QStringLiteral("suggested"));
    lookUp("user_1", "first");
    lookUp("user_1", "second");
    m_world->reader->refusals = {makeError(ErrorKind::NotFound, QStringLiteral("No."))};
    lookUp("user_1", "mistyped");
    openPage();
    const QComboBox *services = page().box("Feature service");
    QCOMPARE(services->currentText(), QStringLiteral("second"));
    QCOMPARE(services->count(), 3);
    QCOMPARE(services->itemText(1), QStringLiteral("first"));
    QCOMPARE(services->itemText(2), QStringLiteral("suggested"));
}

void TestHistoryView::tellsWhichServiceWasMeant()
{
    lookUp("user_1", "fraud_detection");
    m_world->reader->refusals = {
        makeError(ErrorKind::NotFound, QStringLiteral("There is no such service."))};
    lookUp("user_1", "frauddetection");
    QTRY_COMPARE(
        m_page->findChild<Banner *>()->hint(), QStringLiteral("Did you mean “fraud_detection”?"));
    QCOMPARE(bannerText(), QStringLiteral("There is no such service."));
}

QTEST_MAIN(TestHistoryView)
#include "tst_history_view.moc"
