// Single accounts that come, change or go: one row each, never a new list, and the same result as
// if the list had been built anew.

#include "tests/ui/accounts_fixture.h"
#include "ui/accounts/account_table.h"
#include "ui/accounts/account_table_model.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

QStringList names(const QAbstractItemModel &model)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts.append(model.index(row, 0).data().toString());
    return texts;
}

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
}

ServiceAccount accountNamed(const QString &name, AccountType type = AccountType::OAuth)
{
    ServiceAccount account;
    account.name = name;
    account.id = QStringLiteral("id-") + name;
    account.type = type;
    return account;
}

/// Counts what a model says about its rows.
struct ModelSignals
{
    explicit ModelSignals(const QAbstractItemModel &model)
        : reset(&model, &QAbstractItemModel::modelReset)
        , inserted(&model, &QAbstractItemModel::rowsInserted)
        , removed(&model, &QAbstractItemModel::rowsRemoved)
        , changed(&model, &QAbstractItemModel::dataChanged)
    {
    }
    QList<int> counts() const
    {
        return {int(reset.size()), int(inserted.size()), int(removed.size()), int(changed.size())};
    }

    QSignalSpy reset;
    QSignalSpy inserted;
    QSignalSpy removed;
    QSignalSpy changed;
};

} // namespace

class AccountsChangesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void oneAccountIsOneRow();
    void whatTheFilterLeavesOutIsNoRow();
    void severalConnectionsStayApart();
    void othersAreRightWhileARowGoes();
    void chipCountsFollow();
    void lastUsedIsTheNewest();
    void tableKeepsWhatIsChosen();
    void manyChangesGiveTheSameList_data();
    void manyChangesGiveTheSameList();
    void costOfOneAmongMany();

private:
    void put(const ServiceAccount &account) { m_world->inventory.put(m_world->id, account); }
    void put(const char *name) { put(accountNamed(QString::fromLatin1(name))); }
    void take(const char *name)
    {
        m_world->inventory.take(m_world->id, m_world->key(name).accountId);
    }
    void addSome()
    {
        for (const char *name : {"delta", "alpha", "charlie"})
            m_world->addAccount(name);
        m_world->open();
    }

    std::unique_ptr<AccountsWorld> m_world;
    std::unique_ptr<AccountTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void AccountsChangesTest::init()
{
    m_world = std::make_unique<AccountsWorld>();
    m_model =
        std::make_unique<AccountTableModel>(m_world->inventory, m_world->roles, m_world->clock);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void AccountsChangesTest::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_world.reset();
}

void AccountsChangesTest::oneAccountIsOneRow()
{
    addSome();
    const ModelSignals told(*m_model);
    put("bravo");
    QCOMPARE(told.counts(), QList<int>({0, 1, 0, 0}));
    QCOMPARE(told.inserted.first().at(1).toInt(), 1);
    QCOMPARE(names(*m_model), words("alpha bravo charlie delta"));
    QCOMPARE(m_model->keyAt(1), m_world->key("bravo"));
    QCOMPARE(m_model->rowOf(m_world->key("delta")), 3);

    ServiceAccount changed = accountNamed(QStringLiteral("bravo"));
    changed.status = AccountStatus::Deactivated;
    put(changed);
    QCOMPARE(told.counts(), QList<int>({0, 1, 0, 1}));

    take("alpha");
    QCOMPARE(told.counts(), QList<int>({0, 1, 1, 1}));
    QCOMPARE(told.removed.first().at(1).toInt(), 0);
    QCOMPARE(names(*m_model), words("bravo charlie delta"));
    QCOMPARE(m_model->rowOf(m_world->key("alpha")), -1);
    QCOMPARE(m_model->rowOf(m_world->key("bravo")), 0);
    QCOMPARE(m_model->total(), 3);
    m_model->sort(0, Qt::DescendingOrder);
    QCOMPARE(names(*m_model), words("delta charlie bravo"));
}

void AccountsChangesTest::whatTheFilterLeavesOutIsNoRow()
{
    addSome();
    m_model->setFilter(QStringLiteral("alpha"), 0);
    const ModelSignals told(*m_model);
    put("zulu");
    take("delta");
    QCOMPARE(told.counts(), QList<int>({0, 0, 0, 0}));
    QCOMPARE(names(*m_model), words("alpha"));
    QCOMPARE(m_model->total(), 3);
    put("alpha-two");
    QCOMPARE(names(*m_model), words("alpha alpha-two"));
    m_model->setFilter({}, 0);
    QCOMPARE(names(*m_model), words("alpha alpha-two charlie zulu"));
}

void AccountsChangesTest::severalConnectionsStayApart()
{
    addSome();
    AccountsWorld other(QStringLiteral("c2"));
    other.addAccount("echo");
    other.addAccount("bravo");
    m_world->inventory.add(other.session);
    m_world->inventory.refresh(other.id);
    QTRY_COMPARE(m_model->total(), 5);
    const ModelSignals told(*m_model);
    put("aardvark"); // moves the entries of the other connection
    take("charlie");
    m_world->inventory.put(other.id, accountNamed(QStringLiteral("zulu")));
    m_world->inventory.take(other.id, QStringLiteral("id-echo"));
    QCOMPARE(told.counts(), QList<int>({0, 2, 2, 0}));
    QCOMPARE(names(*m_model), words("aardvark alpha bravo delta zulu"));
    QCOMPARE(m_model->keyAt(2), other.key("bravo"));
    QCOMPARE(m_model->rowOf(other.key("zulu")), 4);
    m_model->setConnection(other.id);
    QCOMPARE(names(*m_model), words("bravo zulu"));
    const ModelSignals alone(*m_model);
    put("yankee"); // of a connection that is not shown
    QCOMPARE(alone.counts(), QList<int>({0, 0, 0, 0}));
}

void AccountsChangesTest::othersAreRightWhileARowGoes()
{
    addSome();
    QStringList seen;
    connect(m_model.get(), &QAbstractItemModel::rowsAboutToBeRemoved, this, [this, &seen] {
        seen = names(*m_model);
    });
    take("alpha"); // the second of the server's list, the first row
    QCOMPARE(seen, QStringList({QString(), QStringLiteral("charlie"), QStringLiteral("delta")}));
}

void AccountsChangesTest::chipCountsFollow()
{
    addSome();
    QSignalSpy counted(m_model.get(), &AccountTableModel::countsChanged);
    put(accountNamed(QStringLiteral("key"), AccountType::ApiKey));
    QCOMPARE(m_model->chipCount(3), 1);
    QCOMPARE(m_model->chipCount(0), 4);
    take("key");
    QCOMPARE(m_model->chipCount(3), 0);
    QCOMPARE(m_model->chipCount(0), 3);
    QCOMPARE(counted.size(), 2);
}

void AccountsChangesTest::lastUsedIsTheNewest()
{
    addSome();
    ServiceAccount used = accountNamed(QStringLiteral("alpha"));
    ClientSecret secret;
    secret.lastUsedAt = m_world->clock->now().addDays(-9);
    used.secrets = {secret, secret};
    used.secrets->last().lastUsedAt = m_world->clock->now().addDays(-2);
    put(used);
    const auto cell = [this](int row, int role = Qt::DisplayRole) {
        return m_model->index(row, int(AccountColumn::LastUsed)).data(role).toString();
    };
    QCOMPARE(cell(0), QStringLiteral("2 days ago"));
    QVERIFY(!cell(0, Qt::ToolTipRole).isEmpty());
    QCOMPARE(cell(1), QStringLiteral("—"));
    used = accountNamed(QStringLiteral("delta"));
    used.secrets = {secret};
    put(used);
    m_model->sort(int(AccountColumn::LastUsed), Qt::DescendingOrder);
    QCOMPARE(names(*m_model), words("alpha delta charlie"));
    m_model->sort(int(AccountColumn::LastUsed), Qt::AscendingOrder);
    QCOMPARE(names(*m_model), words("charlie delta alpha"));
}

void AccountsChangesTest::tableKeepsWhatIsChosen()
{
    addSome();
    AccountTable table(*m_model, m_world->inventory, nullptr);
    table.choose(m_world->key("charlie"));
    QSignalSpy chosen(&table, &AccountTable::chosenChanged);
    put("bravo");
    take("alpha");
    QCOMPARE(chosen.size(), 0);
    QCOMPARE(table.chosen(), m_world->key("charlie"));
    QCOMPARE(table.currentIndex().row(), 1);
    QVERIFY(table.selectionModel()->isRowSelected(1));
    take("charlie"); // what stands in its place now
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(table.chosen(), m_world->key("delta"));
    take("delta");
    QCOMPARE(table.chosen(), m_world->key("bravo"));
}

void AccountsChangesTest::manyChangesGiveTheSameList_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("descending");
    for (int column = 0; column < accountColumnCount; ++column) {
        QTest::addRow("column %d", column) << column << false;
        QTest::addRow("column %d down", column) << column << true;
    }
}

void AccountsChangesTest::manyChangesGiveTheSameList()
{
    QFETCH(int, column);
    QFETCH(bool, descending);
    QRandomGenerator random(20260101);
    m_world->open();
    AccountsWorld other(QStringLiteral("c2"));
    m_world->inventory.add(other.session);
    m_world->inventory.refresh(other.id);
    m_model->sort(column, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    m_model->setFilter(QStringLiteral("a"), 0);
    const ModelSignals told(*m_model);
    for (int step = 0; step < 150; ++step) {
        const QString &connection = random.bounded(2) ? m_world->id : other.id;
        const QString name =
            QStringLiteral("%1a%2").arg(random.bounded(2) ? u'b' : u'x').arg(random.bounded(60));
        ServiceAccount account = accountNamed(name);
        if (random.bounded(3) == 0) {
            m_world->inventory.take(connection, account.id);
            continue;
        }
        if (m_world->inventory.find(connection, account.id))
            continue; // a changed account stays where it is until the next sort
        account.type = random.bounded(2) ? AccountType::OAuth : AccountType::ApiKey;
        account.status = random.bounded(2) ? AccountStatus::Active : AccountStatus::Deactivated;
        account.roles = QList<RoleGrant>{makeGrant(random.bounded(2) ? "viewer" : "admin", "prod")};
        ClientSecret secret;
        secret.lastUsedAt = m_world->clock->now().addDays(-random.bounded(5));
        secret.expiresAt = m_world->clock->now().addDays(random.bounded(5));
        account.secrets = QList<ClientSecret>(random.bounded(3), secret);
        m_world->inventory.put(connection, account);
    }
    QCOMPARE(told.reset.size(), 0);
    AccountTableModel fresh(m_world->inventory, m_world->roles, m_world->clock);
    fresh.sort(column, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    fresh.setFilter(QStringLiteral("a"), 0);
    QCOMPARE(names(*m_model), names(fresh));
    for (int row = 0; row < fresh.rowCount(); ++row)
        QCOMPARE(m_model->rowOf(fresh.keyAt(row)), row);
    for (int chip = 0; chip < accountChipCount; ++chip)
        QCOMPARE(m_model->chipCount(chip), fresh.chipCount(chip));
}

/// Prints figures and asserts nothing about time: machines differ.
void AccountsChangesTest::costOfOneAmongMany()
{
    m_tester.reset();
    const int count = qEnvironmentVariableIntValue("KEYWRIGHT_BENCH_ACCOUNTS");
    const int accounts = count > 0 ? count : 20'000;
    for (int i = 0; i < accounts; ++i)
        m_world->provider->accounts.append(
            accountNamed(QStringLiteral("team-%1-service-%2").arg(i * 7919 % 97).arg(i)));
    m_world->open();
    QTRY_COMPARE(m_model->rowCount(), accounts);
    const ModelSignals told(*m_model);
    QElapsedTimer timer;
    const auto measure = [&timer](const char *what, const std::function<void()> &step) {
        std::vector<qint64> times;
        for (int round = 0; round < 9; ++round) {
            timer.start();
            step();
            times.push_back(timer.nsecsElapsed() / 1000);
        }
        std::sort(times.begin(), times.end());
        qInfo(
            "%s: median %.1f ms, worst %.1f ms", what, double(times[4]) / 1000,
            double(times.back()) / 1000);
    };
    qInfo("%d accounts", accounts);
    int number = 0;
    measure("add one", [&] { put(accountNamed(QStringLiteral("team-5-new-%1").arg(++number))); });
    ServiceAccount changed = accountNamed(QStringLiteral("team-5-new-1"));
    measure("change one", [&] {
        changed.description += u'x';
        put(changed);
    });
    measure("remove one", [&] {
        const QString id = QStringLiteral("id-team-5-new-%1").arg(number--);
        m_world->inventory.take(m_world->id, id);
    });
    QCOMPARE(told.counts(), QList<int>({0, 9, 9, 9}));
    QCOMPARE(m_model->rowCount(), accounts);
}

QTEST_MAIN(AccountsChangesTest)
#include "tst_accounts_changes.moc"
