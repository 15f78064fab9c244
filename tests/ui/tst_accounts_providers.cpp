// What the page offers depends on what the providers of the shown connections can do.

#include "tests/ui/accounts_page_fixture.h"
#include "ui/widgets/chip.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

using namespace keywright;
using namespace keywright::test;

class AccountsProvidersTest : public AccountsPageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makeTheme(); }
    void init() { makeWorld(); }
    void cleanup();

    void chipsThatTellNothingAreHidden();
    void chipsOfAllConnectionsTogether();
    void connectionTakesTheRoomOfTheType();
    void systemManagedAccountsOnRequest();
    void toggledWhileTheListIsRead();
    void stoppedWhileTheListIsReadAgain();
    void nothingSystemManagedWhereThereIsNone();
    void removalFromAProject();
    void actionsFollowTheProvider();

private:
    bool offers(const char *word) const { return named<Chip>(m_page, QString::fromLatin1(word)); }
    /// As an organisation whose accounts are all OAuth and always active.
    void makeLikeAtlas(AccountsWorld &world)
    {
        Capabilities &supported = world.provider->supported;
        supported.accountTypes = {AccountType::OAuth};
        supported.deactivateAccounts = false;
        supported.deactivateSecrets = false;
        supported.systemManagedAccounts = true;
        ServiceAccount made;
        made.name = QStringLiteral("made-by-the-system");
        made.id = QStringLiteral("id-") + made.name;
        world.provider->systemManaged = {made};
    }
    int listed() const { return m_page->findChild<AccountTable *>()->model()->rowCount(); }
    QAction *command(const QString &text) const
    {
        for (QAction *action : m_page->commands()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }

    std::unique_ptr<AccountsWorld> m_other;
};

void AccountsProvidersTest::cleanup()
{
    m_window.reset();
    m_other.reset();
    dropWorld();
}

void AccountsProvidersTest::chipsThatTellNothingAreHidden()
{
    makeLikeAtlas(*m_world);
    m_world->addAccount("fraud");
    open();
    QVERIFY(!offers("Active"));
    QVERIFY(!offers("OAuth"));
    QVERIFY(!offers("API key"));
    m_world->inventory.loadDetails(m_world->id, m_world->key("fraud").accountId);
    QTRY_VERIFY(offers("No roles"));
}

void AccountsProvidersTest::chipsOfAllConnectionsTogether()
{
    makeLikeAtlas(*m_world);
    m_world->addAccount("fraud");
    open();
    m_other = std::make_unique<AccountsWorld>(QStringLiteral("c2"));
    m_other->addAccount("batch", AccountType::ApiKey);
    m_world->inventory.add(m_other->session);
    m_world->inventory.refresh(m_other->id);
    QTRY_VERIFY(offers("API key"));
    QVERIFY(offers("OAuth"));
    QVERIFY(offers("Active"));
    QVERIFY(!offers("Deactivated")); // none is
    QVERIFY(offers("System-managed"));
    m_page->setConnection(m_world->id);
    QVERIFY(!offers("API key"));
    QVERIFY(!offers("Active"));
    m_page->setConnection(m_other->id);
    QVERIFY(!offers("System-managed"));
    QVERIFY(offers("API key"));
    m_page->setConnection({});
    QCOMPARE(listed(), 2);
}

void AccountsProvidersTest::connectionTakesTheRoomOfTheType()
{
    m_world->addAccount("fraud");
    open();
    auto *table = m_page->findChild<AccountTable *>();
    const int type = int(AccountColumn::Type);
    const int connection = int(AccountColumn::Connection);
    QTRY_VERIFY(table->isColumnHidden(connection) && !table->isColumnHidden(type));
    m_other = std::make_unique<AccountsWorld>(QStringLiteral("c2"));
    m_world->inventory.add(m_other->session);
    QVERIFY(!table->isColumnHidden(connection));
    QTRY_VERIFY(table->isColumnHidden(type));
    m_page->resize(1500, 700);
    QTRY_VERIFY(!table->isColumnHidden(type));
}

void AccountsProvidersTest::systemManagedAccountsOnRequest()
{
    makeLikeAtlas(*m_world);
    m_world->addAccount("fraud");
    open();
    QCOMPARE(listed(), 1);
    auto *chip = named<Chip>(m_page, QStringLiteral("System-managed"));
    chip->click();
    QTRY_COMPARE(listed(), 2);
    QVERIFY(m_world->inventory.includesSystemManaged());
    press("Refresh");
    QTRY_VERIFY(m_world->tasks.tasks().empty());
    QCOMPARE(listed(), 2);
    chip->click();
    QTRY_COMPARE(listed(), 1);
}

void AccountsProvidersTest::toggledWhileTheListIsRead()
{
    makeLikeAtlas(*m_world);
    m_world->addAccount("fraud");
    open();
    QSignalSpy refreshed(&m_world->inventory, &Inventory::refreshed);
    m_world->provider->hold(QStringLiteral("listAccounts"));
    press("Refresh");
    QCOMPARE(m_world->inventory.snapshot(m_world->id).state, SnapshotState::Loading);
    named<Chip>(m_page, QStringLiteral("System-managed"))->click();
    m_world->provider->release(QStringLiteral("listAccounts"));
    QTRY_COMPARE(listed(), 2);
    QCOMPARE(refreshed.size(), 1); // what was read in the old way is not shown
    QTRY_VERIFY(m_world->tasks.tasks().empty());
}

void AccountsProvidersTest::stoppedWhileTheListIsReadAgain()
{
    makeLikeAtlas(*m_world);
    m_world->addAccount("fraud");
    open();
    m_world->provider->hold(QStringLiteral("listAccounts"));
    named<Chip>(m_page, QStringLiteral("System-managed"))->click();
    QTRY_COMPARE(m_world->tasks.tasks().size(), std::size_t(1));
    m_world->tasks.cancel(m_world->tasks.tasks().front().id);
    QTRY_VERIFY(m_world->tasks.tasks().empty());
    QCOMPARE(listed(), 1);
    QCOMPARE(m_world->inventory.snapshot(m_world->id).state, SnapshotState::Ready);
    m_world->provider->release(QStringLiteral("listAccounts"));
}

void AccountsProvidersTest::nothingSystemManagedWhereThereIsNone()
{
    addFraud();
    open();
    QVERIFY(!offers("System-managed"));
    QSignalSpy refreshed(&m_world->inventory, &Inventory::refreshed);
    m_world->inventory.setIncludesSystemManaged(true);
    QCOMPARE(refreshed.size(), 0); // not read again for nothing
}

void AccountsProvidersTest::removalFromAProject()
{
    m_world->provider->supported.deleteRemovesFromProject = true;
    m_world->provider->meaning = QStringLiteral("It only leaves this project.");
    addFraud();
    open();
    choose("fraud");
    QTRY_VERIFY(shows(m_page, QStringLiteral("Consumer on prod")));
    QVERIFY(!named<QPushButton>(m_page, QStringLiteral("Delete")));
    QVERIFY(command(QStringLiteral("Remove from project")));
    QVERIFY(!command(QStringLiteral("Delete")));
    press("Remove from project");
    QVERIFY(shows(dialog(), QStringLiteral("Remove fraud from the project?")));
    QVERIFY(shows(dialog(), QStringLiteral("It only leaves this project.")));
    QVERIFY(shows(dialog(), QStringLiteral("Its roles go: Consumer · prod")));
    QVERIFY(!shows(dialog(), QStringLiteral("stop working"))); // they live on elsewhere
    QVERIFY(!shows(dialog(), QStringLiteral("keychain")));
    pressInDialog("Remove from project");
    QTRY_VERIFY(!m_world->inventory.find(m_world->id, QStringLiteral("id-fraud")));
    QVERIFY(shows(m_page, QStringLiteral("fraud has been removed from the project.")));
}

void AccountsProvidersTest::actionsFollowTheProvider()
{
    makeLikeAtlas(*m_world);
    m_world->addAccount("fraud");
    m_other = std::make_unique<AccountsWorld>(QStringLiteral("c2"));
    m_other->addAccount("batch", AccountType::ApiKey);
    m_world->inventory.add(m_other->session);
    m_world->inventory.refresh(m_other->id);
    open();
    const auto deactivation = [this] {
        QAction *action = command(QStringLiteral("Deactivate"));
        return action && action->isVisible() && action->isEnabled();
    };
    choose("fraud");
    QVERIFY(!deactivation());
    QVERIFY(!named<QPushButton>(m_page, QStringLiteral("Deactivate")));
    m_page->choose(m_other->key("batch"));
    QVERIFY(deactivation());
    QVERIFY(named<QPushButton>(m_page, QStringLiteral("Deactivate")));
    choose("fraud");
    QVERIFY(!deactivation());
    for (const QMenu *menu : m_page->findChildren<QMenu *>()) {
        for (const QAction *action : menu->actions())
            QVERIFY(!action->isVisible() || action->text() != QStringLiteral("Deactivate"));
    }
}

QTEST_MAIN(AccountsProvidersTest)
#include "tst_accounts_providers.moc"
