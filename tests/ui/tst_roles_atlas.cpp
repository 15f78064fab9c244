// The roles of an account and its projects, against a MongoDB Atlas organisation of the sandbox.

#include "tests/ui/atlas_world.h"
#include "tests/ui/dialog_probe.h"
#include "ui/roles/add_to_project_dialog.h"
#include "ui/roles/assign_role_dialog.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/modal_overlay.h"

#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>

using namespace keywright;
using namespace keywright::test;

namespace {

const QString metricsReader = QStringLiteral("mdb_sa_id_8e22a1f47c60d93b58e4f071");

} // namespace

class RolesAtlasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void rolesAndProjectsAreNamed();
    void lastRoleCannotBeRemoved();
    void assignsAndRemoves();
    void anOddRoleIsRefusedInTheDialog();
    void changesInBetweenAreTold();
    void assignsOnceTheChangeIsTold();
    void theChosenRoleStaysChosen();
    void ownAccountAsksTwice();
    void addsToAProject();
    void addingNeedsProjectAndRole();
    void addsOnlyOnce();
    void saysThatTheRolesAreRead_data();
    void saysThatTheRolesAreRead();
    void removesFromAProject();
    void failedRemovalIsTold();
    void projectsThatCannotBeReadCanBeRetried();
    void projectConnectionHasNoProjects();

private:
    void open(int project = -1);
    void choose(const QString &accountId);
    DialogProbe page() const { return DialogProbe(m_page); }
    QWidget *overlay() const { return ModalOverlay::topmost(m_window.get()); }
    DialogProbe dialog() const { return DialogProbe(overlay()); }
    QStringList column(const char *table, int column) const;
    bool select(const char *table, const QString &text, int column = 0) const;
    QList<RoleGrant> held(const QString &accountId = metricsReader) const
    {
        return await(m_world->server.admin()->rolesOf(accountId, {})).value();
    }

    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<AtlasWorld> m_world;
    std::unique_ptr<QWidget> m_window;
    AccountsPage *m_page = nullptr;
};

void RolesAtlasTest::initTestCase()
{
    m_theme = std::make_unique<ThemeController>(*qApp, ThemeMode::Light);
}

void RolesAtlasTest::cleanup()
{
    m_window.reset();
    m_world.reset();
}

void RolesAtlasTest::open(int project)
{
    m_world = std::make_unique<AtlasWorld>(project);
    m_world->inventory.refresh(m_world->connection.id);
    m_window = std::make_unique<QWidget>();
    m_window->resize(1280, 1000);
    m_page = new AccountsPage(m_world->services(), m_world->clock, m_window.get());
    m_page->setGeometry(m_window->rect());
    m_window->show();
    m_page->shown();
    QTRY_COMPARE(m_world->inventory.snapshot(m_world->connection.id).state, SnapshotState::Ready);
    QTRY_VERIFY(m_world->roles.isReady(m_world->connection.id));
    choose(metricsReader);
}

void RolesAtlasTest::choose(const QString &accountId)
{
    m_page->choose(m_world->key(accountId));
    auto *tabs = m_page->findChild<QTabWidget *>();
    for (int i = 0; i < tabs->count(); ++i) {
        if (tabs->tabText(i) == QLatin1StringView("Roles"))
            tabs->setCurrentIndex(i);
    }
    QTRY_VERIFY(page().find<QPushButton>("Assign role"));
    QTRY_VERIFY(page().find<QPushButton>("Assign role")->isEnabled());
}

QStringList RolesAtlasTest::column(const char *table, int column) const
{
    QStringList texts;
    const auto *view = page().find<QTableView>(table);
    for (int row = 0; view && row < view->model()->rowCount(); ++row)
        texts += view->model()->index(row, column).data().toString();
    return texts;
}

bool RolesAtlasTest::select(const char *table, const QString &text, int column) const
{
    auto *view = page().find<QTableView>(table);
    const auto row = this->column(table, column).indexOf(text);
    if (row >= 0)
        view->setCurrentIndex(view->model()->index(int(row), 0));
    return row >= 0;
}

void RolesAtlasTest::rolesAndProjectsAreNamed()
{
    open();
    QVERIFY(column("Roles", 0).contains(QStringLiteral("Project Read Only")));
    QVERIFY(column("Roles", 1).contains(QStringLiteral("prod")));
    QTRY_COMPARE(
        column("Projects", 0), QStringList({QStringLiteral("analytics"), QStringLiteral("prod")}));
    QCOMPARE(column("Projects", 1).first(), QStringLiteral("Project Read Only"));
    auto *projects = page().find<QTableView>("Projects");
    QCOMPARE(
        projects->model()->index(0, 0).data(Qt::ToolTipRole).toString(),
        m_world->server.project(2));
    QVERIFY(select("Roles", QStringLiteral("Project Read Only")));
    QVERIFY(page().shows(QStringLiteral("Sees the project and its clusters")));
    choose(QStringLiteral("mdb_sa_id_66f1d20c84b7a95e3f0c1d42"));
    QTRY_VERIFY(
        page().shows(QStringLiteral("Privileged.")) ||
        column("Roles", 0).contains(QStringLiteral("Organization Read Only")));
}

void RolesAtlasTest::lastRoleCannotBeRemoved()
{
    open();
    QVERIFY(select("Roles", QStringLiteral("Project Read Only")));
    auto *remove = page().find<QPushButton>("Remove role");
    QVERIFY(remove && !remove->isEnabled());
    QVERIFY(remove->accessibleDescription().contains(QStringLiteral("last role in this project")));
    QVERIFY(page().shows(remove->accessibleDescription()));
    QVERIFY(select("Roles", QStringLiteral("organization"), 1));
    QVERIFY(!page().find<QPushButton>("Remove role")->isEnabled());
    QVERIFY(page().shows(QStringLiteral("last role in the organization")));
}

void RolesAtlasTest::assignsAndRemoves()
{
    open();
    const RoleGrant role = projectRole("GROUP_SEARCH_INDEX_EDITOR", m_world->server.project(0));
    QVERIFY(page().press("Assign role"));
    QVERIFY(dialog().press("Assign"));
    QVERIFY(dialog().shows(QStringLiteral("Choose a role.")));
    QVERIFY(dialog().choose("Role", QStringLiteral("Project Search Index Editor")));
    QVERIFY(!dialog().shows(QStringLiteral("Choose a role.")));
    QVERIFY(dialog().choose("Project", QStringLiteral("prod")));
    QVERIFY(dialog().press("Assign"));
    QTRY_VERIFY(!overlay());
    QVERIFY(held().contains(role));
    QTRY_VERIFY(select("Roles", QStringLiteral("Project Search Index Editor")));
    QVERIFY(page().press("Remove role"));
    QVERIFY(dialog().shows(QStringLiteral("on project prod")));
    QVERIFY(dialog().press("Remove role"));
    QTRY_VERIFY(page().shows(QStringLiteral("The role has been removed.")));
    QVERIFY(!held().contains(role));
}

void RolesAtlasTest::anOddRoleIsRefusedInTheDialog()
{
    open();
    const QList<RoleGrant> before = held();
    QVERIFY(page().press("Assign role"));
    QVERIFY(dialog().choose("Role", QStringLiteral("Other role")));
    dialog().line("Role ID")->setText(QStringLiteral("NO_SUCH_KIND"));
    QVERIFY(dialog().choose("Project", QStringLiteral("prod")));
    QVERIFY(dialog().press("Assign"));
    QTRY_VERIFY(dialog().shows(QStringLiteral("roles that start with GROUP_")));
    QCOMPARE(held(), before);
}

void RolesAtlasTest::changesInBetweenAreTold()
{
    open();
    const auto other = m_world->server.admin();
    const RoleGrant theirs = projectRole("GROUP_BACKUP_MANAGER", m_world->server.project(0));
    QVERIFY(await(other->assignRole(metricsReader, theirs, {})));
    // The page does not know of it yet.
    QVERIFY(!column("Roles", 0).contains(QStringLiteral("Project Backup Manager")));
    QVERIFY(page().press("Assign role"));
    QVERIFY(dialog().choose("Role", QStringLiteral("Project Search Index Editor")));
    QVERIFY(dialog().choose("Project", QStringLiteral("prod")));
    QVERIFY(dialog().press("Assign"));
    QTRY_VERIFY(dialog().shows(QStringLiteral("somebody else has changed")));
    QVERIFY(held().contains(theirs));
    QVERIFY(!held().contains(projectRole("GROUP_SEARCH_INDEX_EDITOR", m_world->server.project(0))));
    // What is there now is shown, and decided on again.
    QVERIFY(dialog().press("Cancel"));
    QTRY_VERIFY(select("Roles", QStringLiteral("Project Backup Manager")));

    const RoleGrant more = projectRole("GROUP_CLUSTER_CREATOR", m_world->server.project(2));
    QVERIFY(await(other->assignRole(metricsReader, more, {})));
    QVERIFY(page().press("Remove role"));
    QVERIFY(dialog().press("Remove role"));
    QTRY_VERIFY(page().shows(QStringLiteral("The role was not removed")));
    QVERIFY(held().contains(theirs));
    QTRY_VERIFY(column("Roles", 0).contains(QStringLiteral("Project Cluster Creator")));
    QVERIFY(select("Roles", QStringLiteral("Project Backup Manager")));
    QVERIFY(page().press("Remove role"));
    QVERIFY(dialog().press("Remove role"));
    QTRY_VERIFY(!held().contains(theirs));
}

void RolesAtlasTest::assignsOnceTheChangeIsTold()
{
    open();
    const RoleGrant theirs = projectRole("GROUP_BACKUP_MANAGER", m_world->server.project(0));
    const RoleGrant ours = projectRole("GROUP_SEARCH_INDEX_EDITOR", m_world->server.project(0));
    QVERIFY(await(m_world->server.admin()->assignRole(metricsReader, theirs, {})));
    QVERIFY(page().press("Assign role"));
    QVERIFY(dialog().choose("Role", QStringLiteral("Project Search Index Editor")));
    QVERIFY(dialog().choose("Project", QStringLiteral("prod")));
    QVERIFY(dialog().press("Assign"));
    QTRY_VERIFY(dialog().shows(QStringLiteral("somebody else has changed")));
    // The catalogue of another connection does not take the message away.
    Q_EMIT m_world->roles.changed(QStringLiteral("another"));
    QVERIFY(dialog().shows(QStringLiteral("somebody else has changed")));
    QVERIFY(dialog().press("Assign"));
    QTRY_VERIFY(!overlay());
    QVERIFY(held().contains(theirs));
    QVERIFY(held().contains(ours));
}

void RolesAtlasTest::theChosenRoleStaysChosen()
{
    open();
    auto *table = page().find<QTableView>("Roles");
    QVERIFY(table && table->model()->rowCount() > 1);
    const int last = table->model()->rowCount() - 1;
    table->setCurrentIndex(table->model()->index(last, 0));
    const QString role = table->currentIndex().data().toString();
    QSignalSpy refreshed(&m_world->inventory, &Inventory::refreshed);
    m_world->inventory.refresh(m_world->connection.id);
    QTRY_VERIFY(!refreshed.isEmpty());
    QTRY_COMPARE(table->currentIndex().data().toString(), role);
    QCOMPARE(table->currentIndex().row(), last);
}

void RolesAtlasTest::ownAccountAsksTwice()
{
    open();
    const QString own = m_world->server.info().clientId;
    const RoleGrant spare = organizationRole("ORG_READ_ONLY");
    QVERIFY(await(m_world->server.admin()->assignRole(own, spare, {})));
    QVERIFY(await(m_world->session->identify(CancelToken())).has_value());
    m_world->inventory.refresh(m_world->connection.id);
    choose(own);
    QTRY_VERIFY(select("Roles", QStringLiteral("Organization Read Only")));
    QVERIFY(page().press("Remove role"));
    QVERIFY(dialog().press("Remove role"));
    QVERIFY(overlay());
    QVERIFY(held(own).contains(spare));
    QVERIFY(dialog().press("Remove role all the same"));
    QTRY_VERIFY(!held(own).contains(spare));
}

void RolesAtlasTest::addsToAProject()
{
    open();
    QTRY_VERIFY(page().find<QPushButton>("Add to project")->isEnabled());
    QVERIFY(page().press("Add to project"));
    QComboBox *project = dialog().box("Project");
    QCOMPARE(project->count(), 1); // the only one that it does not belong to
    QCOMPARE(project->currentText(), QStringLiteral("staging"));
    for (const char *role : {"Project Read Only", "Project Index Manager"}) {
        QVERIFY(dialog().press("Add role"));
        for (QComboBox *box : overlay()->findChildren<QComboBox *>()) {
            if (box->accessibleName() == QLatin1StringView("Role") && box->currentIndex() < 0)
                box->setCurrentText(QLatin1StringView(role));
        }
    }
    QVERIFY(dialog().press("Add to project"));
    QTRY_VERIFY(!overlay());
    QVERIFY(held().contains(projectRole("GROUP_READ_ONLY", m_world->server.project(1))));
    QVERIFY(held().contains(projectRole("GROUP_INDEX_MANAGER", m_world->server.project(1))));
    QTRY_COMPARE(column("Projects", 0).size(), 3);
    QVERIFY(page().press("Add to project"));
    QVERIFY(dialog().field("Project")->hint().contains(QStringLiteral("every project")));
    QVERIFY(!dialog().press("Add to project"));
}

void RolesAtlasTest::addingNeedsProjectAndRole()
{
    open();
    choose(QStringLiteral("mdb_sa_id_c4e85a9b30d1672ff8a4b6c5")); // of the organisation only
    QTRY_VERIFY(page().shows(QStringLiteral("belongs to no project")));
    QVERIFY(page().press("Add to project"));
    QVERIFY(dialog().press("Add to project"));
    QCOMPARE(dialog().error("Project"), QStringLiteral("Choose the project."));
    QCOMPARE(dialog().error("Roles"), QStringLiteral("The account needs a role. Add one."));
    QVERIFY(dialog().choose("Project", QStringLiteral("prod")));
    QVERIFY(dialog().press("Add role"));
    QVERIFY(dialog().choose("Role", QStringLiteral("Other role")));
    dialog().line("Role ID")->setText(QStringLiteral("ORG_OWNER"));
    QVERIFY(dialog().press("Add to project"));
    QTRY_VERIFY(dialog().error("Roles").contains(QStringLiteral("The server refused it")));
    QVERIFY(dialog().press("Cancel"));
    QVERIFY(!overlay());
}

void RolesAtlasTest::addsOnlyOnce()
{
    open();
    QTRY_VERIFY(page().find<QPushButton>("Add to project")->isEnabled());
    QVERIFY(page().press("Add to project"));
    QVERIFY(dialog().press("Add role"));
    QVERIFY(dialog().choose("Role", QStringLiteral("Project Read Only")));
    QVERIFY(m_world->server.server().setFaults({QStringLiteral("*:invite=delay:1")}));
    QVERIFY(dialog().press("Add to project"));
    const QPointer<QPushButton> adding = dialog().find<QPushButton>("Add to project");
    QVERIFY(adding && !adding->isEnabled());
    QCOMPARE(adding->text(), QStringLiteral("Adding…"));
    QVERIFY(!dialog().box("Project")->isEnabled());
    // Neither Enter nor a catalogue that is read meanwhile sends it again.
    QTest::keyClick(overlay(), Qt::Key_Return);
    Q_EMIT m_world->roles.changed(m_world->connection.id);
    QVERIFY(!adding->isEnabled());
    QTest::keyClick(overlay(), Qt::Key_Return);
    QTRY_VERIFY(!overlay());
    QVERIFY(page().shows(QStringLiteral("now belongs to the project staging")));
    const QString call = QStringLiteral("POST /api/atlas/v2/groups/%1/serviceAccounts/%2:invite")
                             .arg(m_world->server.project(1), metricsReader);
    QCOMPARE(m_world->server.count(call, QStringLiteral("200")), 1);
}

void RolesAtlasTest::saysThatTheRolesAreRead_data()
{
    QTest::addColumn<bool>("adds");
    QTest::addColumn<QByteArray>("does");
    QTest::newRow("assign") << false << QByteArray("Assign");
    QTest::newRow("add") << true << QByteArray("Add to project");
}

void RolesAtlasTest::saysThatTheRolesAreRead()
{
    QFETCH(const bool, adds);
    QFETCH(const QByteArray, does);
    open();
    const QString id = m_world->connection.id;
    const ServiceAccount account = *m_world->inventory.find(id, metricsReader);
    RoleBook book(m_world->inventory); // one that knows nothing yet
    const auto openDialog = [&]() -> DialogFrame * {
        DialogFrame *dialog = nullptr;
        if (adds)
            dialog = new AddToProjectDialog(m_world->session, book, account, {}, m_page);
        else
            dialog = new AssignRoleDialog(m_world->session, book, account, m_page);
        dialog->open();
        return dialog;
    };
    const auto button = [&] {
        return dialog().find<QPushButton>(does.constData());
    };
    QVERIFY(m_world->server.server().setFaults({QStringLiteral("*v2/groups=delay:1")}));
    openDialog();
    QTRY_VERIFY(dialog().shows(QStringLiteral("Loading roles…")));
    QVERIFY(!button()->isEnabled());
    QVERIFY(!dialog().box("Role"));
    QVERIFY(!dialog().box("Project") || !dialog().box("Project")->isEnabled());
    QVERIFY(dialog().press("Cancel"));
    QVERIFY(!overlay());
    openDialog();
    QVERIFY(!button()->isEnabled());
    QTRY_VERIFY(book.isReady(id));
    QTRY_VERIFY(!dialog().shows(QStringLiteral("Loading roles…")));
    QTRY_VERIFY(dialog().box(adds ? "Project" : "Role"));
    QVERIFY(button()->isEnabled());
    delete overlay();
}

void RolesAtlasTest::removesFromAProject()
{
    open();
    QTRY_VERIFY(select("Projects", QStringLiteral("prod")));
    QVERIFY(page().press("Remove from project"));
    QVERIFY(dialog().shows(QStringLiteral("The account only leaves this project")));
    QVERIFY(dialog().shows(QStringLiteral("Its roles there go: Project Read Only")));
    QVERIFY(dialog().press("Cancel"));
    QCOMPARE(column("Projects", 0).size(), 2);
    QVERIFY(page().press("Remove from project"));
    QVERIFY(dialog().press("Remove from project"));
    QTRY_VERIFY(page().shows(QStringLiteral("The account has left the project.")));
    QVERIFY(!held().contains(projectRole("GROUP_READ_ONLY", m_world->server.project(0))));
    QTRY_COMPARE(column("Projects", 0), QStringList(QStringLiteral("analytics")));
    QVERIFY(m_world->inventory.find(m_world->connection.id, metricsReader));
}

void RolesAtlasTest::failedRemovalIsTold()
{
    open();
    QTRY_VERIFY(select("Projects", QStringLiteral("prod")));
    QVERIFY(m_world->server.server().setFaults(
        {QStringLiteral("*groups/%1/serviceAccounts/*=status:403")
             .arg(m_world->server.project(0))}));
    QVERIFY(page().press("Remove from project"));
    QVERIFY(dialog().press("Remove from project"));
    QTRY_VERIFY(page().shows(QStringLiteral("needs at least the role Project Owner")));
    QVERIFY(m_world->tasks.tasks().empty());
}

void RolesAtlasTest::projectsThatCannotBeReadCanBeRetried()
{
    open();
    QTRY_COMPARE(column("Projects", 0).size(), 2);
    QVERIFY(m_world->server.server().setFaults(
        {QStringLiteral("*serviceAccounts/*/groups=status:403")}));
    choose(QStringLiteral("mdb_sa_id_71c05be29d38f6a4170e92bb"));
    QTRY_VERIFY(page().find<QPushButton>("Retry"));
    QVERIFY(!page().find<QPushButton>("Add to project")->isEnabled());
    QVERIFY(m_world->server.server().setFaults({}));
    QVERIFY(page().press("Retry"));
    QTRY_VERIFY(!column("Projects", 0).isEmpty());
    QVERIFY(page().find<QPushButton>("Add to project")->isEnabled());
}

void RolesAtlasTest::projectConnectionHasNoProjects()
{
    open(0);
    QVERIFY(!page().find<QPushButton>("Add to project"));
    QCOMPARE(column("Roles", 1), QStringList(QStringLiteral("prod")));
    QVERIFY(page().press("Assign role"));
    QCOMPARE(dialog().box("Role")->findText(QStringLiteral("Organization Owner")), -1);
    QVERIFY(dialog().choose("Role", QStringLiteral("Project Owner")));
    QCOMPARE(dialog().box("Project")->count(), 1);
}

QTEST_MAIN(RolesAtlasTest)
#include "tst_roles_atlas.moc"
