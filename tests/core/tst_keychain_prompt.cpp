// Asking the Secret Service for its state, and a person for the password.

#include "core/keychain/secret_service.h"
#include "tests/support/fake_secret_service.h"
#include "tests/support/private_bus.h"

#include <QCoro/QCoroTask>
#include <QTest>

#include <optional>

using namespace keywright;
using namespace keywright::test;

namespace {

QCoro::Task<void>
collect(QCoro::Task<KeychainState> task, std::shared_ptr<std::optional<KeychainState>> result)
{
    *result = co_await std::move(task);
}

} // namespace

class SecretServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void tellsTheState_data();
    void tellsTheState();
    void missingService();
    void unlocking_data();
    void unlocking();
    void openPromptIsGivenUp();
    void missingCollectionIsMadeOnlyWhenAllowed();

private:
    using Person = FakeSecretService::Person;

    KeychainState ask(QCoro::Task<KeychainState> task);

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<FakeSecretService> m_fake;
    std::shared_ptr<SecretService> m_service;
};

void SecretServiceTest::init()
{
    m_bus = std::make_unique<PrivateBus>();
    QVERIFY(m_bus->start());
    m_fake = std::make_unique<FakeSecretService>();
    SecretService::Deadlines deadlines;
    deadlines.prompt = std::chrono::milliseconds(300);
    const QDBusConnection own =
        QDBusConnection::connectToBus(m_bus->address(), QStringLiteral("client"));
    m_service = std::make_shared<SecretService>(own, deadlines);
}

void SecretServiceTest::cleanup()
{
    m_service.reset();
    QDBusConnection::disconnectFromBus(QStringLiteral("client"));
    m_bus.reset();
    m_fake.reset();
}

KeychainState SecretServiceTest::ask(QCoro::Task<KeychainState> task)
{
    auto result = std::make_shared<std::optional<KeychainState>>();
    collect(std::move(task), result);
    if (!QTest::qWaitFor([result] { return result->has_value(); }, 15'000))
        qFatal("The Secret Service was waited for too long.");
    return **result;
}

void SecretServiceTest::tellsTheState_data()
{
    QTest::addColumn<bool>("hasCollection");
    QTest::addColumn<bool>("locked");
    QTest::addColumn<KeychainState>("state");
    QTest::newRow("unlocked") << true << false << KeychainState::Unlocked;
    QTest::newRow("locked") << true << true << KeychainState::Locked;
    QTest::newRow("no collection") << false << true << KeychainState::Locked;
}

void SecretServiceTest::tellsTheState()
{
    QFETCH(bool, hasCollection);
    QFETCH(bool, locked);
    QFETCH(KeychainState, state);
    m_fake->hasCollection = hasCollection;
    m_fake->locked = locked;
    QVERIFY(m_fake->start(m_bus->connection()));
    QCOMPARE(ask(m_service->state()), state);
    // Asking for the state bothers nobody.
    QVERIFY(!m_fake->calls.contains(QStringLiteral("Prompt")));
}

void SecretServiceTest::missingService()
{
    QCOMPARE(ask(m_service->state()), KeychainState::Missing);
    QCOMPARE(ask(m_service->unlock(true)), KeychainState::Missing);
}

void SecretServiceTest::unlocking_data()
{
    QTest::addColumn<bool>("needsPrompt");
    QTest::addColumn<bool>("early");
    QTest::addColumn<FakeSecretService::Person>("person");
    QTest::addColumn<KeychainState>("state");
    QTest::newRow("password") << true << false << Person::EntersPassword << KeychainState::Unlocked;
    QTest::newRow("ended before answered")
        << true << true << Person::EntersPassword << KeychainState::Unlocked;
    QTest::newRow("dismissed") << true << false << Person::Dismisses << KeychainState::Locked;
    QTest::newRow("dismissed before answered")
        << true << true << Person::Dismisses << KeychainState::Locked;
    QTest::newRow("no prompt needed")
        << false << false << Person::IsAway << KeychainState::Unlocked;
}

void SecretServiceTest::unlocking()
{
    QFETCH(bool, needsPrompt);
    QFETCH(bool, early);
    QFETCH(FakeSecretService::Person, person);
    QFETCH(KeychainState, state);
    m_fake->needsPrompt = needsPrompt;
    m_fake->endsPromptBeforeAnswering = early;
    m_fake->person = person;
    QVERIFY(m_fake->start(m_bus->connection()));
    QCOMPARE(ask(m_service->unlock(true)), state);
    QCOMPARE(m_fake->calls.count(QStringLiteral("Prompt")), needsPrompt ? 1 : 0);
    QVERIFY(!m_fake->calls.contains(QStringLiteral("Dismiss")));
}

void SecretServiceTest::openPromptIsGivenUp()
{
    m_fake->person = Person::IsAway;
    QVERIFY(m_fake->start(m_bus->connection()));
    QCOMPARE(ask(m_service->unlock(true)), KeychainState::Locked);
    QTRY_VERIFY(m_fake->calls.contains(QStringLiteral("Dismiss")));
}

void SecretServiceTest::missingCollectionIsMadeOnlyWhenAllowed()
{
    m_fake->hasCollection = false;
    QVERIFY(m_fake->start(m_bus->connection()));
    QCOMPARE(ask(m_service->unlock(false)), KeychainState::Locked);
    QVERIFY(!m_fake->calls.contains(QStringLiteral("CreateCollection")));
    QCOMPARE(ask(m_service->unlock(true)), KeychainState::Unlocked);
    QVERIFY(m_fake->calls.contains(QStringLiteral("CreateCollection")));
    QVERIFY(!m_fake->calls.contains(QStringLiteral("Unlock")));
}

QTEST_GUILESS_MAIN(SecretServiceTest)
#include "tst_keychain_prompt.moc"
