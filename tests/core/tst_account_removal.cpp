// Deleting accounts: on the server first, then in the keychain.

#include "tests/support/actions_fixture.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

class AccountRemovalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<ActionsFixture>(); }

    void removesAccountThenEntries();
    void removalThatFailsKeepsEntries();
    void removalWithLostAnswer_data();
    void removalWithLostAnswer();
    void removalFromAProjectKeepsEntries();
    void removingGoneAccountClearsEntries();
    void removingUnknownAccountIsNotFound();
    void tellsEntryLeftInKeychain();
    void tellsThatEntriesMayRemain();
    void warnsOfSelfLockout();

private:
    std::unique_ptr<ActionsFixture> m_fixture;
};

void AccountRemovalTest::removesAccountThenEntries()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    QVERIFY(await(AccountActions::remove(m_fixture->session, m_fixture->accountId, CancelToken())));
    const QStringList expected{
        QStringLiteral("deleteAccount id-build-bot"), QStringLiteral("remove secret-1")};
    QCOMPARE(*m_fixture->log, expected);
    QVERIFY(m_fixture->storedItems().isEmpty());
}

void AccountRemovalTest::removalThatFailsKeepsEntries()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    m_fixture->provider->failNext(
        QStringLiteral("deleteAccount"), makeError(ErrorKind::NotPermitted, QStringLiteral("No.")));
    const auto removed =
        await(AccountActions::remove(m_fixture->session, m_fixture->accountId, CancelToken()));
    QVERIFY(!removed);
    QCOMPARE(removed.error().kind, ErrorKind::NotPermitted);
    QCOMPARE(m_fixture->storedItems(), QStringList(QStringLiteral("secret-1")));
}

void AccountRemovalTest::removalWithLostAnswer_data()
{
    QTest::addColumn<bool>("arrived");
    QTest::newRow("took effect") << true;
    QTest::newRow("never arrived") << false;
}

void AccountRemovalTest::removalWithLostAnswer()
{
    QFETCH(bool, arrived);
    QVERIFY(m_fixture->makeOAuthAccount());
    if (arrived)
        m_fixture->provider->loseAnswer(QStringLiteral("deleteAccount"));
    else
        m_fixture->provider->loseRequest(QStringLiteral("deleteAccount"));
    const auto removed =
        await(AccountActions::remove(m_fixture->session, m_fixture->accountId, CancelToken()));
    QCOMPARE(removed.has_value(), arrived);
    QCOMPARE(m_fixture->storedItems().isEmpty(), arrived);
    QCOMPARE(m_fixture->log->count(QStringLiteral("deleteAccount id-build-bot")), 1);
}

void AccountRemovalTest::removalFromAProjectKeepsEntries()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    m_fixture->provider->supported.deleteRemovesFromProject = true;
    QVERIFY(await(AccountActions::remove(m_fixture->session, m_fixture->accountId, CancelToken())));
    QCOMPARE(*m_fixture->log, QStringList(QStringLiteral("deleteAccount id-build-bot")));
    // The account lives on, and its secrets work.
    QCOMPARE(m_fixture->storedItems(), QStringList(QStringLiteral("secret-1")));
}

void AccountRemovalTest::removingGoneAccountClearsEntries()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    m_fixture->provider->accounts.clear();
    QVERIFY(await(AccountActions::remove(m_fixture->session, m_fixture->accountId, CancelToken())));
    QVERIFY(m_fixture->storedItems().isEmpty());
}

void AccountRemovalTest::removingUnknownAccountIsNotFound()
{
    const auto removed =
        await(AccountActions::remove(m_fixture->session, m_fixture->accountId, CancelToken()));
    QVERIFY(!removed);
    QCOMPARE(removed.error().kind, ErrorKind::NotFound);
}

void AccountRemovalTest::tellsEntryLeftInKeychain()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    m_fixture->credentials->refuseRemovals = true;
    const auto removed =
        await(AccountActions::remove(m_fixture->session, m_fixture->accountId, CancelToken()));
    QVERIFY(!removed);
    QCOMPARE(removed.error().kind, ErrorKind::Keychain);
    QVERIFY(removed.error().message.startsWith(u"The account was deleted"));
    QVERIFY(removed.error().doneInPart);
    QVERIFY(m_fixture->provider->accounts.isEmpty());
}

void AccountRemovalTest::tellsThatEntriesMayRemain()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    m_fixture->credentials->unreadableIndex = true;
    const auto removed =
        await(AccountActions::remove(m_fixture->session, m_fixture->accountId, CancelToken()));
    QVERIFY(!removed);
    QCOMPARE(removed.error().kind, ErrorKind::Storage);
    QVERIFY(removed.error().message.contains(u"may hold secrets of it still"));
    QVERIFY(m_fixture->provider->accounts.isEmpty());
}

void AccountRemovalTest::warnsOfSelfLockout()
{
    QVERIFY(
        AccountActions::selfLockoutWarning(*m_fixture->session, m_fixture->accountId).isEmpty());
    QVERIFY(AccountActions::selfLockoutWarning(*m_fixture->session, QString()).isEmpty());
    m_fixture->provider->identity.id = m_fixture->accountId;
    QVERIFY(await(m_fixture->session->identify(CancelToken())));
    QVERIFY(AccountActions::selfLockoutWarning(*m_fixture->session, m_fixture->accountId)
                .contains(u"Tecton prod"));
}

QTEST_GUILESS_MAIN(AccountRemovalTest)
#include "tst_account_removal.moc"
