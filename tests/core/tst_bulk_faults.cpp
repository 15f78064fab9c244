// A selection of accounts on both systems of the sandbox: where a run ends when the second one
// fails, what goes on when it is told to, and what another process finds.

#include "core/accounts/account_actions.h"
#include "core/accounts/journalled_creation.h"
#include "core/rotation/bulk_report.h"
#include "core/rotation/expiring_accounts.h"
#include "tests/support/sandbox_world.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

class BulkFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rotatesAll_data() { providers(); }
    void rotatesAll();
    void retiresAfterTheProof_data() { providers(); }
    void retiresAfterTheProof();
    void secondOneFails_data();
    void secondOneFails();
    void expiring_data() { providers(); }
    void expiring();

private:
    static void providers();
    bool begin();
    bool isAtlas() const { return m_provider == QLatin1StringView("atlas"); }
    Result<QList<BulkEntry>> plan();
    Result<QList<BulkResult>> run(const QList<BulkEntry> &plan, const BulkControls &controls);
    static BulkControls controls();
    int secretsOf(qsizetype account) const
    {
        return static_cast<int>(m_world->secrets(m_ids.at(account)).size());
    }

    const QString m_name = QStringLiteral("bulk");
    QString m_provider;
    std::unique_ptr<SandboxWorld> m_world;
    QStringList m_ids;
};

void BulkFaultsTest::providers()
{
    QTest::addColumn<QString>("provider");
    QTest::newRow("Tecton") << QStringLiteral("tecton");
    QTest::newRow("Atlas") << QStringLiteral("atlas");
}

/// Three accounts with one secret each.
bool BulkFaultsTest::begin()
{
    m_world = std::make_unique<SandboxWorld>(m_provider);
    const auto session = m_world->client->session;
    m_ids.clear();
    for (int number = 1; number <= 3; ++number) {
        const QString name = QStringLiteral("%1-%2").arg(m_name).arg(number);
        const NewAccount account = m_world->newAccount(name, AccountType::OAuth);
        const auto made = await(AccountActions::create(session, account, true, CancelToken()));
        if (!made)
            return false;
        JournalledCreation(*session, made->journalEntry).end();
        m_ids.append(made->account.id);
    }
    return true;
}

Result<QList<BulkEntry>> BulkFaultsTest::plan()
{
    QList<BulkAccount> accounts;
    for (const QString &id : std::as_const(m_ids))
        accounts.append({m_world->client->session, id, QString()});
    const BulkRotation bulk(*m_world->client->rotations);
    return await(bulk.plan(accounts, RotationWish(), nullptr, CancelToken()));
}

BulkControls BulkFaultsTest::controls()
{
    BulkControls controls;
    controls.pendingWindow = std::chrono::milliseconds(0);
    return controls;
}

Result<QList<BulkResult>>
BulkFaultsTest::run(const QList<BulkEntry> &plan, const BulkControls &controls)
{
    const BulkRotation bulk(*m_world->client->rotations);
    return await(bulk.run(plan, controls, CancelToken()));
}

void BulkFaultsTest::rotatesAll()
{
    QFETCH(QString, provider);
    m_provider = provider;
    QVERIFY(begin());
    const auto planned = plan();
    QVERIFY(planned);
    for (const BulkEntry &entry : *planned) {
        QVERIFY(!entry.refusal({}));
        // The deadline that starts is said before.
        QCOMPARE(plannedWork(entry).join(u' ').contains(u"seven days"), isAtlas());
    }
    const auto results = run(*planned, controls());
    for (const BulkResult &result : *results) {
        QVERIFY2(!result.problem, result.problem ? qPrintable(result.problem->message) : "");
        QCOMPARE(result.state, BulkState::Done);
        QCOMPARE(result.rotation.step, RotationStep::Proved);
        QCOMPARE(result.rotation.oldExpiresAt.isValid(), isAtlas());
        QVERIFY(!result.onlyHere);
    }
    QCOMPARE(m_world->workingSecrets(m_name), 6);
    QCOMPARE(m_world->client->rotations->underWay()->size(), 3);
    // All of them are being rotated now.
    const auto again = plan();
    for (const BulkEntry &entry : *again)
        QVERIFY(entry.underWay != 0);
}

void BulkFaultsTest::retiresAfterTheProof()
{
    QFETCH(QString, provider);
    m_provider = provider;
    QVERIFY(begin());
    BulkControls wanted = controls();
    wanted.retirement = Retirement::Deactivate;
    const auto results = run(*plan(), wanted);
    // What cannot be deactivated is deleted.
    const auto expected = isAtlas() ? RotationStep::Retired : RotationStep::Deactivated;
    for (const BulkResult &result : *results) {
        QCOMPARE(result.state, BulkState::Done);
        QCOMPARE(result.rotation.step, expected);
    }
    QCOMPARE(m_world->workingSecrets(m_name), 3);
    for (qsizetype account = 0; account < 3; ++account)
        QCOMPARE(secretsOf(account), isAtlas() ? 1 : 2);
}

void BulkFaultsTest::secondOneFails_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("fault");
    QTest::addColumn<bool>("goesOn");
    const QString tecton = QStringLiteral("*create-service-account-secret=%1@2");
    const QString atlas = QStringLiteral("*/secrets=%1@2");
    for (const bool goesOn : {false, true}) {
        for (const char *action : {"status:403", "status:500", "drop-before", "drop-after"}) {
            const QString name = QString::fromLatin1(action);
            const char *then = goesOn ? "goes on" : "stops";
            QTest::addRow("Tecton, %s, %s", action, then)
                << QStringLiteral("tecton") << tecton.arg(name) << goesOn;
            QTest::addRow("Atlas, %s, %s", action, then)
                << QStringLiteral("atlas") << atlas.arg(name) << goesOn;
        }
    }
}

void BulkFaultsTest::secondOneFails()
{
    QFETCH(QString, provider);
    QFETCH(QString, fault);
    QFETCH(bool, goesOn);
    m_provider = provider;
    QVERIFY(begin());
    const auto planned = plan();
    QVERIFY(m_world->server->setFaults({fault}));
    BulkControls wanted = controls();
    wanted.goesOnAfterFailure = goesOn;
    const auto results = run(*planned, wanted);
    QVERIFY(m_world->server->setFaults({}));
    QCOMPARE(results->at(0).state, BulkState::Done);
    QCOMPARE(results->at(1).state, BulkState::Failed);
    QVERIFY(!results->at(1).problem->message.isEmpty());
    QCOMPARE(results->at(2).state, goesOn ? BulkState::Done : BulkState::NotReached);
    QCOMPARE(secretsOf(2), goesOn ? 2 : 1);
    const bool isOrphaned = fault.contains(QLatin1StringView("drop-after"));
    QCOMPARE(!results->at(1).rotation.orphanId.isEmpty(), isOrphaned);
    QVERIFY(m_world->workingSecrets(m_name) >= 3);

    // Another process finds the same in the journal, and brings the second one to where the others
    // are.
    const KillWorld other(
        m_world->place, std::make_shared<JournalDatabase>(KillWorld::journalFile(m_world->place)));
    const auto underWay = other.rotations->underWay();
    QCOMPARE(underWay->size(), goesOn ? 3 : 2);
    QCOMPARE(underWay->at(1), results->at(1).rotation);
    RotationControls again;
    again.pendingWindow = std::chrono::milliseconds(0);
    again.mayDiscard = underWay->at(1).orphanId;
    const auto resumed =
        await(other.rotations->resume(other.session, underWay->at(1).id, again, CancelToken()));
    QVERIFY2(
        resumed && !resumed->problem,
        resumed && resumed->problem ? qPrintable(resumed->problem->message) : "");
    QCOMPARE(resumed->rotation.step, RotationStep::Proved);
    QCOMPARE(secretsOf(1), 2);
}

void BulkFaultsTest::expiring()
{
    QFETCH(QString, provider);
    m_provider = provider;
    QVERIFY(begin());
    const auto ours = [this](int days) {
        const QDateTime until = QDateTime::currentDateTimeUtc().addDays(days);
        const auto found =
            await(expiringAccounts(m_world->client->session, until, CancelToken())).value();
        QStringList ids;
        for (const BulkAccount &account : found) {
            if (m_ids.contains(account.id))
                ids.append(account.id);
        }
        ids.sort();
        return ids;
    };
    QStringList all = m_ids;
    all.sort();
    // Made for 30 days on Atlas; those of Tecton do not end.
    QCOMPARE(ours(29), QStringList());
    QCOMPARE(ours(31), isAtlas() ? all : QStringList());
}

QTEST_GUILESS_MAIN(BulkFaultsTest)
#include "tst_bulk_faults.moc"
