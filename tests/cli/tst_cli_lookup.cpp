#include "tests/cli/cli_fixture.h"

#include <QTest>

using namespace keywright::test;

/// Roles of a cluster, and what they allow.
class CliLookupTest : public QObject
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

    void assignsAndRemovesRoles()
    {
        const QString id =
            m_cli->createOAuthAccount(QStringLiteral("cli roles"))[QStringLiteral("id")].toString();
        QString onStaging = m_cli->tectonRole(QStringLiteral("Consumer"));
        onStaging.replace(QStringLiteral("prod"), QStringLiteral("staging"));
        QCOMPARE(
            m_cli->onTecton(words("--json roles assign") + QStringList{id, onStaging})
                .array()
                .size(),
            2);
        QCOMPARE(
            m_cli
                ->onTecton(
                    words("--json roles remove") +
                    QStringList{id, m_cli->tectonRole(QStringLiteral("Consumer"))})
                .array()
                .size(),
            1);
        QCOMPARE(
            m_cli->onTecton(words("roles assign") + QStringList{id, QStringLiteral("consumer")})
                .status,
            2);
    }

    void looksUpFeaturesAsANewAccount()
    {
        const QJsonObject created = m_cli->createOAuthAccount(QStringLiteral("cli lookup"));
        QProcessEnvironment asAccount = m_cli->tectonEnvironment();
        asAccount.remove(QStringLiteral("TECTON_URL"));
        asAccount.insert(QStringLiteral("KEYWRIGHT_URL"), m_cli->info().tecton.url);
        asAccount.insert(QStringLiteral("KEYWRIGHT_TOKEN_URL"), m_cli->info().tecton.tokenUrl);
        asAccount.insert(
            QStringLiteral("KEYWRIGHT_CLIENT_ID"), created[QStringLiteral("id")].toString());
        asAccount.insert(
            QStringLiteral("KEYWRIGHT_CLIENT_SECRET"),
            created[QStringLiteral("clientSecret")].toString());
        const QStringList lookup = words("--json lookup prod/fraud_detection_feature_service --key "
                                         "user_id=u1 --key merchant=9007199254740993 "
                                         "--context amt=101 --status");
        const Outcome found = CliFixture::run(lookup, asAccount);
        QVERIFY2(found.status == 0, found.err.constData());
        const QJsonArray features = found.object()[QStringLiteral("features")].toArray();
        QVERIFY(!features.isEmpty());
        QVERIFY(!features[0][QStringLiteral("name")].toString().isEmpty());
        QCOMPARE(
            CliFixture::run(lookup + QStringList(QStringLiteral("--v2")), asAccount).status, 0);

        const QString id = created[QStringLiteral("id")].toString();
        QCOMPARE(m_cli->onTecton(words("accounts deactivate") + QStringList(id)).status, 0);
        QCOMPARE(CliFixture::run(lookup, asAccount).status, 3);
    }

    void refusesLookupsThatCannotBeRight()
    {
        QCOMPARE(m_cli->onTecton(words("lookup prod")).status, 2);
        const Outcome wrongType = m_cli->onTecton(words(
            "lookup prod/fraud_detection_feature_service --key user_id=u1 --key merchant=12a"));
        QCOMPARE(wrongType.status, 2);
        QVERIFY2(wrongType.err.contains("whole number"), wrongType.err.constData());
        const Outcome unknownKey =
            m_cli->onTecton(words("lookup prod/fraud_detection_feature_service --key nobody=1"));
        QCOMPARE(unknownKey.status, 2);
        QVERIFY2(unknownKey.err.contains("user_id"), unknownKey.err.constData());
        QCOMPARE(m_cli->onTecton(words("lookup prod/no_such_service --key a=1")).status, 5);
    }
};

QTEST_GUILESS_MAIN(CliLookupTest)
#include "tst_cli_lookup.moc"
