#include "tests/cli/cli_fixture.h"

#include <QTest>

using namespace keywright::test;

/// Stored connections.
class CliConnectionsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<CliFixture> m_cli;

private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<CliFixture>();
        QCOMPARE(m_cli->start(), QString());
    }

    void aConnectionIsNotAddedWhenItsSecretCannotBeKept()
    {
        const QStringList add = words("connections add prod --provider tecton --url") +
                                QStringList(m_cli->info().tecton.url);
        const Outcome added = m_cli->onTecton(add, "made-up-key\n");
        QCOMPARE(added.status, 9);
        QVERIFY(!added.err.contains("made-up-key"));
        QCOMPARE(m_cli->onTecton(words("--json connections list")).array().size(), 0);
        QCOMPARE(m_cli->onTecton(words("--no-keychain") + add, "made-up-key\n").status, 2);
    }

    void refusesConnectionsThatCannotSignIn_data()
    {
        QTest::addColumn<QString>("options");
        QTest::addColumn<int>("status");
        // What is right gets as far as the keychain, which is not there.
        QTest::newRow("client") << "--provider atlas --client-id mdb_sa_id_1 --org "
                                   "0123456789abcdef01234567"
                                << 9;
        QTest::newRow("key pair") << "--provider atlas --public-key abcdefgh" << 9;
        QTest::newRow("no sign-in") << "--provider atlas" << 2;
        QTest::newRow("both") << "--provider atlas --client-id a --public-key b" << 2;
        QTest::newRow("organization") << "--provider atlas --client-id a --org 123" << 2;
        QTest::newRow("project") << "--provider atlas --client-id a --project 123" << 2;
        QTest::newRow("no key pairs")
            << "--provider tecton --url https://acme.test --public-key a" << 2;
        QTest::newRow("no organizations")
            << "--provider tecton --url https://acme.test --org 0123456789abcdef01234567" << 2;
        QTest::newRow("no usual address") << "--provider tecton" << 2;
    }

    void refusesConnectionsThatCannotSignIn()
    {
        QFETCH(QString, options);
        QFETCH(int, status);
        const Outcome added = m_cli->onTecton(
            words("connections add other") + options.split(QLatin1Char(' ')), "made-up-secret\n");
        QVERIFY2(added.status == status, added.err.constData());
        QVERIFY(!added.err.contains("made-up-secret"));
    }
};

QTEST_GUILESS_MAIN(CliConnectionsTest)
#include "tst_cli_connections.moc"
