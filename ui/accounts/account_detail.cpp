#include "ui/accounts/account_detail.h"

#include "core/accounts/secret_keeping.h"
#include "core/inventory/inventory.h"
#include "ui/accounts/access_list_loader.h"
#include "ui/accounts/access_list_operations.h"
#include "ui/accounts/access_list_tab.h"
#include "ui/accounts/account_menu.h"
#include "ui/accounts/account_operations.h"
#include "ui/accounts/role_operations.h"
#include "ui/accounts/rotation_line.h"
#include "ui/accounts/secrets_tab.h"
#include "ui/accounts/summary_tab.h"
#include "ui/accounts/test_tab.h"
#include "ui/roles/role_book.h"
#include "ui/roles/roles_tab.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/tab_pages.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace keywright {

AccountDetail::AccountDetail(
    Inventory &inventory, RoleBook &roles, TaskList &tasks, AccountOperations &operations,
    AccountMenu &menu, std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_inventory(inventory)
    , m_roleBook(roles)
    , m_operations(operations)
    , m_menu(menu)
    , m_stack(new QStackedWidget(this))
    , m_accessLoader(new AccessListLoader(tasks, this))
    , m_accessOperations(new AccessListOperations(*m_accessLoader, tasks, this))
{
    setAccessibleName(tr("Account detail"));
    auto *content = new QWidget(m_stack);
    m_column = new QVBoxLayout(content);
    QVBoxLayout *column = m_column;
    column->setContentsMargins(metrics::SpaceLg, metrics::SpaceMd, metrics::SpaceLg, 0);
    column->setSpacing(metrics::SpaceMd);
    m_banner = new Banner(content);
    buildTabs(tasks, std::move(clock));
    column->addWidget(buildHeader());
    column->addWidget(m_banner);
    column->addWidget(m_tabs, 1);
    m_stack->addWidget(new EmptyState(
        QStringLiteral("accounts"), tr("No account chosen"),
        tr("Choose an account to see its secrets and roles."), m_stack));
    m_stack->addWidget(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    connectTabs();
    connectAccessList();
    setFocusProxy(m_tabs);
    connect(
        &inventory, &Inventory::accountChanged, this,
        [this](const QString &connectionId, const QString &accountId) {
            if (AccountKey{connectionId, accountId} == m_key)
                refresh();
        });
    connect(&inventory, &Inventory::refreshed, this, &AccountDetail::refresh);
    connect(&inventory, &Inventory::accountRemoved, this, &AccountDetail::refresh);
    connect(&inventory, &Inventory::sessionRemoved, this, &AccountDetail::refresh);
    connect(&roles, &RoleBook::changed, this, &AccountDetail::refresh);
    connect(
        &inventory, &Inventory::detailsFailed, this,
        [this](const QString &connectionId, const QString &accountId, const Error &error) {
            if (AccountKey{connectionId, accountId} != m_key)
                return;
            m_banner->showMessage(Tone::Bad, error.message, error.hint, tr("Retry"));
            m_bannerIsForDetails = true;
        });
    connect(m_banner, &Banner::actionTriggered, this, [this] {
        m_banner->dismiss();
        m_inventory.reloadDetails(m_key.connectionId, m_key.accountId);
    });
}

QWidget *AccountDetail::buildHeader()
{
    auto *header = new QWidget(this);
    m_back = makeButton(tr("Back"), ButtonVariant::Secondary, header);
    m_back->hide();
    m_name = makeLabel({}, TextStyle::Section, header);
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_name->setWordWrap(true);
    m_id = makeLabel({}, TextStyle::MonoNote, header);
    m_id->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_id->setWordWrap(true);
    makeSelectable(m_id);
    QToolButton *more = makeIconButton(QStringLiteral("more"), tr("More"), header);
    auto *menu = new QMenu(more);
    m_menu.fill(*menu);
    more->setMenu(menu);
    auto *names = new QVBoxLayout;
    names->setSpacing(2);
    names->addWidget(m_name);
    names->addWidget(m_id);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::SpaceSm);
    row->addWidget(m_back);
    row->addLayout(names, 1);
    row->addWidget(more, 0, Qt::AlignTop);
    connect(m_back, &QPushButton::clicked, this, &AccountDetail::backRequested);
    return header;
}

QWidget *AccountDetail::scrolled(QWidget *tab)
{
    auto *area = new QScrollArea(m_tabs);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    tab->setProperty("look", QStringLiteral("clear"));
    area->setWidget(tab);
    return area;
}

void AccountDetail::buildTabs(TaskList &tasks, std::shared_ptr<const Clock> clock)
{
    m_tabs = new TabPages(this);
    m_summary = new SummaryTab(m_roleBook);
    m_secrets = new SecretsTab(clock);
    m_secretsStack = new QStackedWidget;
    m_secretsStack->addWidget(m_secrets);
    m_secretsStack->addWidget(buildKeyNote());
    m_roles = new RolesTab(m_roleBook);
    m_access = new AccessListTab(*m_accessLoader, clock);
    m_test = new TestTab(std::move(clock), tasks);
    m_tabs->addPage(scrolled(m_summary), tr("Summary"));
    m_tabs->addPage(scrolled(m_secretsStack), tr("Secrets"));
    m_tabs->addPage(scrolled(m_roles), tr("Roles"));
    m_accessPage = scrolled(m_access);
    m_tabs->addPage(m_accessPage, tr("Access list"));
    m_tabs->addPage(scrolled(m_test), tr("Test"));
}

QWidget *AccountDetail::buildKeyNote()
{
    auto *page = new QWidget(this);
    QLabel *note = makeLabel(
        tr("This account signs in with one API key, which cannot be changed. To rotate it, another "
           "account with the same roles takes its place."),
        TextStyle::Muted, page);
    note->setWordWrap(true);
    QPushButton *replace = makeButton(tr("Replace account"), ButtonVariant::Secondary, page);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, metrics::SpaceMd, 0, 0);
    column->setSpacing(metrics::SpaceMd);
    column->addWidget(note);
    column->addWidget(replace, 0, Qt::AlignLeft);
    column->addStretch(1);
    connect(replace, &QPushButton::clicked, this, [this] { rotate(m_key); });
    return page;
}

void AccountDetail::setRotations(const RotationServices &services)
{
    m_rotation = new RotationLine(services, this);
    m_column->insertWidget(1, m_rotation);
    connect(m_secrets, &SecretsTab::rotateRequested, this, [this] { rotate(m_key); });
}

void AccountDetail::rotate(const AccountKey &key)
{
    if (m_rotation)
        m_rotation->rotate(key);
}

int AccountDetail::indexOf(const QWidget *tab) const
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (m_tabs->widget(i)->isAncestorOf(tab))
            return i;
    }
    return -1;
}

void AccountDetail::showPart(AccountPart part)
{
    const QWidget *tab = nullptr;
    switch (part) {
    case AccountPart::Secrets:
        tab = m_secrets;
        break;
    case AccountPart::Roles:
        tab = m_roles;
        break;
    case AccountPart::AccessList:
        tab = m_access;
        break;
    case AccountPart::None:
        return;
    }
    m_tabs->setCurrentIndex(indexOf(tab));
    m_tabs->setFocus(Qt::OtherFocusReason);
}

void AccountDetail::connectTabs()
{
    connect(m_summary, &SummaryTab::renameRequested, this, [this] { m_operations.rename(m_key); });
    connect(m_summary, &SummaryTab::deleteRequested, this, [this] { m_operations.remove(m_key); });
    connect(m_summary, &SummaryTab::activeRequested, this, [this](bool active) {
        m_operations.setActive(m_key, active);
    });
    connect(m_secrets, &SecretsTab::createRequested, this, [this] {
        m_operations.createSecret(m_key);
    });
    connect(m_secrets, &SecretsTab::activeRequested, this, [this](const QString &id, bool active) {
        m_operations.setSecretActive(m_key, id, active);
    });
    connect(m_secrets, &SecretsTab::deleteRequested, this, [this](const QString &id) {
        m_operations.removeSecret(m_key, id);
    });
    connect(
        m_roles, &RolesTab::assignRequested, this, [this] { m_operations.roles().assign(m_key); });
    connect(m_roles, &RolesTab::removeRequested, this, [this](const RoleGrant &grant) {
        m_operations.roles().remove(m_key, grant);
    });
    connect(m_roles, &RolesTab::addToProjectRequested, this, [this](const QStringList &memberOf) {
        m_operations.roles().addToProject(m_key, memberOf);
    });
    connect(
        m_roles, &RolesTab::removeFromProjectRequested, this,
        [this](const ProjectMembership &membership) {
            m_operations.roles().removeFromProject(m_key, membership);
        });
    connect(m_test, &TestTab::lookupRequested, this, [this] { Q_EMIT lookupRequested(m_key); });
    connect(m_test, &TestTab::partRequested, this, &AccountDetail::showPart);
}

void AccountDetail::connectAccessList()
{
    connect(m_access, &AccessListTab::addRequested, m_accessOperations, &AccessListOperations::add);
    connect(
        m_access, &AccessListTab::addMineRequested, m_accessOperations,
        &AccessListOperations::addMine);
    connect(
        m_access, &AccessListTab::removeRequested, m_accessOperations,
        &AccessListOperations::remove);
    connect(
        m_accessOperations, &AccessListOperations::failed, this,
        [this](const AccountKey &key, const Error &error) {
            if (key == m_key)
                showError(error);
        });
    connect(
        m_accessOperations, &AccessListOperations::succeeded, this,
        [this](const AccountKey &key, const QString &sentence) {
            if (key == m_key)
                showSuccess(sentence);
        });
}

void AccountDetail::setAccount(const AccountKey &key)
{
    if (key != m_key) {
        m_banner->dismiss();
        m_bannerIsForDetails = false;
    }
    m_key = key;
    if (m_rotation)
        m_rotation->setAccount(key);
    if (!key.isEmpty())
        m_inventory.loadDetails(key.connectionId, key.accountId);
    refresh();
}

void AccountDetail::setAlone(bool alone)
{
    m_back->setVisible(alone);
}

void AccountDetail::refresh()
{
    const ServiceAccount *account = m_inventory.find(m_key.connectionId, m_key.accountId);
    const auto session = m_inventory.session(m_key.connectionId);
    if (!account || !session) {
        m_stack->setCurrentIndex(0);
        return;
    }
    m_stack->setCurrentIndex(1);
    if (m_bannerIsForDetails && account->roles) {
        m_bannerIsForDetails = false;
        m_banner->dismiss();
    }
    const QString &connectionName = session->connection().name;
    m_name->setText(breakable(account->name));
    m_name->setAccessibleName(account->name);
    m_name->setToolTip(account->name);
    // Where there is no room for both, the place goes to the next line as a whole.
    QString place = connectionName;
    place.replace(QLatin1Char(' '), QChar::Nbsp);
    m_id->setText(QStringLiteral("%1 ·%2%3").arg(account->id, QChar(QChar::Nbsp), place));
    m_id->setToolTip(m_id->text());
    const Capabilities &capabilities = session->provider()->capabilities();
    const auto stored = storedOf(*session, account->id);
    if (!stored)
        showError(stored.error());
    ServiceAccount described = *account;
    // The maker may be an account of the same list, and a name says more than an id.
    if (const auto *maker = m_inventory.find(m_key.connectionId, account->createdBy))
        described.createdBy = maker->name;
    m_summary->setAccount(
        m_key.connectionId, described, capabilities,
        stored ? std::optional(stored->size()) : std::nullopt);
    m_secretsStack->setCurrentIndex(account->type == AccountType::OAuth ? 0 : 1);
    m_secrets->setAccount(*account, capabilities);
    m_tabs->setPageOffered(m_accessPage, capabilities.accessLists);
    m_accessLoader->setAccount(session, *account);
    m_roles->setAccount(session, *account);
    m_test->setAccount(session, *account);
}

void AccountDetail::showError(const Error &error)
{
    m_bannerIsForDetails = false;
    const Tone tone = error.kind == ErrorKind::Cancelled ? Tone::Neutral : Tone::Bad;
    m_banner->showMessage(tone, error.message, error.hint);
}

void AccountDetail::showSuccess(const QString &sentence)
{
    m_bannerIsForDetails = false;
    m_banner->showMessage(Tone::Ok, sentence);
}

void AccountDetail::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    painter.fillRect(0, 0, 1, height(), theme.border);
}

} // namespace keywright
