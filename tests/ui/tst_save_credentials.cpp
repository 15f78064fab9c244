#include "core/transfer/credentials_import.h"
#include "tests/support/awaited.h"
#include "tests/ui/connections_fixture.h"
#include "ui/widgets/dialog_frame.h"

#include <QFile>
#include <QFileInfo>

using namespace keywright;
using namespace keywright::test;

class tst_SaveCredentials : public ConnectionsFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makeWorld(); }
    void cleanup() { dropWorld(); }
    void savesWhatCanBeImportedAgain();
    void savesTheSecretOfAnAccount();
    void asksBeforeItReplacesAFile();
    void writesNothingWhenCancelled();
    void tellsWhatCannotBeRead();
    void tellsThatKeyPairsHaveNoFile();

private:
    Connection addConnection(SignIn signIn);
    void keep(const CredentialKey &key, const QByteArray &value);
    void openDialog();
    QByteArray saved() const;
    QComboBox *credential() const { return named<QComboBox>(QStringLiteral("Credential")); }
};

void tst_SaveCredentials::keep(const CredentialKey &key, const QByteArray &value)
{
    StoredCredential entry;
    entry.key = key;
    auto secret = std::make_shared<const Secret>(QByteArray(value.constData(), value.size()));
    QVERIFY(await(m_world->credentials->write(entry, std::move(secret))));
}

Connection tst_SaveCredentials::addConnection(SignIn signIn)
{
    Connection stored;
    stored.id = ConnectionStore::newId();
    stored.name = QStringLiteral("Acme");
    stored.provider = QStringLiteral("atlas");
    stored.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:1"));
    stored.signIn = signIn;
    stored.clientId = QStringLiteral("mdb_sa_id_1");
    keep(SessionFactory::credentialKey(stored), typedKey().toUtf8());
    m_world->store.save(stored);
    m_world->saveFiles.path = m_world->directory.filePath(QStringLiteral("acme.json"));
    return stored;
}

void tst_SaveCredentials::openDialog()
{
    QTRY_VERIFY(named<QPushButton>(QStringLiteral("Save credentials as… Acme")));
    const QString id = m_world->store.connections().constFirst().id;
    QTRY_VERIFY(m_world->keeper.session(id));
    press(QStringLiteral("Save credentials as… Acme"));
    QTRY_VERIFY(named<QPushButton>(QStringLiteral("Save as…")));
}

QByteArray tst_SaveCredentials::saved() const
{
    QFile file(m_world->saveFiles.path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_SaveCredentials::savesWhatCanBeImportedAgain()
{
    addConnection(SignIn::ClientCredentials);
    openDialog();
    press(QStringLiteral("Save as…"));
    QTRY_VERIFY(sees(QStringLiteral("readable by you only")));
    QCOMPARE(m_world->saveFiles.asked.suggestedName, QStringLiteral("Acme.json"));
    const auto mine = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup |
                        QFileDevice::WriteOther;
    const auto permissions = QFileInfo(m_world->saveFiles.path).permissions();
    QCOMPARE(permissions & (mine | others), mine);
    const auto again = importCredentialsFile(m_world->saveFiles.path);
    QVERIFY(again);
    QCOMPARE(again->clientId, QStringLiteral("mdb_sa_id_1"));
    QCOMPARE(again->baseUrl, QUrl(QStringLiteral("http://127.0.0.1:1")));
    QVERIFY(again->secret == Secret(typedKey().toUtf8()));
    QVERIFY(again->notices.isEmpty());
}

void tst_SaveCredentials::savesTheSecretOfAnAccount()
{
    const Connection stored = addConnection(SignIn::ClientCredentials);
    keep({stored.id, QStringLiteral("mdb_sa_id_2"), QStringLiteral("secret-2")}, "fake-second");
    openDialog();
    QCOMPARE(credential()->count(), 2);
    credential()->setCurrentIndex(1);
    QVERIFY(credential()->currentText().contains(QStringLiteral("mdb_sa_id_2")));
    press(QStringLiteral("Save as…"));
    QTRY_VERIFY(sees(QStringLiteral("readable by you only")));
    QVERIFY(saved().contains("mdb_sa_id_2"));
    QVERIFY(saved().contains("fake-second"));
    QVERIFY(!saved().contains(typedKey().toUtf8()));
}

void tst_SaveCredentials::asksBeforeItReplacesAFile()
{
    addConnection(SignIn::ClientCredentials);
    QFile there(m_world->saveFiles.path);
    QVERIFY(there.open(QIODevice::WriteOnly));
    there.write("before");
    there.close();
    openDialog();
    press(QStringLiteral("Save as…"));
    QTRY_VERIFY(named<QPushButton>(QStringLiteral("Replace")));
    QCOMPARE(saved(), QByteArray("before"));
    press(QStringLiteral("Replace"));
    QTRY_VERIFY(saved().contains("mdb_sa_id_1"));
}

void tst_SaveCredentials::writesNothingWhenCancelled()
{
    addConnection(SignIn::ClientCredentials);
    const QString path = std::exchange(m_world->saveFiles.path, {});
    openDialog();
    press(QStringLiteral("Save as…"));
    QTRY_VERIFY(!m_world->saveFiles.asked.suggestedName.isEmpty());
    QVERIFY(!QFile::exists(path));
    press(QStringLiteral("Close"));
    QTRY_VERIFY(!DialogFrame::topmost(m_window.get()));
}

void tst_SaveCredentials::tellsWhatCannotBeRead()
{
    addConnection(SignIn::ClientCredentials);
    openDialog();
    m_world->credentials->refuseReads = true;
    press(QStringLiteral("Save as…"));
    QTRY_VERIFY(sees(QStringLiteral("it is locked")));
    QVERIFY(!QFile::exists(m_world->saveFiles.path));
    QVERIFY(named<QPushButton>(QStringLiteral("Save as…"))->isEnabled());
}

void tst_SaveCredentials::tellsThatKeyPairsHaveNoFile()
{
    addConnection(SignIn::Digest);
    openDialog();
    QVERIFY(sees(QStringLiteral("no secret that can be saved")));
    QVERIFY(!named<QPushButton>(QStringLiteral("Save as…"))->isEnabled());
    QVERIFY(!credential());
}

QTEST_MAIN(tst_SaveCredentials)
#include "tst_save_credentials.moc"
