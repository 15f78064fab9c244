#include "tests/cli/cli_fixture.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

/// Accounts of an organisation.
class CliAtlasTest : public QObject
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

    void managesAccountsOfAnOrganization_data()
    {
        QTest::addColumn<bool>("isKeyPair");
        QTest::newRow("client credentials") << false;
        QTest::newRow("API key pair") << true;
    }

    void managesAccountsOfAnOrganization()
    {
        QFETCH(bool, isKeyPair);
        const sandbox::AtlasEndpoint &atlas = m_cli->info().atlas;
        QProcessEnvironment signedIn = m_cli->atlasEnvironment();
        signedIn.remove(QStringLiteral("MONGODB_ATLAS_CLIENT_ID"));
        signedIn.remove(QStringLiteral("MONGODB_ATLAS_CLIENT_SECRET"));
        signedIn.insert(
            isKeyPair ? QStringLiteral("MONGODB_ATLAS_PUBLIC_API_KEY")
                      : QStringLiteral("MONGODB_ATLAS_CLIENT_ID"),
            isKeyPair ? atlas.publicKey : atlas.clientId);
        QCOMPARE(CliFixture::run(words("accounts list"), signedIn).status, 2);
        signedIn.insert(
            isKeyPair ? QStringLiteral("MONGODB_ATLAS_PRIVATE_API_KEY")
                      : QStringLiteral("MONGODB_ATLAS_CLIENT_SECRET"),
            isKeyPair ? atlas.privateKey : atlas.clientSecret);

        const Outcome listed = CliFixture::run(words("--json accounts list"), signedIn);
        QVERIFY2(listed.status == 0, listed.err.constData());
        QVERIFY(!listed.array().isEmpty());
        QCOMPARE(listed.array()[0][QStringLiteral("provider")].toString(), QStringLiteral("atlas"));

        const Outcome created = CliFixture::run(
            words("--json accounts create --name cli-org --description made-by-a-test --role "
                  "ORG_READ_ONLY@org --expires 30d --no-store"),
            signedIn);
        QVERIFY2(created.status == 0, created.err.constData());
        const QJsonObject account = created.object();
        QVERIFY(!account[QStringLiteral("clientSecret")].toString().isEmpty());
        QCOMPARE(
            account[QStringLiteral("roles")][0][QStringLiteral("role")].toString(),
            QStringLiteral("ORG_READ_ONLY"));
        const QStringList id(account[QStringLiteral("id")].toString());
        QCOMPARE(CliFixture::run(words("accounts delete --yes") + id, signedIn).status, 0);
        QCOMPARE(CliFixture::run(words("accounts show") + id, signedIn).status, 5);
    }

    void ownNamesDescribeAnOrganizationToo()
    {
        QProcessEnvironment own = m_cli->bareEnvironment();
        own.insert(QStringLiteral("KEYWRIGHT_PROVIDER"), QStringLiteral("atlas"));
        own.insert(QStringLiteral("KEYWRIGHT_URL"), m_cli->info().atlas.url);
        own.insert(QStringLiteral("KEYWRIGHT_CLIENT_ID"), m_cli->info().atlas.clientId);
        own.insert(QStringLiteral("KEYWRIGHT_CLIENT_SECRET"), m_cli->info().atlas.clientSecret);
        own.insert(QStringLiteral("KEYWRIGHT_ORG_ID"), m_cli->info().atlas.orgId);
        own.insert(QStringLiteral("KEYWRIGHT_PROJECT_ID"), m_cli->info().atlas.projectIds.value(0));
        const Outcome ofProject = CliFixture::run(words("--json accounts list"), own);
        QVERIFY2(ofProject.status == 0, ofProject.err.constData());
        own.insert(QStringLiteral("KEYWRIGHT_ORG_ID"), QStringLiteral("no-id"));
        QCOMPARE(CliFixture::run(words("accounts list"), own).status, 2);
    }
};

QTEST_GUILESS_MAIN(CliAtlasTest)
#include "tst_cli_atlas.moc"
