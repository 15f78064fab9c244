// The first step of a migration: what is proposed for a key, and what the person makes of it.

#include "tests/core/atlas_fixture.h"
#include "tests/support/fake_clock.h"
#include "tests/support/faulty_credential_store.h"
#include "tests/support/temporary_journal.h"
#include "tests/ui/dialog_probe.h"
#include "ui/connections/migration_plan_form.h"

#include <QFile>
#include <QTemporaryDir>

using namespace keywright;
using namespace keywright::test;

namespace {

const char *const nameField = "Name of the new account";

/// An organisation with a key that has no role, and one of a project.
sandbox::SandboxOptions seeded(const QTemporaryDir &directory)
{
    sandbox::SandboxOptions options;
    options.seed = directory.filePath(QStringLiteral("seed.json"));
    QFile file(options.seed);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("The seed cannot be written.");
    file.write(R"json({"atlas": {"projects": [{"name": "prod"}, {"name": "staging"}], "apiKeys": [
        {"description": "idle"}, {"description": "deploy", "projectRoles": {"prod": ["GROUP_READ_ONLY"]}}]}})json");
    return options;
}

} // namespace

class MigrationPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasEntered();
    void proposesAgainWhereTheFieldIsEmpty();
    void keepsTheLifetime();
    void choosesRolesForAKeyWithoutAny();
    void wantsARoleOfTheProject();

private:
    void open(int project = -1);
    DialogProbe probe() const { return DialogProbe(m_form.get()); }
    void chooseKey(const QString &description);
    void type(const char *field, const QString &text);
    Result<AccountCreation> create()
    {
        return await(m_migration->create(m_form->key(), m_form->account(), {}));
    }

    const QTemporaryDir m_directory;
    std::unique_ptr<TemporaryJournal> m_journal;
    std::unique_ptr<AtlasFixture> m_atlas;
    std::shared_ptr<KeyMigration> m_migration;
    std::unique_ptr<MigrationPlanForm> m_form;
};

void MigrationPlanTest::open(int project)
{
    m_form.reset();
    m_migration.reset();
    m_journal = std::make_unique<TemporaryJournal>();
    m_atlas = std::make_unique<AtlasFixture>(seeded(m_directory));
    ProviderSettings settings = m_atlas->settings();
    Connection connection;
    connection.id = QStringLiteral("id");
    connection.signIn = SignIn::Digest;
    connection.clientId = m_atlas->info().publicKey;
    if (project >= 0)
        settings.projectId = connection.projectId = m_atlas->project(project);
    const auto connected = m_atlas->connect(
        settings, SignIn::Digest, m_atlas->info().publicKey, m_atlas->info().privateKey);
    QVERIFY(connected);
    const auto log = std::make_shared<QStringList>();
    const auto session = std::make_shared<Session>(
        connection, connected->provider, connected->authorizer,
        std::make_shared<FaultyCredentialStore>(log), m_journal->creations);
    const auto clock = std::make_shared<FakeClock>();
    m_migration = std::make_shared<KeyMigration>(session, clock);
    m_form = std::make_unique<MigrationPlanForm>(m_migration, clock, QStringList());
    const auto start = await(m_migration->begin({}));
    QVERIFY2(start, qPrintable(errorOf(start).message));
    m_form->setStart(*start);
    m_form->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_form.get()));
}

void MigrationPlanTest::chooseKey(const QString &description)
{
    QComboBox *keys = probe().box("API key");
    for (int i = 0; i < keys->count(); ++i) {
        if (keys->itemText(i).contains(description))
            return keys->setCurrentIndex(i);
    }
    QFAIL(qPrintable(description));
}

/// As a person does, in the place of what is there.
void MigrationPlanTest::type(const char *field, const QString &text)
{
    QLineEdit *edit = probe().line(field);
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, text);
}

void MigrationPlanTest::keepsWhatWasEntered()
{
    open();
    chooseKey(QStringLiteral("deploy"));
    QCOMPARE(probe().line(nameField)->text(), QStringLiteral("deploy"));
    type(nameField, QStringLiteral("release robot"));
    chooseKey(QStringLiteral("keywright-console"));
    QCOMPARE(probe().line(nameField)->text(), QStringLiteral("release robot"));
    // What is still as it was proposed follows the key.
    QVERIFY(m_form->account().description.contains(m_form->key().publicKey));
    type("Description", QStringLiteral("Deploys"));
    chooseKey(QStringLiteral("deploy"));
    QCOMPARE(m_form->account().description, QStringLiteral("Deploys"));
    QCOMPARE(m_form->account().name, QStringLiteral("release robot"));
    QCOMPARE(m_form->account().roles, m_form->key().roles);
}

void MigrationPlanTest::proposesAgainWhereTheFieldIsEmpty()
{
    open();
    type(nameField, QString());
    QVERIFY(!m_form->check());
    chooseKey(QStringLiteral("deploy"));
    QCOMPARE(probe().line(nameField)->text(), QStringLiteral("deploy"));
    QVERIFY(m_form->check());
}

void MigrationPlanTest::keepsTheLifetime()
{
    open();
    QVERIFY(probe().choose("Secret lifetime", QStringLiteral("7 days")));
    chooseKey(QStringLiteral("deploy"));
    QCOMPARE(m_form->account().secretLifetimeHours, 7 * 24);
}

void MigrationPlanTest::choosesRolesForAKeyWithoutAny()
{
    open();
    QVERIFY(!probe().find<QPushButton>("Add role"));
    chooseKey(QStringLiteral("idle"));
    QVERIFY(m_form->key().roles.isEmpty());
    QVERIFY(probe().shows(QStringLiteral("The key has no role")));
    QVERIFY(!m_form->check());
    QVERIFY(probe().error("Roles of the new account").contains(QStringLiteral("needs a role")));
    QVERIFY(probe().press("Add role"));
    QVERIFY(probe().choose("Role", QStringLiteral("Project Read Only")));
    QVERIFY(!m_form->check());
    QVERIFY(probe().choose("Project", QStringLiteral("staging")));
    QVERIFY(m_form->check());
    const auto created = create();
    QVERIFY2(created, qPrintable(errorOf(created).message));
    QVERIFY(created->failedRoles.isEmpty());
    const QString staging = m_atlas->project(1);
    QVERIFY(await(m_atlas->admin()->rolesOf(created->account.id, {}))
                ->contains(projectRole("GROUP_READ_ONLY", staging)));
    // They are not given to a key that has its own.
    chooseKey(QStringLiteral("deploy"));
    QVERIFY(!probe().find<QPushButton>("Add role"));
    QCOMPARE(m_form->account().roles, m_form->key().roles);
}

/// A connection to a project can make accounts in this project only.
void MigrationPlanTest::wantsARoleOfTheProject()
{
    open(1);
    QVERIFY(!m_migration->suffices(m_form->key()));
    QVERIFY(probe().find<QPushButton>("Add role"));
    QVERIFY(!m_form->check());
}

QTEST_MAIN(MigrationPlanTest)
#include "tst_migration_plan.moc"
