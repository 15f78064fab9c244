// Creating, deactivating and deleting client secrets, on the server and in the keychain.

#include "tests/support/actions_fixture.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

class SecretActionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<ActionsFixture>(); }

    void createsSecondSecret();
    void refusesThirdSecret();
    void tellsFailedStoreOfSecret();
    void lostSecretIsTold_data();
    void lostSecretIsTold();
    void lostSecretThatCannotBeChecked();
    void newSecretIsUsedFromThenOn();
    void refusesDeactivatingLastSecret();
    void deactivatesOneOfTwo();
    void deactivationWithLostAnswer();
    void refusesDeletingActiveSecret();
    void deletesDeactivatedSecret();
    void deletionWithLostAnswer();

private:
    std::unique_ptr<ActionsFixture> m_fixture;
};

void SecretActionsTest::createsSecondSecret()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    const auto created = m_fixture->createSecret();
    QVERIFY(created);
    const QStringList expected{
        QStringLiteral("listSecrets id-build-bot"), QStringLiteral("createSecret id-build-bot"),
        QStringLiteral("write secret-2")};
    QCOMPARE(*m_fixture->log, expected);
    QVERIFY(created->stored);
    QCOMPARE(created->info.id, QStringLiteral("secret-2"));
    QCOMPARE(created->storedAs, QStringLiteral("Keywright · Tecton prod · build-bot"));
    QVERIFY(*created->secret == fakeSecret(QStringLiteral("secret-2")));
}

void SecretActionsTest::refusesThirdSecret()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    QVERIFY(m_fixture->createSecret());
    m_fixture->log->clear();
    const auto refused = m_fixture->createSecret();
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Limit);
    QCOMPARE(*m_fixture->log, QStringList(QStringLiteral("listSecrets id-build-bot")));
}

void SecretActionsTest::tellsFailedStoreOfSecret()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    m_fixture->credentials->refuseWrites = true;
    const auto created = m_fixture->createSecret();
    QVERIFY(created);
    QVERIFY(!created->stored);
    QCOMPARE(created->storeError->kind, ErrorKind::Keychain);
    QVERIFY(!created->secret->isEmpty());
}

void SecretActionsTest::lostSecretIsTold_data()
{
    QTest::addColumn<bool>("arrived");
    QTest::newRow("took effect") << true;
    QTest::newRow("never arrived") << false;
}

void SecretActionsTest::lostSecretIsTold()
{
    QFETCH(bool, arrived);
    QVERIFY(m_fixture->makeOAuthAccount());
    if (arrived)
        m_fixture->provider->loseAnswer(QStringLiteral("createSecret"));
    else
        m_fixture->provider->loseRequest(QStringLiteral("createSecret"));
    const auto created = m_fixture->createSecret();
    QVERIFY(!created);
    QVERIFY(!created.error().outcomeUnknown);
    QVERIFY(created.error().message.contains(
        arrived ? QStringLiteral("The secret secret-2 was created, but its value was lost")
                : QStringLiteral("Nothing was created")));
}

void SecretActionsTest::lostSecretThatCannotBeChecked()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    m_fixture->provider->hold(QStringLiteral("createSecret"));
    m_fixture->provider->loseAnswer(QStringLiteral("createSecret"));
    Awaited<SecretCreation> created(AccountActions::createSecret(
        m_fixture->session, m_fixture->accountId, QStringLiteral("build-bot"), 0, true,
        CancelToken()));
    QTRY_VERIFY(m_fixture->log->contains(QStringLiteral("createSecret id-build-bot")));
    m_fixture->provider->failNext(
        QStringLiteral("listSecrets"), makeError(ErrorKind::Network, QStringLiteral("Gone.")));
    m_fixture->provider->release(QStringLiteral("createSecret"));
    QTRY_VERIFY(created.isReady());
    QVERIFY(!created.get());
    QVERIFY(created.get().error().outcomeUnknown);
}

void SecretActionsTest::newSecretIsUsedFromThenOn()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    const auto before = await(m_fixture->session->authorizerFor(m_fixture->accountId));
    QVERIFY(before);
    QVERIFY(m_fixture->createSecret());
    const auto after = await(m_fixture->session->authorizerFor(m_fixture->accountId));
    QVERIFY(after);
    QVERIFY(*before != *after);
    const auto *made = dynamic_cast<FakeAuthorizer *>(after->get());
    QVERIFY(made && made->secret == fakeSecret(QStringLiteral("secret-2")));
}

void SecretActionsTest::refusesDeactivatingLastSecret()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    const auto refused = await(AccountActions::setSecretActive(
        m_fixture->session, m_fixture->accountId, QStringLiteral("secret-1"), false,
        CancelToken()));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Conflict);
    QCOMPARE(*m_fixture->log, QStringList(QStringLiteral("listSecrets id-build-bot")));
}

void SecretActionsTest::deactivatesOneOfTwo()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    QVERIFY(m_fixture->createSecret());
    const auto changed = await(AccountActions::setSecretActive(
        m_fixture->session, m_fixture->accountId, QStringLiteral("secret-1"), false,
        CancelToken()));
    QVERIFY(changed);
    QCOMPARE(changed->status, SecretStatus::Deactivated);
}

void SecretActionsTest::deactivationWithLostAnswer()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    QVERIFY(m_fixture->createSecret());
    m_fixture->provider->loseAnswer(QStringLiteral("setSecretActive"));
    const auto changed = await(AccountActions::setSecretActive(
        m_fixture->session, m_fixture->accountId, QStringLiteral("secret-1"), false,
        CancelToken()));
    QVERIFY(changed);
    m_fixture->provider->loseRequest(QStringLiteral("setSecretActive"));
    const auto lost = await(AccountActions::setSecretActive(
        m_fixture->session, m_fixture->accountId, QStringLiteral("secret-1"), true, CancelToken()));
    QVERIFY(!lost);
}

void SecretActionsTest::refusesDeletingActiveSecret()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    QVERIFY(m_fixture->createSecret());
    const auto refused = await(AccountActions::removeSecret(
        m_fixture->session, m_fixture->accountId, QStringLiteral("secret-1"), CancelToken()));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Conflict);
    QCOMPARE(m_fixture->storedItems().size(), 2);
}

void SecretActionsTest::deletesDeactivatedSecret()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    QVERIFY(m_fixture->createSecret());
    m_fixture->provider->secrets[m_fixture->accountId].first().status = SecretStatus::Deactivated;
    QVERIFY(await(AccountActions::removeSecret(
        m_fixture->session, m_fixture->accountId, QStringLiteral("secret-1"), CancelToken())));
    QCOMPARE(m_fixture->storedItems(), QStringList(QStringLiteral("secret-2")));
}

void SecretActionsTest::deletionWithLostAnswer()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    QVERIFY(m_fixture->createSecret());
    m_fixture->provider->secrets[m_fixture->accountId].first().status = SecretStatus::Deactivated;
    m_fixture->provider->loseAnswer(QStringLiteral("deleteSecret"));
    QVERIFY(await(AccountActions::removeSecret(
        m_fixture->session, m_fixture->accountId, QStringLiteral("secret-1"), CancelToken())));
    QCOMPARE(m_fixture->storedItems(), QStringList(QStringLiteral("secret-2")));
}

QTEST_GUILESS_MAIN(SecretActionsTest)
#include "tst_secret_actions.moc"
