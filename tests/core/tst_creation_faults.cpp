// What a creation tells, and what is on the server and in the journal, for each failure of the
// request that creates. After the clean-up that is offered, the same creation works.

#include "core/accounts/account_actions.h"
#include "core/accounts/journalled_creation.h"
#include "tests/support/sandbox_world.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

enum class Fate {
    Refused,  ///< the server said no
    Nothing,  ///< it is known that nothing was created
    Lost,     ///< it is known that the secret is lost
    Uncertain ///< it may still be created
};

struct Operation
{
    const char *name;
    const char *provider;
    AccountType type;
    bool isSecret;       ///< a further secret of an account, else an account
    const char *pattern; ///< of the request that creates
    const char *nth;     ///< where reads share its path; may be empty
};

constexpr Operation operations[]{
    {"Tecton OAuth account", "tecton", AccountType::OAuth, false, "*create-service-account", ""},
    {"Tecton API key account", "tecton", AccountType::ApiKey, false, "*create-service-account", ""},
    {"Tecton secret", "tecton", AccountType::OAuth, true, "*create-service-account-secret", ""},
    {"Atlas account", "atlas", AccountType::OAuth, false, "*/serviceAccounts", "@2"},
    {"Atlas secret", "atlas", AccountType::OAuth, true, "*/secrets", ""},
};

struct Fault
{
    const char *action;
    Fate fate;
    ErrorKind kind;
};

constexpr Fault faults[]{
    {"drop-before", Fate::Nothing, ErrorKind::Network},
    {"drop-after", Fate::Lost, ErrorKind::Network},
    {"truncate", Fate::Lost, ErrorKind::Network},
    {"garbage", Fate::Lost, ErrorKind::Protocol},
    {"status:401", Fate::Refused, ErrorKind::NotAuthenticated},
    {"status:403", Fate::Refused, ErrorKind::NotPermitted},
    {"status:404", Fate::Refused, ErrorKind::NotFound},
    {"status:409", Fate::Refused, ErrorKind::Conflict},
    {"status:429", Fate::Refused, ErrorKind::Limit},
    {"status:500", Fate::Nothing, ErrorKind::Provider},
    {"status:503", Fate::Nothing, ErrorKind::Provider},
    {"delay:3s", Fate::Uncertain, ErrorKind::Timeout},
};

constexpr int deadline = 1'500; // ms, shorter than the delay

} // namespace

class CreationFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matrix_data();
    void matrix();

private:
    Result<void> create();
    /// How many of what is created there are on the server.
    qsizetype made() const;
    void checkMessage(Fate fate, const Error &error) const;
    QList<ReconciledCreation> reconciled() const
    {
        return await(reconcileCreations(m_world->client->session, CancelToken())).value();
    }

    const QString m_name = QStringLiteral("faulty");
    std::unique_ptr<SandboxWorld> m_world;
    const Operation *m_operation = nullptr;
    QString m_accountId;
};

void CreationFaultsTest::matrix_data()
{
    QTest::addColumn<int>("operation");
    QTest::addColumn<int>("fault");
    for (int o = 0; o < int(std::size(operations)); ++o) {
        for (int f = 0; f < int(std::size(faults)); ++f)
            QTest::addRow("%s, %s", operations[o].name, faults[f].action) << o << f;
    }
}

Result<void> CreationFaultsTest::create()
{
    const auto session = m_world->client->session;
    if (m_operation->isSecret) {
        const auto created = await(
            AccountActions::createSecret(session, m_accountId, m_name, 720, true, CancelToken()));
        if (!created)
            return failure(created.error());
        JournalledCreation(*session, created->journalEntry).end();
        return {};
    }
    const NewAccount account = m_world->newAccount(m_name, m_operation->type);
    const auto created = await(AccountActions::create(session, account, true, CancelToken()));
    if (!created)
        return failure(created.error());
    JournalledCreation(*session, created->journalEntry).end();
    return {};
}

qsizetype CreationFaultsTest::made() const
{
    return m_operation->isSecret ? m_world->secrets(m_accountId).size() - 1
                                 : m_world->accounts(m_name).size();
}

void CreationFaultsTest::checkMessage(Fate fate, const Error &error) const
{
    if (fate == Fate::Nothing)
        QVERIFY2(error.message.startsWith(u"Nothing was created."), qPrintable(error.message));
    if (fate == Fate::Lost)
        QVERIFY2(error.message.contains(u"was lost"), qPrintable(error.message));
    if (fate == Fate::Uncertain)
        QVERIFY2(error.message.startsWith(u"It is not known"), qPrintable(error.message));
    QCOMPARE(error.outcomeUnknown, fate == Fate::Uncertain);
    QVERIFY(!error.hint.isEmpty());
}

void CreationFaultsTest::matrix()
{
    QFETCH(int, operation);
    QFETCH(int, fault);
    m_operation = &operations[operation];
    const Fault &expected = faults[fault];
    const bool isLate = expected.fate == Fate::Uncertain;
    m_world = std::make_unique<SandboxWorld>(
        QString::fromLatin1(m_operation->provider), isLate ? deadline : 0);
    const auto session = m_world->client->session;
    if (m_operation->isSecret) {
        const auto account = await(AccountActions::create(
            session, m_world->newAccount(m_name, AccountType::OAuth), true, CancelToken()));
        QVERIFY(account);
        JournalledCreation(*session, account->journalEntry).end();
        m_accountId = account->account.id;
    }
    // The token is there already, and its request is not the one that fails.
    QVERIFY(await(session->provider()->whoAmI(CancelToken())));
    QVERIFY(m_world->server->setFaults({QStringLiteral("%1=%2%3").arg(
        QLatin1StringView(m_operation->pattern), QLatin1StringView(expected.action),
        QLatin1StringView(m_operation->nth))}));
    const auto created = create();
    QVERIFY(m_world->server->setFaults({}));

    // A refused token is renewed, a conflict of two changes at once passes: the request is sent
    // once more, and only the first one failed.
    const bool isSentAgain =
        expected.kind == ErrorKind::NotAuthenticated || expected.kind == ErrorKind::Conflict;
    if (m_operation->nth[0] != 0 && isSentAgain) {
        QVERIFY(created);
        QCOMPARE(made(), 1);
        return;
    }
    QVERIFY(!created);
    QCOMPARE(int(created.error().kind), int(expected.kind));
    checkMessage(expected.fate, created.error());
    if (isLate)
        QTRY_COMPARE(made(), 1);
    const bool exists = isLate || expected.fate == Fate::Lost;
    QCOMPARE(made(), exists ? 1 : 0);

    const auto left = reconciled();
    QCOMPARE(left.size(), exists ? 1 : 0);
    if (exists) {
        QCOMPARE(left.first().fate, CreationFate::Lost);
        QVERIFY(await(deleteOrphan(session, left.first(), CancelToken())));
        QCOMPARE(made(), 0);
    }
    const auto again = create();
    QVERIFY2(again, again ? "" : qPrintable(again.error().message));
    QCOMPARE(made(), 1);
    QVERIFY(reconciled().isEmpty());
}

QTEST_GUILESS_MAIN(CreationFaultsTest)
#include "tst_creation_faults.moc"
