#pragma once

#include "core/net/exchange_log.h"
#include "core/rotation/rotations.h"
#include "core/workbench/lookup_history.h"
#include "tests/support/fake_clock.h"
#include "tests/support/faulty_credential_store.h"
#include "tests/support/temporary_journal.h"
#include "tests/ui/dialog_probe.h"
#include "tests/ui/path_choosers.h"
#include "ui/connections/connections_page.h"
#include "ui/connections/session_keeper.h"
#include "ui/one_time_secret/clipboard_guard.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace keywright::test {

/// Made at run time, so that no text in the sources looks like a key.
inline QString typedKey()
{
    return QStringLiteral("fake-").repeated(3);
}

struct ConnectionsWorld
{
    QTemporaryDir directory;
    QString file = directory.filePath(QStringLiteral("connections.json"));
    std::shared_ptr<QStringList> log = std::make_shared<QStringList>();
    std::shared_ptr<FaultyCredentialStore> credentials =
        std::make_shared<FaultyCredentialStore>(log);
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    std::shared_ptr<ExchangeLog> exchanges = std::make_shared<ExchangeLog>();
    TemporaryJournal journal;
    std::shared_ptr<SessionFactory> sessions =
        std::make_shared<SessionFactory>(credentials, clock, exchanges, journal.creations);
    ConnectionStore store{file};
    Inventory inventory{clock};
    SessionKeeper keeper{store, inventory, sessions};
    FixedFileOpener files;
    ClipboardGuard clipboard{*QGuiApplication::clipboard(), clock};
    FixedPathChooser saveFiles;
    QProcessEnvironment environment;
    /// Entries of other programs by "service/user".
    QMap<QString, QString> foreignEntries;
    ImportSources imports{
        files, [this] { return environment; },
        [this](const QString &service, const QString &user) {
            return foreignEntry(service + QLatin1Char('/') + user);
        }};
    Rotations rotations{journal.database, journal.locks(), clock};
    LookupHistory lookups{journal.directory.filePath(QStringLiteral("lookups.sqlite")), clock};
    ConnectionServices services{
        store,     keeper,    credentials, sessions,           clock,     exchanges, imports,
        inventory, clipboard, saveFiles,   *journal.creations, rotations, lookups};

private:
    Async<Secret> foreignEntry(QString name)
    {
        if (!foreignEntries.contains(name))
            co_return failure(makeError(ErrorKind::NotFound, QStringLiteral("No such entry.")));
        co_return Result<Secret>(Secret(foreignEntries.value(name).toUtf8()));
    }
};

/// The page in a window, with nothing connected.
class ConnectionsFixture : public QObject
{
protected:
    void makeWorld()
    {
        m_world = std::make_unique<ConnectionsWorld>();
        QVERIFY(m_world->store.load());
        m_window = std::make_unique<QWidget>();
        m_window->resize(1072, 900);
        m_page = new ConnectionsPage(m_world->services, m_window.get());
        m_page->resize(m_window->size());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void dropWorld()
    {
        m_window.reset();
        // What is under way ends on the event loop, and belongs to the world until then.
        QTRY_VERIFY(isAtRest());
        m_world.reset();
        QCoreApplication::processEvents();
    }
    bool isAtRest() const
    {
        const QStringList ids = m_world->inventory.connectionIds();
        return std::none_of(ids.cbegin(), ids.cend(), [this](const QString &id) {
            return m_world->inventory.snapshot(id).state == SnapshotState::Loading;
        });
    }

    template <class T> T *named(const QString &name) const
    {
        return test::named<T>(m_window.get(), name);
    }
    QLineEdit *field(const char *name) const { return named<QLineEdit>(QString::fromLatin1(name)); }
    void press(const QString &name)
    {
        QPushButton *button = named<QPushButton>(name);
        QVERIFY2(button, qPrintable(name));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    bool sees(const QString &text) const { return shows(m_window.get(), text); }
    void openNew()
    {
        m_page->addConnection();
        QTRY_VERIFY(field("Base URL"));
    }
    void chooseSignIn(const char *name)
    {
        // Cards of a provider that was just chosen appear a moment later.
        QTRY_VERIFY2(named<QRadioButton>(QString::fromLatin1(name)), name);
        named<QRadioButton>(QString::fromLatin1(name))->click();
    }
    void fill(const QString &name, const QString &url)
    {
        field("Name")->setText(name);
        field("Base URL")->setText(url);
        field("API key")->setText(typedKey());
    }

    std::unique_ptr<ConnectionsWorld> m_world;
    std::unique_ptr<QWidget> m_window;
    ConnectionsPage *m_page = nullptr;
};

} // namespace keywright::test
