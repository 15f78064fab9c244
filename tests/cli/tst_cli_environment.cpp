#include "tests/cli/cli_fixture.h"

#include <QFile>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

QStringList idsOf(const QJsonArray &accounts)
{
    QStringList ids;
    for (const QJsonValue &account : accounts)
        ids += account[QStringLiteral("id")].toString();
    return ids;
}

} // namespace

/// How the environment, or a file of variables, describes the system to work on.
class CliEnvironmentTest : public QObject
{
    Q_OBJECT

private:
    QStringList envFile(const QString &text) const
    {
        const QString path = m_cli->homeFile(QStringLiteral("test.env"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        file.write(text.toUtf8());
        return {QStringLiteral("--env-file"), path};
    }

    std::unique_ptr<CliFixture> m_cli;

private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<CliFixture>();
        QCOMPARE(m_cli->start(), QString());
    }

    void everyFamilyOfNames_data()
    {
        QTest::addColumn<QString>("variables");
        QTest::addColumn<QString>("provider");
        QTest::newRow("own names, API key")
            << "KEYWRIGHT_URL=%tecton KEYWRIGHT_API_KEY=%key" << "tecton";
        QTest::newRow("own names, client")
            << "KEYWRIGHT_PROVIDER=atlas KEYWRIGHT_URL=%atlas KEYWRIGHT_CLIENT_ID=%id "
               "KEYWRIGHT_CLIENT_SECRET=%secret KEYWRIGHT_ORG_ID=%org"
            << "atlas";
        QTest::newRow("own names, key pair")
            << "KEYWRIGHT_PROVIDER=atlas KEYWRIGHT_URL=%atlas KEYWRIGHT_PUBLIC_KEY=%public "
               "KEYWRIGHT_PRIVATE_KEY=%private"
            << "atlas";
        QTest::newRow("Tecton") << "TECTON_URL=%tecton TECTON_API_KEY=%key" << "tecton";
        QTest::newRow("MongoDB Atlas, client")
            << "MONGODB_ATLAS_BASE_URL=%atlas MONGODB_ATLAS_CLIENT_ID=%id "
               "MONGODB_ATLAS_CLIENT_SECRET=%secret"
            << "atlas";
        QTest::newRow("MongoDB Atlas, key pair")
            << "MONGODB_ATLAS_BASE_URL=%atlas/ MONGODB_ATLAS_PUBLIC_API_KEY=%public "
               "MONGODB_ATLAS_PRIVATE_API_KEY=%private MONGODB_ATLAS_PROJECT_ID=%project"
            << "atlas";
        QTest::newRow("AtlasUI, client")
            << "ATLAS_BASE_URL=%atlas/api/atlas/v2 ATLAS_AUTH_METHOD=service_account "
               "ATLAS_SERVICE_ACCOUNT_ID=%id ATLAS_SERVICE_ACCOUNT_SECRET=%secret "
               "ATLAS_PUBLIC_KEY=other ATLAS_PRIVATE_KEY=other"
            << "atlas";
        QTest::newRow("AtlasUI, key pair")
            << "ATLAS_BASE_URL=%atlas/api/atlas/v2 ATLAS_AUTH_METHOD=api_key "
               "ATLAS_SERVICE_ACCOUNT_ID=other ATLAS_SERVICE_ACCOUNT_SECRET=other "
               "ATLAS_PUBLIC_KEY=%public ATLAS_PRIVATE_KEY=%private"
            << "atlas";
    }

    void everyFamilyOfNames()
    {
        QFETCH(QString, variables);
        QFETCH(QString, provider);
        const sandbox::SandboxInfo &info = m_cli->info();
        variables.replace(QStringLiteral("%tecton"), info.tecton.url)
            .replace(QStringLiteral("%key"), info.tecton.adminApiKey)
            .replace(QStringLiteral("%atlas"), info.atlas.url)
            .replace(QStringLiteral("%id"), info.atlas.clientId)
            .replace(QStringLiteral("%secret"), info.atlas.clientSecret)
            .replace(QStringLiteral("%org"), info.atlas.orgId)
            .replace(QStringLiteral("%project"), info.atlas.projectIds.value(0))
            .replace(QStringLiteral("%public"), info.atlas.publicKey)
            .replace(QStringLiteral("%private"), info.atlas.privateKey);
        QProcessEnvironment environment = m_cli->bareEnvironment();
        for (const QString &variable : variables.split(QLatin1Char(' ')))
            environment.insert(
                variable.section(QLatin1Char('='), 0, 0), variable.section(QLatin1Char('='), 1));
        const QStringList list = words("--json accounts list");
        const Outcome fromEnvironment = CliFixture::run(list, environment);
        QVERIFY2(fromEnvironment.status == 0, fromEnvironment.err.constData());
        QCOMPARE(fromEnvironment.array()[0][QStringLiteral("provider")].toString(), provider);

        const QString lines = variables.replace(QLatin1Char(' '), QLatin1Char('\n'));
        const Outcome fromFile = CliFixture::run(envFile(lines) + list, m_cli->bareEnvironment());
        QVERIFY2(fromFile.status == 0, fromFile.err.constData());
        QCOMPARE(idsOf(fromFile.array()), idsOf(fromEnvironment.array()));
    }

    void aFileTakesTheEnvironmentsPlace()
    {
        const Outcome listed = m_cli->onTecton(
            envFile(QStringLiteral("MONGODB_ATLAS_CLIENT_ID=x\n")) + words("accounts list"));
        QCOMPARE(listed.status, 2);
        QVERIFY2(listed.err.contains("MONGODB_ATLAS_CLIENT_SECRET"), listed.err.constData());
    }

    void whatIsMissingOrWrongIsNamed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("told");
        QTest::newRow("nothing") << "" << "--connection";
        QTest::newRow("no URL") << "TECTON_API_KEY=x" << "TECTON_URL";
        QTest::newRow("no key") << "TECTON_URL=https://acme.test" << "TECTON_API_KEY";
        QTest::newRow("no secret") << "MONGODB_ATLAS_CLIENT_ID=x" << "MONGODB_ATLAS_CLIENT_SECRET";
        QTest::newRow("no private key")
            << "MONGODB_ATLAS_PUBLIC_API_KEY=x" << "MONGODB_ATLAS_PRIVATE_API_KEY";
        QTest::newRow("unknown system")
            << "KEYWRIGHT_PROVIDER=nobody\nKEYWRIGHT_URL=https://acme.test\nKEYWRIGHT_API_KEY=x"
            << "nobody";
        QTest::newRow("no ID") << "MONGODB_ATLAS_CLIENT_ID=x\nMONGODB_ATLAS_CLIENT_SECRET="
                                  "y\nMONGODB_ATLAS_ORG_ID=no-id"
                               << "no-id";
        QTest::newRow("no variable") << "TECTON_URL" << "line 1";
    }

    void whatIsMissingOrWrongIsNamed()
    {
        QFETCH(QString, text);
        QFETCH(QString, told);
        const Outcome refused =
            CliFixture::run(envFile(text) + words("accounts list"), m_cli->bareEnvironment());
        QCOMPARE(refused.status, 2);
        QVERIFY2(refused.err.contains(told.toUtf8()), refused.err.constData());
        QCOMPARE(refused.err.count('\n'), 1);
    }

    void aFileAndAConnectionExcludeEachOther()
    {
        QCOMPARE(m_cli->onTecton(words("--connection a --env-file b accounts list")).status, 2);
        QCOMPARE(m_cli->onTecton(words("--env-file /nonexistent/file accounts list")).status, 9);
    }
};

QTEST_GUILESS_MAIN(CliEnvironmentTest)
#include "tst_cli_environment.moc"
