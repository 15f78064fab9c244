// The Test tab where a provider can tell what an account sees: against the sandbox, and against a
// provider that refuses.

#include "tests/support/gate.h"
#include "tests/ui/atlas_page_fixture.h"
#include "ui/accounts/sight_tree.h"
#include "ui/widgets/tag.h"

#include <QCoro/QCoroSignal>
#include <QPushButton>
#include <QSignalSpy>

using namespace keywright;
using namespace keywright::test;

namespace {

class FakeVisibility : public Visibility
{
public:
    Async<VisibleResources> visible(std::shared_ptr<Authorizer>, CancelToken cancel) override
    {
        if (const auto held = gate) {
            cancel.onCancelled(held.get(), [held] { Q_EMIT held->opened(); });
            co_await qCoro(held.get(), &Gate::opened);
        }
        if (cancel.isCancelled())
            co_return failure(makeError(ErrorKind::Cancelled, QStringLiteral("Stopped.")));
        if (error)
            co_return failure(*error);
        co_return Result<VisibleResources>(VisibleResources());
    }

    std::shared_ptr<Gate> gate;
    std::optional<Error> error;
};

} // namespace

class AccountTestTest : public AtlasPageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makeTheme(); }
    void init() { makeAtlasWorld(); }
    void cleanup() { dropAtlasWorld(); }

    void showsWhatTheAccountSees();
    void addressThatIsNotListedLeadsToTheList();
    void deletedSecretLeadsToSecrets();
    void nothingKeptLeadsToSecrets();
    void missingRoleLeadsToRoles();
    void otherFailureLeadsNowhere();
    void seesNothing();
    void canBeStopped();
    void anotherAccountForgetsTheResult();
    void lookupIsOfferedWhereThereIsOne();

private:
    void openTest();
    /// The page on a system in memory, with the secret of "fraud" kept.
    void openFake();
    QTreeWidget *tree() const
    {
        return named<QTreeWidget>(m_page, QStringLiteral("What it can see"));
    }
    QString tabText() const
    {
        const auto *tabs = m_page->findChild<QTabWidget *>();
        return tabs->tabText(tabs->currentIndex());
    }
    bool isTagged(const QString &text) const
    {
        const auto tags = m_page->findChildren<Tag *>();
        return std::any_of(tags.cbegin(), tags.cend(), [&text](const Tag *tag) {
            return tag->isVisible() && tag->text().startsWith(text);
        });
    }

    std::shared_ptr<FakeVisibility> m_sight;
};

void AccountTestTest::openTest()
{
    openOn(m_account);
    openTab("Test");
    press("Test");
    QTRY_VERIFY(named<QPushButton>(m_page, QStringLiteral("Test"))->isEnabled());
}

void AccountTestTest::openFake()
{
    m_sight = std::make_shared<FakeVisibility>();
    m_world->provider->sight = m_sight;
    m_world->session = std::make_shared<Session>(
        m_world->connection, m_world->provider, signsNothing(), m_world->credentials,
        m_world->journal.creations);
    NewAccount account;
    account.name = QStringLiteral("fraud");
    QVERIFY(await(AccountActions::create(m_world->session, account, true, CancelToken())));
    m_account = m_world->key("fraud");
    openOn(m_account);
    openTab("Test");
}

void AccountTestTest::showsWhatTheAccountSees()
{
    makeAccount(
        QStringLiteral("looker"),
        {organizationRole("ORG_MEMBER"), projectRole("GROUP_READ_ONLY", m_atlas->project(0))});
    openTest();
    QVERIFY(tree());
    QVERIFY(isTagged(QStringLiteral("ok · ")));
    QVERIFY(shows(m_page, QStringLiteral("Client secret from the keychain")));
    QVERIFY(shows(m_page, QStringLiteral("The server shows it 1 organization, 1 project")));
    QCOMPARE(tree()->topLevelItemCount(), 2);
    QCOMPARE(tree()->topLevelItem(0)->text(0), QStringLiteral("Organizations (1)"));
    const QTreeWidgetItem *projects = tree()->topLevelItem(1);
    QCOMPARE(projects->text(0), QStringLiteral("Projects (1)"));
    QCOMPARE(projects->child(0)->toolTip(0), m_atlas->project(0));
    QVERIFY(projects->child(0)->childCount() > 0);
    QVERIFY(projects->child(0)->child(0)->text(0).startsWith(QStringLiteral("Cluster ")));
    QVERIFY(!named<QPushButton>(m_page, QStringLiteral("Open in Lookup")));
}

void AccountTestTest::addressThatIsNotListedLeadsToTheList()
{
    makeAccount(QStringLiteral("fenced"), {organizationRole("ORG_MEMBER")});
    const QStringList elsewhere{QStringLiteral("198.51.100.0/24")};
    QVERIFY(await(lists().add(m_account.accountId, elsewhere, CancelToken())));
    openTest();
    QVERIFY(isTagged(QStringLiteral("refused · ")));
    QVERIFY(!tree());
    QVERIFY(shows(m_page, QStringLiteral("access list of fenced")));
    press("Open access list");
    QCOMPARE(tabText(), QStringLiteral("Access list"));
    QTRY_VERIFY(shows(m_page, QStringLiteral("which is not on the list")));
}

void AccountTestTest::deletedSecretLeadsToSecrets()
{
    makeAccount(QStringLiteral("bare"), {organizationRole("ORG_MEMBER")});
    const auto provider = m_world->session->provider();
    const auto secrets = await(provider->listSecrets(m_account.accountId, CancelToken()));
    QVERIFY(secrets);
    const QString id = secrets->constFirst().id;
    QVERIFY(await(provider->deleteSecret(m_account.accountId, id, CancelToken())));
    openTest();
    QVERIFY(isTagged(QStringLiteral("refused · ")));
    press("Open secrets");
    QCOMPARE(tabText(), QStringLiteral("Secrets"));
}

void AccountTestTest::nothingKeptLeadsToSecrets()
{
    const auto all = await(m_world->session->provider()->listAccounts({}, CancelToken())).value();
    const auto other = std::find_if(all.begin(), all.end(), [this](const ServiceAccount &account) {
        return account.id != own().accountId && account.id != m_account.accountId;
    });
    QVERIFY(other != all.end());
    m_account.accountId = other->id;
    openTest();
    QVERIFY(shows(m_page, QStringLiteral("cannot be tested: the keychain holds no secret of it")));
    QVERIFY(!shows(m_page, QStringLiteral("Last test"))); // nothing was asked
    press("Open secrets");
    QCOMPARE(tabText(), QStringLiteral("Secrets"));
}

void AccountTestTest::missingRoleLeadsToRoles()
{
    openFake();
    m_sight->error = makeError(
        ErrorKind::NotPermitted, QStringLiteral("You may not look."),
        QStringLiteral("About the connection's own account."));
    press("Test");
    QTRY_VERIFY(shows(m_page, QStringLiteral("You may not look.")));
    QVERIFY(shows(m_page, QStringLiteral("Give fraud a role that allows it.")));
    QVERIFY(!shows(m_page, QStringLiteral("own account")));
    press("Open roles");
    QCOMPARE(tabText(), QStringLiteral("Roles"));
}

void AccountTestTest::otherFailureLeadsNowhere()
{
    openFake();
    m_sight->error = makeError(
        ErrorKind::Network, QStringLiteral("The line is dead."), QStringLiteral("Plug it in."));
    press("Test");
    QTRY_VERIFY(shows(m_page, QStringLiteral("The line is dead.")));
    QVERIFY(shows(m_page, QStringLiteral("Plug it in.")));
    for (const char *name : {"Open roles", "Open secrets", "Open access list"})
        QVERIFY(!named<QPushButton>(m_page, QString::fromLatin1(name)));
    m_sight->error.reset();
    press("Test");
    QTRY_VERIFY(isTagged(QStringLiteral("ok · ")));
    QVERIFY(!shows(m_page, QStringLiteral("The line is dead.")));
}

void AccountTestTest::seesNothing()
{
    openFake();
    press("Test");
    QTRY_VERIFY(shows(m_page, QStringLiteral("accepted the account, but shows it nothing")));
    QCOMPARE(tree()->topLevelItem(1)->text(0), QStringLiteral("Projects (0)"));
}

void AccountTestTest::canBeStopped()
{
    openFake();
    m_sight->gate = std::make_shared<Gate>();
    press("Test");
    QTRY_COMPARE(m_world->tasks.tasks().size(), std::size_t(1));
    QVERIFY(!named<QPushButton>(m_page, QStringLiteral("Test"))->isEnabled());
    m_world->tasks.cancel(m_world->tasks.tasks().front().id);
    QTRY_VERIFY(shows(m_page, QStringLiteral("The test was stopped.")));
    QVERIFY(named<QPushButton>(m_page, QStringLiteral("Test"))->isEnabled());
    QVERIFY(m_world->tasks.tasks().empty());
}

void AccountTestTest::anotherAccountForgetsTheResult()
{
    m_world->addAccount("batch");
    openFake();
    m_sight->gate = std::make_shared<Gate>();
    press("Test");
    choose("batch");
    QTRY_VERIFY(m_world->tasks.tasks().empty());
    QVERIFY(!tree());
    QVERIFY(!shows(m_page, QStringLiteral("stopped")));
    QVERIFY(named<QPushButton>(m_page, QStringLiteral("Test"))->isEnabled());
}

void AccountTestTest::lookupIsOfferedWhereThereIsOne()
{
    m_world->provider->supported.lookups = true;
    openFake();
    QSignalSpy wanted(m_page, &AccountsPage::lookupRequested);
    press("Open in Lookup");
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().at(0).toString(), m_account.connectionId);
    QCOMPARE(wanted.first().at(1).toString(), m_account.accountId);
}

QTEST_MAIN(AccountTestTest)
#include "tst_account_test.moc"
