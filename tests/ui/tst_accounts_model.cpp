// The account list as a model: filter, chips, order, details that arrive late, and its cost.

#include "tests/ui/accounts_fixture.h"
#include "ui/accounts/account_table_model.h"
#include "ui/accounts/secret_table_model.h"
#include "ui/accounts/time_text.h"
#include "ui/roles/role_table_model.h"
#include "ui/widgets/item_roles.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace keywright;
using namespace keywright::test;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

QStringList column(const QAbstractItemModel &model, AccountColumn column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts.append(model.index(row, int(column)).data().toString());
    return texts;
}

QStringList names(const QAbstractItemModel &model)
{
    return column(model, AccountColumn::Name);
}

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

class AccountsModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void listsByName();
    void filtersByNameIdAndDescription_data();
    void filtersByNameIdAndDescription();
    void chipsOfAGroupWidenAndGroupsNarrow_data();
    void chipsOfAGroupWidenAndGroupsNarrow();
    void chipCountsFollowTheText();
    void sortsByEveryColumn_data();
    void sortsByEveryColumn();
    void detailsChangeTheRowInPlace();
    void findsRowsByKey();
    void keepsFilterThroughRefresh();
    void followsAddedAndRemovedAccounts();
    void severalConnections();
    void roleNamesArriveLate();
    void cellsSayWhatTheySee();
    void deadlines_data();
    void deadlines();

    void secretModel();
    void roleModel();

    void costOfManyAccounts();

private:
    void addSome();

    std::unique_ptr<AccountsWorld> m_world;
    std::unique_ptr<AccountTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void AccountsModelTest::init()
{
    m_world = std::make_unique<AccountsWorld>();
    m_model =
        std::make_unique<AccountTableModel>(m_world->inventory, m_world->roles, m_world->clock);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(), fatal);
}

void AccountsModelTest::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_world.reset();
}

void AccountsModelTest::addSome()
{
    m_world->addAccount("delta");
    m_world->addAccount("alpha", AccountType::ApiKey);
    m_world->addAccount("Charlie").status = AccountStatus::Deactivated;
    m_world->addAccount("bravo");
    m_world->open();
}

void AccountsModelTest::listsByName()
{
    addSome();
    QCOMPARE(names(*m_model), words("alpha bravo Charlie delta"));
    QCOMPARE(m_model->total(), 4);
}

void AccountsModelTest::filtersByNameIdAndDescription_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("name") << QStringLiteral("brav") << words("bravo");
    QTest::newRow("case") << QStringLiteral("CHAR") << words("Charlie");
    QTest::newRow("id") << QStringLiteral("id-delta") << words("delta");
    QTest::newRow("description") << QStringLiteral("what alpha does") << words("alpha");
    QTest::newRow("spaces around") << QStringLiteral("  bravo ") << words("bravo");
    QTest::newRow("nothing") << QStringLiteral("zulu") << QStringList();
    QTest::newRow("all") << QString() << words("alpha bravo Charlie delta");
}

void AccountsModelTest::filtersByNameIdAndDescription()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    addSome();
    m_model->setFilter(text, 0);
    QCOMPARE(names(*m_model), expected);
}

void AccountsModelTest::chipsOfAGroupWidenAndGroupsNarrow_data()
{
    QTest::addColumn<int>("chips");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("active") << int(ActiveFlag) << words("alpha bravo delta");
    QTest::newRow("deactivated") << int(DeactivatedFlag) << words("Charlie");
    QTest::newRow("both") << int(ActiveFlag | DeactivatedFlag)
                          << words("alpha bravo Charlie delta");
    QTest::newRow("active keys") << int(ActiveFlag | ApiKeyFlag) << words("alpha");
    QTest::newRow("deactivated keys") << int(DeactivatedFlag | ApiKeyFlag) << QStringList();
    QTest::newRow("no roles") << int(NoRolesFlag) << words("bravo");
}

void AccountsModelTest::chipsOfAGroupWidenAndGroupsNarrow()
{
    QFETCH(int, chips);
    QFETCH(QStringList, expected);
    m_world->provider->roles[QStringLiteral("id-delta")] = {makeGrant("viewer", "prod")};
    addSome();
    for (const char *name : {"bravo", "delta"})
        m_world->inventory.loadDetails(m_world->id, m_world->key(name).accountId);
    QTRY_VERIFY(m_world->inventory.find(m_world->id, m_world->key("delta").accountId)->roles);
    m_model->setFilter({}, static_cast<quint16>(chips));
    QCOMPARE(names(*m_model), expected);
}

void AccountsModelTest::chipCountsFollowTheText()
{
    addSome();
    QCOMPARE(m_model->chipCount(0), 3);
    QCOMPARE(m_model->chipCount(1), 1);
    m_model->setFilter(QStringLiteral("charlie"), 0);
    QCOMPARE(m_model->chipCount(0), 0);
    QCOMPARE(m_model->chipCount(1), 1);
    m_model->setFilter({}, DeactivatedFlag);
    QCOMPARE(m_model->chipCount(0), 3);
}

void AccountsModelTest::sortsByEveryColumn_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("descending");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, AccountColumn column, bool descending,
                        const char *order) {
        QTest::newRow(name) << int(column) << descending << words(order);
    };
    row("name", AccountColumn::Name, false, "alpha bravo Charlie delta");
    row("name down", AccountColumn::Name, true, "delta Charlie bravo alpha");
    row("type", AccountColumn::Type, false, "bravo Charlie delta alpha");
    row("status", AccountColumn::Status, false, "alpha bravo delta Charlie");
    row("status down", AccountColumn::Status, true, "Charlie alpha bravo delta");
    row("roles", AccountColumn::Roles, false, "alpha bravo Charlie delta");
    row("secrets", AccountColumn::Secrets, true, "alpha delta bravo Charlie");
    row("deadline", AccountColumn::Deadline, false, "delta alpha bravo Charlie");
    row("connection", AccountColumn::Connection, false, "alpha bravo Charlie delta");
}

void AccountsModelTest::sortsByEveryColumn()
{
    QFETCH(int, column);
    QFETCH(bool, descending);
    QFETCH(QStringList, expected);
    addSome();
    m_world->addSecret(QStringLiteral("id-delta"), "s1").expiresAt =
        m_world->clock->now().addDays(3);
    m_world->inventory.loadDetails(m_world->id, QStringLiteral("id-delta"));
    QTRY_VERIFY(m_world->inventory.find(m_world->id, QStringLiteral("id-delta"))->secrets);
    m_model->sort(column, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    QCOMPARE(names(*m_model), expected);
}

void AccountsModelTest::detailsChangeTheRowInPlace()
{
    addSome();
    m_world->provider->roles[QStringLiteral("id-bravo")] = {makeGrant("viewer", "prod")};
    m_world->roles.load(m_world->id);
    QTRY_VERIFY(m_world->roles.isReady(m_world->id));
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    m_world->inventory.loadDetails(m_world->id, QStringLiteral("id-bravo"));
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toModelIndex().row(), 1);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(
        m_model->index(1, int(AccountColumn::Roles)).data().toString(),
        QStringLiteral("Viewer · prod"));
}

void AccountsModelTest::findsRowsByKey()
{
    addSome();
    QCOMPARE(m_model->rowOf(m_world->key("Charlie")), 2);
    QCOMPARE(m_model->keyAt(2), m_world->key("Charlie"));
    QCOMPARE(m_model->rowOf(m_world->key("nobody")), -1);
    QVERIFY(m_model->keyAt(17).isEmpty());
    m_model->setFilter(QStringLiteral("delta"), 0);
    QCOMPARE(m_model->rowOf(m_world->key("Charlie")), -1);
    QCOMPARE(m_model->rowOf(m_world->key("delta")), 0);
}

void AccountsModelTest::keepsFilterThroughRefresh()
{
    addSome();
    m_model->setFilter(QStringLiteral("a"), ActiveFlag);
    const QStringList before = names(*m_model);
    m_world->addAccount("another");
    QSignalSpy refreshed(&m_world->inventory, &Inventory::refreshed);
    m_world->inventory.refresh(m_world->id);
    QTRY_COMPARE(refreshed.size(), 1);
    QCOMPARE(names(*m_model).size(), before.size() + 1);
    QVERIFY(names(*m_model).contains(QStringLiteral("another")));
}

void AccountsModelTest::followsAddedAndRemovedAccounts()
{
    addSome();
    ServiceAccount added = *m_world->inventory.find(m_world->id, QStringLiteral("id-bravo"));
    added.id = QStringLiteral("id-new");
    added.name = QStringLiteral("aardvark");
    m_world->inventory.put(m_world->id, added);
    QCOMPARE(names(*m_model).first(), QStringLiteral("aardvark"));
    m_world->inventory.take(m_world->id, QStringLiteral("id-alpha"));
    QCOMPARE(names(*m_model), words("aardvark bravo Charlie delta"));
}

void AccountsModelTest::severalConnections()
{
    addSome();
    AccountsWorld other(QStringLiteral("c2"));
    other.addAccount("echo");
    m_world->inventory.add(other.session);
    m_world->inventory.refresh(other.id);
    QTRY_COMPARE(m_model->total(), 5);
    QCOMPARE(m_model->rowOf(other.key("echo")), 4);
    m_model->setConnection(other.id);
    QCOMPARE(names(*m_model), words("echo"));
    m_world->inventory.remove(other.id);
    QCOMPARE(m_model->rowCount(), 0);
    m_model->setConnection({});
    QCOMPARE(m_model->rowCount(), 4);
}

void AccountsModelTest::roleNamesArriveLate()
{
    m_world->provider->roles[QStringLiteral("id-bravo")] = {makeGrant("viewer", "prod")};
    addSome();
    m_world->inventory.loadDetails(m_world->id, QStringLiteral("id-bravo"));
    const QModelIndex roles = m_model->index(1, int(AccountColumn::Roles));
    QTRY_COMPARE(roles.data().toString(), QStringLiteral("viewer · prod"));
    m_world->roles.load(m_world->id);
    QTRY_COMPARE(roles.data().toString(), QStringLiteral("Viewer · prod"));
}

void AccountsModelTest::cellsSayWhatTheySee()
{
    RoleGrant admin = makeGrant("admin", "");
    admin.scope.kind = ScopeKind::Organization;
    m_world->provider->roles[QStringLiteral("id-Charlie")] = {
        makeGrant("viewer", "prod", "ML"), admin};
    m_world->addSecret(QStringLiteral("id-Charlie"), "s1");
    m_world->addSecret(QStringLiteral("id-Charlie"), "s2").status = SecretStatus::Deactivated;
    addSome();
    m_world->roles.load(m_world->id);
    m_world->inventory.loadDetails(m_world->id, QStringLiteral("id-Charlie"));
    const auto cell = [this](AccountColumn column, int role = Qt::DisplayRole) {
        return m_model->index(2, int(column)).data(role);
    };
    QTRY_COMPARE(
        cell(AccountColumn::Secrets).toString(), QStringLiteral("1 active, 1 deactivated"));
    QCOMPARE(cell(AccountColumn::Name, SecondaryTextRole).toString(), QStringLiteral("id-Charlie"));
    QCOMPARE(cell(AccountColumn::Status).toString(), QStringLiteral("Deactivated"));
    QCOMPARE(cell(AccountColumn::Status, HollowRole).toBool(), true);
    QCOMPARE(cell(AccountColumn::Secrets, DotsRole).value<QList<Dot>>().size(), 2);
    QCOMPARE(cell(AccountColumn::Roles).toString(), QStringLiteral("Admin; +1 via group"));
    QCOMPARE(cell(AccountColumn::Roles, ToneRole).toInt(), int(Tone::Warn));
    QCOMPARE(cell(AccountColumn::Connection).toString(), QStringLiteral("Tecton prod"));
    QCOMPARE(
        m_model->index(0, int(AccountColumn::Secrets)).data().toString(), QStringLiteral("key"));
}

void AccountsModelTest::deadlines_data()
{
    QTest::addColumn<int>("days");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("tone");
    QTest::newRow("over") << -2 << QStringLiteral("2 days ago") << int(Tone::Bad);
    QTest::newRow("today") << 0 << QStringLiteral("today") << int(Tone::Bad);
    QTest::newRow("tomorrow") << 1 << QStringLiteral("tomorrow") << int(Tone::Bad);
    QTest::newRow("soon") << 6 << QStringLiteral("in 6 days") << int(Tone::Warn);
    QTest::newRow("far") << 64 << QStringLiteral("in 64 days") << -1;
}

void AccountsModelTest::deadlines()
{
    QFETCH(int, days);
    QFETCH(QString, text);
    QFETCH(int, tone);
    m_world->addSecret(QStringLiteral("id-solo"), "s1").expiresAt =
        m_world->clock->now().addDays(days);
    m_world->addAccount("solo");
    m_world->open();
    m_world->inventory.loadDetails(m_world->id, QStringLiteral("id-solo"));
    const QModelIndex cell = m_model->index(0, int(AccountColumn::Deadline));
    QTRY_COMPARE(cell.data().toString(), text);
    QCOMPARE(cell.data(ToneRole).isValid() ? cell.data(ToneRole).toInt() : -1, tone);
}

void AccountsModelTest::secretModel()
{
    SecretTableModel model(m_world->clock);
    QAbstractItemModelTester tester(&model, fatal);
    ClientSecret older;
    older.id = QStringLiteral("s-old");
    older.createdAt = m_world->clock->now().addDays(-9);
    older.status = SecretStatus::Deactivated;
    ClientSecret newer = older;
    newer.id = QStringLiteral("s-new");
    newer.masked = QStringLiteral("…abcd");
    newer.createdAt = m_world->clock->now();
    model.setSecrets({older, newer});
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("…abcd"));
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("s-old"));
    QCOMPARE(model.index(1, 1).data().toString(), QStringLiteral("Deactivated"));
    model.setSecrets({});
    QCOMPARE(model.rowCount(), 0);
}

void AccountsModelTest::roleModel()
{
    m_world->open();
    m_world->roles.load(m_world->id);
    QTRY_VERIFY(m_world->roles.isReady(m_world->id));
    RoleTableModel model(m_world->roles);
    QAbstractItemModelTester tester(&model, fatal);
    RoleGrant admin = makeGrant("admin", "");
    admin.scope.kind = ScopeKind::Organization;
    model.setGrants(m_world->id, {makeGrant("viewer", "prod", "ML"), admin});
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Admin"));
    QCOMPARE(model.index(0, 0).data(ToneRole).toInt(), int(Tone::Warn));
    QCOMPARE(model.index(1, 2).data().toString(), QStringLiteral("via ML"));
}

/// Prints figures and asserts nothing about time: machines differ.
void AccountsModelTest::costOfManyAccounts()
{
    m_tester.reset();
    const int count = qEnvironmentVariableIntValue("KEYWRIGHT_BENCH_ACCOUNTS");
    const int accounts = count > 0 ? count : 20'000;
    for (int i = 0; i < accounts; ++i) {
        ServiceAccount account;
        account.name = QStringLiteral("team-%1-service-%2").arg(i * 7919 % 97).arg(i);
        account.id = QStringLiteral("svc_%1").arg(i * 2654435761u % 0xffffffffu, 8, 16);
        account.description = QStringLiteral("Scores events of stream %1").arg(i % 1000);
        account.type = i % 5 ? AccountType::OAuth : AccountType::ApiKey;
        m_world->provider->accounts.append(account);
    }
    m_world->inventory.add(m_world->session);
    QElapsedTimer timer;
    timer.start();
    m_world->inventory.refresh(m_world->id);
    QTRY_COMPARE(m_model->rowCount(), accounts);
    qInfo("%d accounts: list and model built in %lld ms", accounts, timer.elapsed());

    std::vector<qint64> strokes;
    const QString typed = QStringLiteral("service-1234");
    for (int round = 0; round < 3; ++round) {
        for (int length = 1; length <= typed.size(); ++length) {
            timer.start();
            m_model->setFilter(typed.left(length), ActiveFlag);
            strokes.push_back(timer.nsecsElapsed() / 1000);
        }
    }
    std::sort(strokes.begin(), strokes.end());
    qInfo(
        "filter: p95 %.1f ms, worst %.1f ms", double(strokes[strokes.size() * 95 / 100]) / 1000,
        double(strokes.back()) / 1000);
    m_model->setFilter({}, 0);
    for (int column = 0; column < accountColumnCount; ++column) {
        timer.start();
        m_model->sort(column, Qt::DescendingOrder);
        qInfo("sort by column %d: %lld ms", column, timer.elapsed());
    }
    QCOMPARE(m_model->rowCount(), accounts);
}

QTEST_MAIN(AccountsModelTest)
#include "tst_accounts_model.moc"
