#include "tests/cli/keyring_fixture.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace keywright::test;

/// What is done with secrets that rest in the keychain: exported, exchanged for a token, used. The
/// keyring is real.
class CliExportTest : public QObject
{
    Q_OBJECT

private:
    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QStringList exporting(const QString &format) const
    {
        return {QStringLiteral("export"),   m_id,
                QStringLiteral("--format"), format,
                QStringLiteral("--out"),    m_cli->homeFile(QStringLiteral("exported"))};
    }

    int tokensGivenBack() const
    {
        return m_cli->requests(QStringLiteral("POST /api/oauth/revoke"));
    }

    std::unique_ptr<KeyringFixture> m_cli;
    QString m_id;
    QByteArray m_secret;

private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<KeyringFixture>();
        QCOMPARE(m_cli->start(), QString());
        QCOMPARE(m_cli->addAtlas().status, 0);
        const QJsonObject account = m_cli->createStored(QStringLiteral("Nightly export"));
        m_id = account[QStringLiteral("id")].toString();
        m_secret = account[QStringLiteral("clientSecret")].toString().toUtf8();
        QVERIFY(!m_id.isEmpty() && !m_secret.isEmpty());
        QVERIFY(account[QStringLiteral("stored")].toBool());
    }

    void writesAFileForItsOwnerOnly_data()
    {
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("credentials-json") << QByteArray("\"client_secret\": \"");
        QTest::newRow("dotenv") << QByteArray("MONGODB_ATLAS_CLIENT_SECRET=");
        QTest::newRow("kubernetes") << QByteArray("name: \"nightly-export\"");
    }

    void writesAFileForItsOwnerOnly()
    {
        QFETCH(QByteArray, part);
        const QString format = QString::fromLatin1(QTest::currentDataTag());
        const QString file = m_cli->homeFile(QStringLiteral("exported"));
        const Outcome written = m_cli->stored(words("--json") + exporting(format));
        QVERIFY2(written.status == 0, written.err.constData());
        QCOMPARE(written.object().keys(), words("file format id"));
        QVERIFY(!written.out.contains(m_secret) && !written.err.contains(m_secret));
        QVERIFY2(contents(file).contains(part), contents(file).constData());
        QVERIFY(contents(file).contains(m_secret));
        constexpr QFileDevice::Permissions others =
            QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
            QFileDevice::WriteOther;
        QVERIFY(!(QFileInfo(file).permissions() & others));
    }

    void neverReplacesAFileUnasked()
    {
        const QString file = m_cli->homeFile(QStringLiteral("exported"));
        QFile other(file);
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write("somebody's") > 0);
        other.close();
        const QStringList json = exporting(QStringLiteral("credentials-json"));
        const Outcome refused = m_cli->stored(words("--json") + json);
        QCOMPARE(refused.status, 6);
        QVERIFY(refused.error()[QStringLiteral("hint")].toString().contains(u"--overwrite"));
        QCOMPARE(contents(file), QByteArray("somebody's"));
        QCOMPARE(m_cli->stored(json + words("--overwrite")).status, 0);
        QVERIFY(contents(file).contains(m_secret));
    }

    void whatWasExportedCanBeImported()
    {
        QCOMPARE(m_cli->stored(exporting(QStringLiteral("credentials-json"))).status, 0);
        const QStringList import = words("import credentials-file --name again") +
                                   QStringList(m_cli->homeFile(QStringLiteral("exported")));
        QCOMPARE(m_cli->bare(import).status, 0);
        const Outcome tested = m_cli->bare(words("--json connections test again"));
        QVERIFY2(tested.status == 0, tested.err.constData());
        QCOMPARE(tested.object()[QStringLiteral("accountId")].toString(), m_id);
    }

    void exportsTheConnectionsOwnSecretToo()
    {
        m_id = m_cli->info().atlas.clientId;
        QCOMPARE(m_cli->stored(exporting(QStringLiteral("dotenv"))).status, 0);
        QVERIFY(contents(m_cli->homeFile(QStringLiteral("exported")))
                    .contains(m_cli->info().atlas.clientSecret.toUtf8()));
    }

    void refusesWhatItCannotExport()
    {
        QStringList unknown = exporting(QStringLiteral("dotenv"));
        unknown[1] = QStringLiteral("mdb_sa_id_000000000000000000000000");
        QCOMPARE(m_cli->stored(unknown).status, 5);
        QCOMPARE(m_cli->stored(exporting(QStringLiteral("xml"))).status, 2);
        QStringList nowhere = exporting(QStringLiteral("dotenv"));
        nowhere.last() = QStringLiteral("/nonexistent/folder/file");
        QCOMPARE(m_cli->stored(nowhere).status, 9);
        QVERIFY(m_cli->lock());
        QCOMPARE(m_cli->stored(exporting(QStringLiteral("dotenv"))).status, 9);
        QVERIFY(!QFileInfo::exists(m_cli->homeFile(QStringLiteral("exported"))));
    }

    void exportsAnApiKey()
    {
        const QStringList cluster = words("connections add cluster --provider tecton --url");
        QCOMPARE(
            m_cli
                ->bare(
                    cluster + QStringList(m_cli->info().tecton.url),
                    m_cli->info().tecton.adminApiKey.toUtf8())
                .status,
            0);
        const QStringList onCluster = words("--json --connection cluster");
        const QJsonObject account =
            m_cli->bare(onCluster + words("accounts create --name key --type api-key")).object();
        m_id = account[QStringLiteral("id")].toString();
        const QByteArray key = account[QStringLiteral("apiKey")].toString().toUtf8();
        QVERIFY(!key.isEmpty());
        QCOMPARE(m_cli->bare(onCluster + exporting(QStringLiteral("dotenv"))).status, 0);
        QCOMPARE(
            contents(m_cli->homeFile(QStringLiteral("exported"))).contains("TECTON_API_KEY=" + key),
            true);
        const Outcome noToken = m_cli->bare(onCluster + words("token") + QStringList(m_id));
        QCOMPARE(noToken.status, 2);
        QVERIFY(noToken.error()[QStringLiteral("message")].toString().contains(u"API key"));
    }

    void tellsOfATokenAndGivesItBack()
    {
        const int before = tokensGivenBack();
        const Outcome told = m_cli->stored(words("--json token") + QStringList(m_id));
        QVERIFY2(told.status == 0, told.err.constData());
        QCOMPARE(told.object().keys(), words("claims expiresAt lifetimeSeconds"));
        QVERIFY(told.object()[QStringLiteral("lifetimeSeconds")].toInt() > 3000);
        QCOMPARE(tokensGivenBack(), before + 1);
        QVERIFY(m_cli->stored(words("token") + QStringList(m_id)).out.startsWith("Ends: "));
        QCOMPARE(m_cli->stored(words("token mdb_sa_id_000000000000000000000000")).status, 5);
    }

    void aPrintedTokenStaysInForce()
    {
        const int before = tokensGivenBack();
        const Outcome printed = m_cli->stored(words("--json token --print") + QStringList(m_id));
        QCOMPARE(printed.object().keys(), words("claims expiresAt lifetimeSeconds token"));
        QCOMPARE(tokensGivenBack(), before);
    }

    void readsAsAnotherAccount()
    {
        const Outcome read = m_cli->stored(words("--json call GET /orgs --as") + QStringList(m_id));
        QVERIFY2(read.status == 0, read.err.constData());
        QCOMPARE(
            m_cli->stored(words("call GET /orgs --as") + QStringList(m_cli->info().atlas.clientId))
                .status,
            0);
        QCOMPARE(m_cli->stored(words("call GET /orgs --as nobody")).status, 5);
    }

    void deletingAnAccountClearsItsSecretAway()
    {
        QCOMPARE(m_cli->labels().size(), 2);
        QCOMPARE(m_cli->stored(words("accounts delete --yes") + QStringList(m_id)).status, 0);
        QCOMPARE(m_cli->labels().size(), 1);
        QCOMPARE(m_cli->stored(exporting(QStringLiteral("dotenv"))).status, 5);
    }
};

QTEST_GUILESS_MAIN(CliExportTest)
#include "tst_cli_export.moc"
