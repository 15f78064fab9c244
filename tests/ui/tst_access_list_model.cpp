// The access list as a table.

#include "tests/support/fake_clock.h"
#include "ui/accounts/access_list_model.h"
#include "ui/accounts/time_text.h"
#include "ui/widgets/item_roles.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

class AccessListModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cells();
    void sorts_data();
    void sorts();
    void findsRows();

private:
    QStringList addresses() const;

    std::shared_ptr<FakeClock> m_clock = std::make_shared<FakeClock>();
    std::unique_ptr<AccessListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void AccessListModelTest::init()
{
    m_tester.reset();
    m_model = std::make_unique<AccessListModel>(m_clock);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto entry = [this](
                           const char *address, int createdDaysAgo, int usedDaysAgo,
                           const char *from, int requests) {
        AccessEntry made;
        made.address = QString::fromLatin1(address);
        made.createdAt = m_clock->now().addDays(-createdDaysAgo);
        if (usedDaysAgo >= 0)
            made.lastUsedAt = m_clock->now().addDays(-usedDaysAgo);
        made.lastUsedAddress = QString::fromLatin1(from);
        made.requestCount = requests;
        return made;
    };
    m_model->setEntries(
        {entry("203.0.113.7", 3, 1, "203.0.113.7", 12),
         entry("2001:db8:0:0:0:0:0:0/32", 9, -1, "", 0),
         entry("10.0.0.0/8", 5, 4, "10.2.0.9", 1234), entry("10.0.0.0/24", 1, 4, "10.0.0.10", 12)});
}

QStringList AccessListModelTest::addresses() const
{
    QStringList texts;
    for (int row = 0; row < m_model->rowCount(); ++row)
        texts.append(m_model->index(row, 0).data().toString());
    return texts;
}

void AccessListModelTest::cells()
{
    const auto cell = [this](int row, int column, int role = Qt::DisplayRole) {
        return m_model->index(row, column).data(role).toString();
    };
    QCOMPARE(cell(2, AccessListModel::AddressColumn), QStringLiteral("203.0.113.7"));
    QCOMPARE(cell(2, AccessListModel::LastUsedColumn), QStringLiteral("yesterday"));
    QCOMPARE(
        cell(2, AccessListModel::LastUsedColumn, Qt::ToolTipRole),
        timetext::exact(m_clock->now().addDays(-1)));
    QCOMPARE(
        cell(2, AccessListModel::AddressColumn, SecondaryTextRole),
        QStringLiteral("yesterday · 203.0.113.7"));
    QCOMPARE(
        cell(2, AccessListModel::AddressColumn, Qt::AccessibleDescriptionRole),
        QStringLiteral("yesterday · 203.0.113.7"));
    QCOMPARE(cell(2, AccessListModel::RequestsColumn), QStringLiteral("12"));
    QCOMPARE(cell(2, AccessListModel::CreatedColumn), timetext::date(m_clock->now().addDays(-3)));
    QCOMPARE(cell(3, AccessListModel::LastUsedColumn), QStringLiteral("never"));
    QCOMPARE(
        cell(3, AccessListModel::AddressColumn, SecondaryTextRole), QStringLiteral("never used"));
    QCOMPARE(
        cell(3, AccessListModel::AddressColumn, Qt::AccessibleDescriptionRole),
        QStringLiteral("never used"));
    QVERIFY(cell(3, AccessListModel::AddressColumn, Qt::ToolTipRole)
                .contains(timetext::exact(m_clock->now().addDays(-9))));
    QCOMPARE(
        m_model->headerData(AccessListModel::LastUsedColumn, Qt::Horizontal).toString(),
        QStringLiteral("Last used"));
}

void AccessListModelTest::sorts_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("descending");
    QTest::addColumn<QStringList>("expected");
    const QString v6 = QStringLiteral("2001:db8::/32");
    const QString wide = QStringLiteral("10.0.0.0/8");
    const QString narrow = QStringLiteral("10.0.0.0/24");
    const QString one = QStringLiteral("203.0.113.7");
    const auto row = [](const char *name, int column, bool descending, const QStringList &order) {
        QTest::newRow(name) << column << descending << order;
    };
    row("address", AccessListModel::AddressColumn, false, {wide, narrow, one, v6});
    row("address down", AccessListModel::AddressColumn, true, {v6, one, narrow, wide});
    row("used", AccessListModel::LastUsedColumn, false, {v6, wide, narrow, one});
    row("used down", AccessListModel::LastUsedColumn, true, {one, wide, narrow, v6});
    row("requests down", AccessListModel::RequestsColumn, true, {wide, narrow, one, v6});
    row("created", AccessListModel::CreatedColumn, false, {v6, wide, one, narrow});
}

void AccessListModelTest::sorts()
{
    QFETCH(int, column);
    QFETCH(bool, descending);
    QFETCH(QStringList, expected);
    m_model->sort(column, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    QCOMPARE(addresses(), expected);
    m_model->sort(-1);
    QCOMPARE(addresses(), expected);
}

void AccessListModelTest::findsRows()
{
    QCOMPARE(m_model->rowOf(QStringLiteral("203.0.113.7")), 2);
    QCOMPARE(m_model->entryAt(2).requestCount, 12);
    QCOMPARE(m_model->rowOf(QStringLiteral("203.0.113.8")), -1);
    m_model->setEntries({});
    QCOMPARE(m_model->rowCount(), 0);
}

QTEST_GUILESS_MAIN(AccessListModelTest)
#include "tst_access_list_model.moc"
