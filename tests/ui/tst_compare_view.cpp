// Comparing the form's lookup with another one, or with a result from before.

#include "core/lookup/saved_result.h"
#include "tests/ui/lookup_page_fixture.h"
#include "ui/lookup/compare_form.h"
#include "ui/lookup/comparison_model.h"
#include "ui/widgets/banner.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

class tst_CompareView : public LookupPageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsWhatDiffers();
    void showsAllOnRequest();
    void saysThatNothingDiffers();
    void comparesWithTheResultShown();
    void comparesWithASavedResult();
    void refusesAFileWithoutAResult();
    void comparesTwoCredentials();
    void tellsWhichSideWasRefused();
    void asksForWhatIsMissing();
    void cancels();
    void theKeyboardStaysWithTheButton();
    void copiesRows();
    void staysFluidWithTenThousandFeatures();

private:
    void openForm(CompareWith with);
    /// Another answer than the one that comes first.
    void answerOtherwise();
    QStringList column(int column) const;
};

void tst_CompareView::init()
{
    makePage();
    m_world->provider->places.append({ScopeKind::Workspace, QStringLiteral("dev")});
    m_world->reader->answer.features += makeFeature("mean", typeOf(DataKind::Float64), 1.5);
    fillForm();
}

void tst_CompareView::cleanup()
{
    dropPage();
}

void tst_CompareView::openForm(CompareWith with)
{
    press("Compare");
    auto *choice = page().find<QComboBox>("Compare with");
    QCOMPARE(QApplication::focusWidget(), choice);
    choice->setCurrentIndex(choice->findData(int(with)));
}

void tst_CompareView::answerOtherwise()
{
    LookupResult other = m_world->reader->answer;
    other.features[0].value = QStringLiteral("13");
    other.timing.wait = std::chrono::milliseconds(45);
    m_world->reader->laterAnswers = {other};
}

QStringList tst_CompareView::column(int column) const
{
    const auto *table = page().find<QTableView>("Differences");
    if (!table)
        return {};
    const QAbstractItemModel *model = table->model();
    QStringList cells;
    for (int row = 0; row < model->rowCount(); ++row)
        cells += model->index(row, column).data().toString();
    return cells;
}

void tst_CompareView::showsWhatDiffers()
{
    answerOtherwise();
    openForm(CompareWith::Workspace);
    page().find<QComboBox>("Other workspace")->setEditText(QStringLiteral("dev"));
    press("Compare now");
    QTRY_VERIFY(
        page().shows(QStringLiteral("1 of 2 features differ · This lookup 38 ms, dev 45 ms")));
    QCOMPARE(m_world->reader->requests.size(), 2);
    QCOMPARE(m_world->reader->requests.at(0).workspace, QStringLiteral("prod"));
    QCOMPARE(m_world->reader->requests.at(1).workspace, QStringLiteral("dev"));
    QCOMPARE(column(ComparisonModel::NameColumn), QStringList{QStringLiteral("count")});
    QCOMPARE(column(ComparisonModel::LeftColumn), QStringList{QStringLiteral("12")});
    QCOMPARE(column(ComparisonModel::RightColumn), QStringList{QStringLiteral("13")});
    QCOMPARE(column(ComparisonModel::DifferenceColumn), QStringList{QStringLiteral("value")});
    QVERIFY(m_world->tasks.tasks().empty());
}

void tst_CompareView::showsAllOnRequest()
{
    showsWhatDiffers();
    auto *table = page().find<QTableView>("Differences");
    const QAbstractItemModelTester tester(table->model());
    QCheckBox *only = nullptr;
    for (QCheckBox *box : m_page->findChildren<QCheckBox *>()) {
        if (box->text() == QLatin1StringView("Only differences"))
            only = box;
    }
    QVERIFY(only && only->isVisible());
    only->click();
    QCOMPARE(table->model()->rowCount(), 2);
    only->click();
    QCOMPARE(table->model()->rowCount(), 1);
}

void tst_CompareView::saysThatNothingDiffers()
{
    openForm(CompareWith::Workspace);
    page().find<QComboBox>("Other workspace")->setEditText(QStringLiteral("dev"));
    press("Compare now");
    QTRY_VERIFY(page().shows(QStringLiteral("No differences")));
    QVERIFY(!page().find<QTableView>("Differences"));
}

void tst_CompareView::comparesWithTheResultShown()
{
    openTab("Differences");
    auto *choice = page().find<QComboBox>("Compare with");
    const QModelIndex shown = choice->model()->index(choice->findData(int(CompareWith::Shown)), 0);
    QVERIFY(!shown.flags().testFlag(Qt::ItemIsEnabled));
    press("Run");
    QTRY_VERIFY(page().shows(QStringLiteral("2 features")));
    QVERIFY(shown.flags().testFlag(Qt::ItemIsEnabled));
    m_world->reader->answer.features.removeLast();
    openForm(CompareWith::Shown);
    press("Compare now");
    QTRY_COMPARE(
        column(ComparisonModel::DifferenceColumn), QStringList{QStringLiteral("only right")});
    QCOMPARE(m_world->reader->requests.size(), 2);
}

void tst_CompareView::comparesWithASavedResult()
{
    const QString path = m_world->directory.filePath(QStringLiteral("before.json"));
    LookupResult before = m_world->reader->answer;
    before.features[1].status = FeatureStatus::MissingData;
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(savedResult(before));
    file.close();
    m_world->openFiles.path = path;
    openForm(CompareWith::File);
    press("Browse");
    QCOMPARE(page().find<QLineEdit>("File")->text(), path);
    press("Compare now");
    QTRY_COMPARE(
        column(ComparisonModel::RightColumn), QStringList{QStringLiteral("1.5 · missing")});
    QCOMPARE(
        page()
            .find<QTableView>("Differences")
            ->model()
            ->headerData(ComparisonModel::RightColumn, Qt::Horizontal)
            .toString(),
        QStringLiteral("before.json"));
}

void tst_CompareView::refusesAFileWithoutAResult()
{
    openForm(CompareWith::File);
    page().find<QLineEdit>("File")->setText(
        m_world->directory.filePath(QStringLiteral("none.json")));
    press("Compare now");
    QVERIFY(m_page->findChild<Banner *>()->text().contains(QStringLiteral("could not be read")));
    QVERIFY(m_world->reader->requests.isEmpty());
}

void tst_CompareView::comparesTwoCredentials()
{
    StoredCredential stored;
    stored.key = {QStringLiteral("c1"), QStringLiteral("a1"), QStringLiteral("client-secret")};
    m_world->credentials->write(
        stored, std::make_shared<const Secret>(fakeSecret(QStringLiteral("a1"))));
    answerOtherwise();
    openForm(CompareWith::Credential);
    auto *credential = page().find<QComboBox>("Other credential");
    QCOMPARE(credential->count(), 2);
    credential->setCurrentIndex(1);
    press("Compare now");
    QTRY_VERIFY(page().shows(QStringLiteral("1 of 2 features differ")));
    QCOMPARE(
        page()
            .find<QTableView>("Differences")
            ->model()
            ->headerData(ComparisonModel::RightColumn, Qt::Horizontal)
            .toString(),
        QStringLiteral("a1"));
}

void tst_CompareView::tellsWhichSideWasRefused()
{
    Error refused = makeError(ErrorKind::NotPermitted, QStringLiteral("No role there."));
    refused.httpStatus = 403;
    m_world->reader->laterRefusals = {refused};
    openForm(CompareWith::Workspace);
    page().find<QComboBox>("Other workspace")->setEditText(QStringLiteral("dev"));
    press("Compare now");
    QTRY_VERIFY(page().shows(QStringLiteral("dev: refused (403)")));
    QCOMPARE(m_page->findChild<Banner *>()->text(), QStringLiteral("No role there."));
    QVERIFY(page().find<QPushButton>("Compare now"));
}

void tst_CompareView::asksForWhatIsMissing()
{
    openForm(CompareWith::Workspace);
    page().find<QComboBox>("Other workspace")->setEditText({});
    press("Compare now");
    QVERIFY(page().shows(QStringLiteral("Enter the workspace")));
    openForm(CompareWith::File);
    press("Compare now");
    QVERIFY(page().shows(QStringLiteral("Choose a file")));
    QVERIFY(m_world->reader->requests.isEmpty());
}

void tst_CompareView::cancels()
{
    m_world->reader->held = true;
    openForm(CompareWith::Credential);
    press("Compare now");
    QTRY_COMPARE(m_world->reader->requests.size(), 1);
    press("Cancel comparing");
    QTRY_VERIFY(page().shows(QStringLiteral("Nothing was compared.")));
    QVERIFY(m_world->tasks.tasks().empty());
}

void tst_CompareView::theKeyboardStaysWithTheButton()
{
    // A card with a button to close stands below.
    press("Repeat");
    press("Start repeating");
    QTRY_VERIFY(page().find<QAbstractButton>("Close repeating"));
    openForm(CompareWith::Workspace);
    page().find<QComboBox>("Other workspace")->setEditText(QStringLiteral("dev"));
    QWidget *button = page().find<QPushButton>("Compare now");
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QTRY_VERIFY(page().shows(QStringLiteral("No differences")));
    QCOMPARE(QApplication::focusWidget(), button);
    // The same while it waits for an answer.
    m_world->reader->held = true;
    QTest::keyClick(button, Qt::Key_Space);
    QWidget *cancel = page().find<QPushButton>("Cancel comparing");
    QCOMPARE(QApplication::focusWidget(), cancel);
    QTest::keyClick(cancel, Qt::Key_Space);
    QTRY_VERIFY(page().shows(QStringLiteral("Nothing was compared.")));
    QCOMPARE(QApplication::focusWidget(), button);
    QVERIFY(page().find<QAbstractButton>("Close repeating"));
}

void tst_CompareView::copiesRows()
{
    showsWhatDiffers();
    auto *table = page().find<QTableView>("Differences");
    table->setFocus();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("count\t12\t13\tvalue"));
}

void tst_CompareView::staysFluidWithTenThousandFeatures()
{
    constexpr int many = 10'000;
    LookupResult &left = m_world->reader->answer;
    left.features.clear();
    for (int i = 0; i < many; ++i)
        left.features += makeFeature(
            qPrintable(QStringLiteral("feature_%1").arg(i)), typeOf(DataKind::Int64),
            QString::number(i));
    LookupResult right = left;
    right.features[many - 1].value = QStringLiteral("0");
    ComparisonModel model;
    QTableView table;
    table.setModel(&model);
    table.show();
    QBENCHMARK
    {
        model.setComparison(compareLookups(left, right), {}, {});
        model.setOnlyDifferences(false);
        table.grab();
        model.setOnlyDifferences(true);
    }
    QCOMPARE(model.rowCount(), 1);
}

QTEST_MAIN(tst_CompareView)
#include "tst_compare_view.moc"
