#include "tests/cli/keyring_fixture.h"
#include "tests/support/foreign_item.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace keywright::test;

/// Stored connections, made by hand and of what other programs sign in with. The keyring is real.
class CliImportTest : public QObject
{
    Q_OBJECT

private:
    QString write(const QString &name, const QString &text, bool isPrivate = true) const
    {
        const QString path = m_cli->homeFile(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write(text.toUtf8());
        QFileDevice::Permissions permissions = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
        if (!isPrivate)
            permissions |= QFileDevice::ReadOther;
        file.setPermissions(permissions);
        return path;
    }

    QString credentials(const QString &secret) const
    {
        const QString form = QStringLiteral(
            "{\"client_id\": \"%1\", \"client_secret\": \"%2\", \"token_url\": \"%3\"}");
        return form.arg(m_cli->info().atlas.clientId, secret, m_cli->info().atlas.tokenUrl);
    }

    QString profile(const QString &name, const QString &rest) const
    {
        const QString form =
            QStringLiteral("[%1]\nclient_id = \"%2\"\nops_manager_url = \"%3\"\n"
                           "org_id = \"%4\"\nauth_type = \"service_account\"\n%5\n");
        const auto &atlas = m_cli->info().atlas;
        return form.arg(name, atlas.clientId, atlas.url, atlas.orgId, rest);
    }

    /// As the Atlas CLI keeps what belongs to its profile "kept".
    void keep(const QString &user, const QString &value)
    {
        const QMap<QString, QString> entry{
            {QStringLiteral("service"), QStringLiteral("atlascli_kept")},
            {QStringLiteral("username"), user}};
        QVERIFY(storeForeignItem(m_cli->bus().connection(), entry, value.toUtf8()));
    }

    std::unique_ptr<KeyringFixture> m_cli;

private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<KeyringFixture>();
        QCOMPARE(m_cli->start(), QString());
    }

    void aConnectionHasItsLife()
    {
        const Outcome added = m_cli->addAtlas();
        QVERIFY2(added.status == 0, added.err.constData());
        const QStringList keys =
            words("caFile clientId name orgId projectId provider proxy signIn tokenUrl url");
        QCOMPARE(added.object().keys(), keys);
        QCOMPARE(m_cli->labels(), QStringList(QStringLiteral("Keywright · atlas")));
        QCOMPARE(m_cli->addAtlas().status, 6);

        const QJsonArray listed = m_cli->bare(words("--json connections list")).array();
        QCOMPARE(listed.size(), 1);
        QCOMPARE(listed[0].toObject(), added.object());
        QCOMPARE(m_cli->bare(words("--json connections show atlas")).object(), added.object());
        QVERIFY(m_cli->bare(words("connections list")).out.contains("client-credentials"));
        QVERIFY(m_cli->bare(words("connections show atlas")).out.contains("signIn: "));

        const Outcome tested = m_cli->bare(words("--json connections test atlas"));
        QVERIFY2(tested.status == 0, tested.err.constData());
        QCOMPARE(
            tested.object().keys(),
            words("accountId accountName accounts connection isAdmin milliseconds"));
        QCOMPARE(
            tested.object()[QStringLiteral("accountName")].toString(),
            QStringLiteral("keywright-console"));
        QVERIFY(m_cli->bare(words("connections test atlas")).out.startsWith("atlas works. "));
        QCOMPARE(m_cli->bare(words("connections test other")).status, 5);
        QCOMPARE(m_cli->bare(words("connections show other")).status, 5);

        QCOMPARE(m_cli->bare(words("connections remove atlas")).status, 2);
        QCOMPARE(m_cli->bare(words("connections remove atlas --yes")).status, 0);
        QVERIFY(m_cli->labels().isEmpty());
        QCOMPARE(m_cli->stored(words("accounts list")).status, 5);
    }

    void listsOfAllConnections()
    {
        QCOMPARE(m_cli->addAtlas().status, 0);
        const QStringList add = words("connections add cluster --provider tecton --url") +
                                QStringList(m_cli->info().tecton.url);
        QCOMPARE(m_cli->bare(add, m_cli->info().tecton.adminApiKey.toUtf8()).status, 0);
        const QJsonArray accounts =
            m_cli->bare(words("--json accounts list --all-connections")).array();
        QStringList connections;
        for (const QJsonValue &account : accounts)
            connections += account[QStringLiteral("connection")].toString();
        QVERIFY(connections.contains(QStringLiteral("atlas")));
        QVERIFY(connections.contains(QStringLiteral("cluster")));

        // One that refuses hides no other.
        m_cli->sandbox().setFaults({QStringLiteral("*orgs*=status:403")});
        const Outcome part = m_cli->bare(words("--json accounts list --all-connections"));
        QCOMPARE(part.status, 10);
        QVERIFY(part.err.contains("atlas is not listed: "));
        QVERIFY(!part.array().isEmpty());
        m_cli->sandbox().setFaults({});
    }

    void aLockedKeyringIsNotAnEmptyOne()
    {
        QCOMPARE(m_cli->addAtlas().status, 0);
        QVERIFY(m_cli->lock());
        QCOMPARE(m_cli->stored(words("accounts list")).status, 9);
    }

    void importsTheEnvironment()
    {
        const QProcessEnvironment atlas = m_cli->atlasEnvironment();
        const Outcome first = CliFixture::run(words("--json import env"), atlas);
        QVERIFY2(first.status == 0, first.err.constData());
        QCOMPARE(
            first.object()[QStringLiteral("name")].toString(), QStringLiteral("MongoDB Atlas"));
        const Outcome second = CliFixture::run(words("--json import env"), atlas);
        QCOMPARE(
            second.object()[QStringLiteral("name")].toString(), QStringLiteral("MongoDB Atlas 2"));
        const Outcome named = CliFixture::run(words("import env --name atlas"), atlas);
        QVERIFY2(named.err.contains("Added atlas"), named.err.constData());
        QVERIFY(!named.err.contains(m_cli->info().atlas.clientSecret.toUtf8()));
        QVERIFY(named.out.isEmpty());
        QCOMPARE(CliFixture::run(words("import env --name atlas"), atlas).status, 6);
        QCOMPARE(m_cli->stored(words("accounts list")).status, 0);
        QCOMPARE(m_cli->bare(words("import env")).status, 2);
    }

    void importsWhatAFileOfVariablesSays()
    {
        const auto &atlas = m_cli->info().atlas;
        const QString file = write(
            QStringLiteral("atlas.env"),
            QStringLiteral("ATLAS_SERVICE_ACCOUNT_ID=%1\nATLAS_SERVICE_ACCOUNT_SECRET='%2'\n"
                           "ATLAS_BASE_URL=%3/api/atlas/v2\n")
                .arg(atlas.clientId, atlas.clientSecret, atlas.url),
            false);
        const Outcome imported = m_cli->bare(
            QStringList{QStringLiteral("--env-file"), file} +
            words("import env --name atlas --org") + QStringList(atlas.orgId));
        QVERIFY2(imported.status == 0, imported.err.constData());
        QCOMPARE(imported.err.count("chmod 600"), 1);
        QCOMPARE(m_cli->stored(words("accounts list")).status, 0);
    }

    void importsACredentialsFile()
    {
        const auto &atlas = m_cli->info().atlas;
        const QString file =
            write(QStringLiteral("deployer.json"), credentials(atlas.clientSecret), false);
        const QStringList import = words("--json import credentials-file") + QStringList(file);
        const Outcome imported = m_cli->bare(import);
        QVERIFY2(imported.status == 0, imported.err.constData());
        QVERIFY2(imported.err.contains("chmod 600"), imported.err.constData());
        QCOMPARE(imported.object()[QStringLiteral("name")].toString(), QStringLiteral("deployer"));
        QCOMPARE(imported.object()[QStringLiteral("url")].toString(), atlas.url);
        QCOMPARE(m_cli->bare(words("connections test deployer")).status, 0);

        QCOMPARE(m_cli->bare(import + words("--org nonsense")).status, 2);
        QCOMPARE(m_cli->bare(words("--no-keychain") + import).status, 2);
        QCOMPARE(m_cli->bare(words("import credentials-file /nonexistent/file")).status, 9);
        const QString half = write(QStringLiteral("half.json"), credentials(QString()));
        QCOMPARE(m_cli->bare(words("import credentials-file") + QStringList(half)).status, 2);
    }

    void importsAProfileOfTheAtlasCli()
    {
        const auto &atlas = m_cli->info().atlas;
        QCOMPARE(m_cli->bare(words("import atlas-cli")).status, 9); // no such file
        write(
            QStringLiteral(".config/atlascli/config.toml"),
            QStringLiteral("version = 2\n") +
                profile(
                    QStringLiteral("prod"),
                    QStringLiteral("client_secret = \"%1\"").arg(atlas.clientSecret)) +
                profile(QStringLiteral("kept"), QString()) +
                QStringLiteral("[person]\nauth_type = \"user_account\"\n"));
        const Outcome several = m_cli->bare(words("import atlas-cli"));
        QCOMPARE(several.status, 2);
        QVERIFY2(several.err.contains("kept, prod"), several.err.constData());
        QCOMPARE(m_cli->bare(words("import atlas-cli person")).status, 5);

        const Outcome prod = m_cli->bare(words("--json import atlas-cli prod"));
        QVERIFY2(prod.status == 0, prod.err.constData());
        QCOMPARE(prod.object()[QStringLiteral("name")].toString(), QStringLiteral("prod"));
        QCOMPARE(m_cli->bare(words("connections test prod")).status, 0);

        // Its secret rests in the keyring, as newer versions do it.
        QCOMPARE(m_cli->bare(words("import atlas-cli kept")).status, 5);
        keep(QStringLiteral("client_secret"), atlas.clientSecret);
        const Outcome kept = m_cli->bare(words("import atlas-cli kept --name atlas"));
        QVERIFY2(kept.status == 0, kept.err.constData());
        QCOMPARE(m_cli->stored(words("accounts list")).status, 0);
    }

    void importsAProfileThatIsWhollyInTheKeyring_data()
    {
        QTest::addColumn<bool>("isKey");
        QTest::newRow("service account") << false;
        QTest::newRow("API key") << true;
    }

    void importsAProfileThatIsWhollyInTheKeyring()
    {
        QFETCH(bool, isKey);
        const auto &atlas = m_cli->info().atlas;
        const QString kind = isKey ? QStringLiteral("api_keys") : QStringLiteral("service_account");
        write(
            QStringLiteral(".config/atlascli/config.toml"),
            QStringLiteral("version = 2\n[kept]\nauth_type = \"%1\"\nops_manager_url = \"%2\"\n"
                           "org_id = \"%3\"\n")
                .arg(kind, atlas.url, atlas.orgId));
        const QStringList import = words("--json import atlas-cli");
        const QString idUser =
            isKey ? QStringLiteral("public_api_key") : QStringLiteral("client_id");
        const Outcome absent = m_cli->bare(import);
        QCOMPARE(absent.status, 5);
        QVERIFY2(absent.err.contains(idUser.toUtf8()), absent.err.constData());

        keep(idUser, isKey ? atlas.publicKey : atlas.clientId);
        keep(
            isKey ? QStringLiteral("private_api_key") : QStringLiteral("client_secret"),
            isKey ? atlas.privateKey : atlas.clientSecret);
        const Outcome kept = m_cli->bare(import);
        QVERIFY2(kept.status == 0, kept.err.constData());
        QVERIFY(!kept.object()[QStringLiteral("clientId")].toString().isEmpty());
        const Outcome tested = m_cli->bare(words("connections test kept"));
        QVERIFY2(tested.status == 0, tested.err.constData());
    }

    void refusesAnIdThatIsEmpty()
    {
        const QString file = write(
            QStringLiteral("blank.env"),
            QStringLiteral("KEYWRIGHT_PROVIDER=atlas\nKEYWRIGHT_CLIENT_ID=' '\n"
                           "KEYWRIGHT_CLIENT_SECRET=%1\n")
                .arg(m_cli->info().atlas.clientSecret));
        const Outcome refused =
            m_cli->bare(QStringList{QStringLiteral("--env-file"), file} + words("import env"));
        QCOMPARE(refused.status, 2);
        QVERIFY2(refused.err.contains("ID or public key is empty"), refused.err.constData());
        QVERIFY(m_cli->labels().isEmpty());
    }

    void theOnlyProfileNeedsNoName()
    {
        write(
            QStringLiteral(".config/atlascli/config.toml"),
            profile(
                QStringLiteral("only"),
                QStringLiteral("client_secret = \"%1\"").arg(m_cli->info().atlas.clientSecret)));
        QCOMPARE(m_cli->bare(words("import atlas-cli --name atlas")).status, 0);
        QCOMPARE(m_cli->stored(words("accounts list")).status, 0);
        write(QStringLiteral(".config/atlascli/config.toml"), QStringLiteral("version = 2\n"));
        QCOMPARE(m_cli->bare(words("import atlas-cli")).status, 5);
    }
};

QTEST_GUILESS_MAIN(CliImportTest)
#include "tst_cli_import.moc"
