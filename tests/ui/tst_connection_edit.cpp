#include "tests/support/awaited.h"
#include "tests/support/test_server.h"
#include "tests/ui/connections_fixture.h"
#include "ui/widgets/dialog_frame.h"

#include <QAbstractButton>
#include <QDir>
#include <QFile>

using namespace keywright;
using namespace keywright::test;

class tst_ConnectionEdit : public ConnectionsFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makeWorld(); }
    void cleanup() { dropWorld(); }
    void wantsASecretForAnotherWayToSignIn();
    void wantsTheSecretForAnotherAddress_data();
    void wantsTheSecretForAnotherAddress();
    void wantsASecretForAnotherClient();
    void keepsTheSecretAtTheSameAddress();
    void findsTheTokenUrlThroughTheProxy();
    void asksWhenTheKeychainIsLocked();
    void keepsWhatWasEditedAfterTheKeychainRefused();
    void keepsNoMovedConnectionInMemory();
    void staysOpenWhileTheSecretIsStored();
    void takesTheSecretBackWhenNothingWasSaved();
    void putsTheFormerSecretBackWhenNothingWasSaved();

private:
    Connection storeConnection(SignIn signIn);
    void openEdit();
    void makeFileUnwritable();
    QByteArray storedSecret(const Connection &connection);
};

/// A connection as a run before left it, with its secret in the keychain.
Connection tst_ConnectionEdit::storeConnection(SignIn signIn)
{
    Connection stored;
    stored.id = ConnectionStore::newId();
    stored.name = QStringLiteral("Prod");
    stored.provider = QStringLiteral("tecton");
    stored.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:1"));
    stored.signIn = signIn;
    if (signIn == SignIn::ClientCredentials) {
        stored.clientId = QStringLiteral("client-1");
        stored.tokenUrl = QUrl(QStringLiteral("http://127.0.0.1:1/token"));
    }
    StoredCredential entry;
    entry.key = SessionFactory::credentialKey(stored);
    entry.label = QStringLiteral("Keywright · Prod");
    const auto former = std::make_shared<const Secret>(QByteArrayLiteral("former"));
    await(m_world->credentials->write(entry, former));
    m_world->store.save(stored);
    return stored;
}

void tst_ConnectionEdit::openEdit()
{
    QTRY_VERIFY(named<QPushButton>(QStringLiteral("Edit Prod")));
    press(QStringLiteral("Edit Prod"));
    QTRY_VERIFY(field("Base URL"));
}

void tst_ConnectionEdit::makeFileUnwritable()
{
    QFile::remove(m_world->file);
    QVERIFY(QDir().mkpath(m_world->file));
}

QByteArray tst_ConnectionEdit::storedSecret(const Connection &connection)
{
    const Result<Secret> held =
        await(m_world->credentials->read(SessionFactory::credentialKey(connection)));
    return held ? QByteArray::fromStdString(std::string(held->expose())) : QByteArray();
}

void tst_ConnectionEdit::wantsASecretForAnotherWayToSignIn()
{
    Connection stored;
    stored.id = ConnectionStore::newId();
    stored.name = QStringLiteral("Acme");
    stored.provider = QStringLiteral("atlas");
    stored.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:1"));
    stored.signIn = SignIn::ClientCredentials;
    stored.clientId = QStringLiteral("mdb_sa_id_1");
    stored.orgId = QStringLiteral("0123456789abcdef01234567");
    QVERIFY(m_world->store.save(stored));
    QTRY_VERIFY(named<QPushButton>(QStringLiteral("Edit Acme")));
    press(QStringLiteral("Edit Acme"));
    QTRY_VERIFY(field("Client ID"));
    QCOMPARE(field("Client ID")->text(), stored.clientId);
    QCOMPARE(field("Organization ID")->text(), stored.orgId);
    QVERIFY(field("Client secret")->placeholderText().contains(QStringLiteral("In the keychain")));
    chooseSignIn("API key pair");
    field("Public key")->setText(QStringLiteral("abcdefgh"));
    press(QStringLiteral("Save"));
    QVERIFY(field("Private key")->property("invalid").toBool());
    chooseSignIn("Client credentials");
    press(QStringLiteral("Save"));
    QTRY_VERIFY(!DialogFrame::topmost(m_window.get()));
    QCOMPARE(m_world->store.byId(stored.id), std::optional<Connection>(stored));
}

void tst_ConnectionEdit::wantsTheSecretForAnotherAddress_data()
{
    QTest::addColumn<QString>("edited");
    QTest::addColumn<QString>("button");
    for (const char *edited : {"Base URL", "Token URL"}) {
        for (const char *button : {"Test", "Save"})
            QTest::addRow("%s, %s", edited, button)
                << QString::fromLatin1(edited) << QString::fromLatin1(button);
    }
}

void tst_ConnectionEdit::wantsTheSecretForAnotherAddress()
{
    QFETCH(QString, edited);
    QFETCH(QString, button);
    TestServer other;
    const Connection stored = storeConnection(SignIn::ClientCredentials);
    openEdit();
    m_world->log->clear();
    named<QLineEdit>(edited)->setText(other.url().toString());
    press(button);
    QVERIFY(field("Client secret")
                ->accessibleDescription()
                .contains(QStringLiteral("Enter the client secret again: it is not sent")));
    QVERIFY(named<QPushButton>(QStringLiteral("Save"))->isEnabled());
    QVERIFY(m_world->log->isEmpty());
    QCOMPARE(m_world->store.byId(stored.id), std::optional<Connection>(stored));
    QVERIFY(other.received().isEmpty());

    field("Client secret")->setText(typedKey());
    press(QStringLiteral("Save"));
    QTRY_VERIFY(!DialogFrame::topmost(m_window.get()));
    QCOMPARE(storedSecret(stored), typedKey().toUtf8());
}

void tst_ConnectionEdit::wantsASecretForAnotherClient()
{
    const Connection stored = storeConnection(SignIn::ClientCredentials);
    openEdit();
    field("Client ID")->setText(QStringLiteral("client-2"));
    press(QStringLiteral("Save"));
    QVERIFY(field("Client secret")->property("invalid").toBool());
    QCOMPARE(m_world->store.byId(stored.id), std::optional<Connection>(stored));
}

void tst_ConnectionEdit::keepsTheSecretAtTheSameAddress()
{
    const Connection stored = storeConnection(SignIn::ApiKey);
    openEdit();
    field("Base URL")->setText(QStringLiteral("http://127.0.0.1:1/api"));
    press(QStringLiteral("Save"));
    QTRY_VERIFY(!DialogFrame::topmost(m_window.get()));
    QCOMPARE(m_world->store.byId(stored.id)->baseUrl.path(), QStringLiteral("/api"));
    QCOMPARE(storedSecret(stored), QByteArray("former"));
}

void tst_ConnectionEdit::findsTheTokenUrlThroughTheProxy()
{
    TestServer proxy;
    proxy.script({status(502)});
    openNew();
    field("Base URL")->setText(QStringLiteral("https://acme.invalid"));
    named<QAbstractButton>(QStringLiteral("Advanced"))->click();
    QTRY_VERIFY(field("Proxy"));
    field("Proxy")->setText(QStringLiteral("ftp://127.0.0.1"));
    press(QStringLiteral("Find"));
    QVERIFY(field("Proxy")->property("invalid").toBool());
    field("Proxy")->setText(QStringLiteral("http://127.0.0.1:%1").arg(proxy.serverPort()));
    press(QStringLiteral("Find"));
    QTRY_VERIFY(proxy.received().contains("CONNECT acme.invalid:443"));
}

void tst_ConnectionEdit::asksWhenTheKeychainIsLocked()
{
    m_world->credentials->refuseWrites = true;
    openNew();
    fill(QStringLiteral("Prod"), QStringLiteral("http://127.0.0.1:1"));
    press(QStringLiteral("Save"));
    QTRY_VERIFY(named<QPushButton>(QStringLiteral("Use until I quit")));
    QVERIFY(m_world->store.connections().isEmpty());
    QVERIFY(!QFile::exists(m_world->file));
    QCOMPARE(field("Name")->text(), QStringLiteral("Prod"));

    press(QStringLiteral("Use until I quit"));
    QTRY_COMPARE(m_world->store.connections().size(), 1);
    const QString id = m_world->store.connections().constFirst().id;
    QVERIFY(m_world->keeper.link(id).untilQuit);
    QVERIFY(m_world->keeper.session(id));
    QVERIFY(m_world->credentials->stored(id)->isEmpty());
    QFile file(m_world->file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains(typedKey().toUtf8()));
}

void tst_ConnectionEdit::keepsWhatWasEditedAfterTheKeychainRefused()
{
    m_world->credentials->refuseWrites = true;
    openNew();
    fill(QStringLiteral("Prod"), QStringLiteral("http://127.0.0.1:1"));
    press(QStringLiteral("Save"));
    QTRY_VERIFY(named<QPushButton>(QStringLiteral("Use until I quit")));
    field("Name")->setText(QString());
    press(QStringLiteral("Use until I quit"));
    QVERIFY(field("Name")->property("invalid").toBool());
    QVERIFY(m_world->store.connections().isEmpty());

    TestServer server;
    server.script({status(401)});
    fill(QStringLiteral("Staging"), server.url().toString());
    field("API key")->setText(typedKey() + QStringLiteral("other"));
    press(QStringLiteral("Use until I quit"));
    QTRY_COMPARE(m_world->store.connections().size(), 1);
    QCOMPARE(m_world->store.connections().constFirst().name, QStringLiteral("Staging"));
    QTRY_VERIFY(server.received().contains(typedKey().toUtf8() + "other"));
}

void tst_ConnectionEdit::keepsNoMovedConnectionInMemory()
{
    const Connection stored = storeConnection(SignIn::ApiKey);
    m_world->credentials->refuseWrites = true;
    openEdit();
    fill(QStringLiteral("Prod"), QStringLiteral("http://127.0.0.1:1"));
    press(QStringLiteral("Save"));
    QTRY_VERIFY(named<QPushButton>(QStringLiteral("Use until I quit")));
    field("Base URL")->setText(QStringLiteral("http://127.0.0.1:2"));
    press(QStringLiteral("Use until I quit"));
    QTRY_VERIFY(!named<QPushButton>(QStringLiteral("Use until I quit")));
    QTRY_VERIFY(sees(QStringLiteral("locked")));
    QCOMPARE(m_world->store.byId(stored.id), std::optional<Connection>(stored));
}

void tst_ConnectionEdit::staysOpenWhileTheSecretIsStored()
{
    storeConnection(SignIn::ApiKey);
    openEdit();
    field("API key")->setText(typedKey());
    m_world->credentials->holdReads();
    press(QStringLiteral("Save"));
    QVERIFY(!named<QPushButton>(QStringLiteral("Cancel"))->isEnabled());
    ModalOverlay *dialog = DialogFrame::topmost(m_window.get());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCOMPARE(DialogFrame::topmost(m_window.get()), dialog);
    QVERIFY(!ModalOverlay::allMayClose(m_window.get()));
    QVERIFY(sees(QStringLiteral("is being stored")));
    m_world->credentials->releaseReads();
    QTRY_VERIFY(!DialogFrame::topmost(m_window.get()));
    QVERIFY(ModalOverlay::allMayClose(m_window.get()));
}

void tst_ConnectionEdit::takesTheSecretBackWhenNothingWasSaved()
{
    makeFileUnwritable();
    openNew();
    fill(QStringLiteral("Prod"), QStringLiteral("http://127.0.0.1:1"));
    press(QStringLiteral("Save"));
    QTRY_VERIFY(sees(QStringLiteral("could not be written")));
    QCOMPARE(
        *m_world->log,
        QStringList({QStringLiteral("write api-key"), QStringLiteral("remove api-key")}));
    QVERIFY(m_world->store.connections().isEmpty());
    QVERIFY(named<QPushButton>(QStringLiteral("Cancel"))->isEnabled());
}

void tst_ConnectionEdit::putsTheFormerSecretBackWhenNothingWasSaved()
{
    const Connection stored = storeConnection(SignIn::ApiKey);
    makeFileUnwritable();
    openEdit();
    fill(QStringLiteral("Staging"), QStringLiteral("http://127.0.0.1:2"));
    press(QStringLiteral("Save"));
    QTRY_VERIFY(sees(QStringLiteral("could not be written")));
    QCOMPARE(storedSecret(stored), QByteArray("former"));
    QCOMPARE(
        m_world->credentials->stored(stored.id)->constFirst().label,
        QStringLiteral("Keywright · Prod"));
    QCOMPARE(m_world->store.byId(stored.id), std::optional<Connection>(stored));
}

QTEST_MAIN(tst_ConnectionEdit)
#include "tst_connection_edit.moc"
