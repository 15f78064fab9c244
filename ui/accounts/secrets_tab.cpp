#include "ui/accounts/secrets_tab.h"

#include "ui/accounts/secret_table_model.h"
#include "ui/accounts/secret_timeline.h"
#include "ui/dialogs/error_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/table_style.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

#include <algorithm>

namespace keywright {

namespace {

constexpr int RoomForBothTimes = 360;

} // namespace

SecretsTab::SecretsTab(std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_model(new SecretTableModel(clock, this))
    , m_table(new QTableView(this))
    , m_timeline(new SecretTimeline(std::move(clock), this))
    , m_rules(makeLabel({}, TextStyle::Muted, this))
    , m_reasons(makeLabel({}, TextStyle::Note, this))
    , m_create(makeButton(tr("Create secret"), ButtonVariant::Secondary, this))
    , m_rotate(makeButton(tr("Rotate"), ButtonVariant::Secondary, this))
    , m_activate(makeButton(tr("Activate"), ButtonVariant::Secondary, this))
    , m_deactivate(makeButton(tr("Deactivate"), ButtonVariant::Secondary, this))
    , m_delete(makeButton(tr("Delete secret"), ButtonVariant::Destructive, this))
{
    buildLayout();
    connect(m_create, &QPushButton::clicked, this, &SecretsTab::createRequested);
    connect(m_rotate, &QPushButton::clicked, this, &SecretsTab::rotateRequested);
    connect(m_activate, &QPushButton::clicked, this, [this] {
        if (const ClientSecret *secret = current())
            Q_EMIT activeRequested(secret->id, true);
    });
    connect(m_deactivate, &QPushButton::clicked, this, [this] {
        if (const ClientSecret *secret = current())
            Q_EMIT activeRequested(secret->id, false);
    });
    connect(m_delete, &QPushButton::clicked, this, [this] {
        if (const ClientSecret *secret = current())
            Q_EMIT deleteRequested(secret->id);
    });
    connect(
        m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &SecretsTab::updateActions);
}

void SecretsTab::buildLayout()
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Secrets"));
    styleTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(
        SecretTableModel::SecretColumn, new MonoDelegate(m_table, Qt::ElideLeft));
    m_table->setItemDelegateForColumn(SecretTableModel::StatusColumn, new TagDelegate(m_table));
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(SecretTableModel::SecretColumn, QHeaderView::Stretch);
    m_rules->setWordWrap(true);
    m_reasons->setWordWrap(true);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::SpaceSm);
    buttons->addWidget(m_activate);
    buttons->addWidget(m_deactivate);
    buttons->addStretch();
    buttons->addWidget(m_delete);
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::SpaceSm);
    head->addWidget(m_create);
    head->addWidget(m_rotate);
    head->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, metrics::SpaceMd, 0, 0);
    column->setSpacing(metrics::SpaceMd);
    column->addWidget(m_rules);
    column->addLayout(head);
    column->addWidget(m_timeline);
    column->addWidget(m_table);
    column->addLayout(buttons);
    column->addWidget(m_reasons);
    column->addStretch();
}

void SecretsTab::setAccount(const ServiceAccount &account, const Capabilities &capabilities)
{
    const ClientSecret *chosen = current();
    const QString before = chosen && m_account.id == account.id ? chosen->id : QString();
    m_account = account;
    m_capabilities = capabilities;
    m_model->setSecrets(account.secrets.value_or(QList<ClientSecret>()));
    m_timeline->setSecrets(account.secrets.value_or(QList<ClientSecret>()));
    fitColumns();
    m_table->setVisible(m_model->rowCount() > 0);
    m_table->setFixedHeight(
        m_table->horizontalHeader()->sizeHint().height() +
        metrics::RowHeight * std::min(4, m_model->rowCount()) + 2);
    m_rules->setText(rulesText());
    int row = 0;
    for (int i = 0; i < m_model->rowCount(); ++i) {
        if (m_model->secretAt(i).id == before)
            row = i;
    }
    if (m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(row, 0));
    updateActions();
}

void SecretsTab::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

/// Where there is no room for both times, the end matters more; the time line tells the other.
void SecretsTab::fitColumns()
{
    const bool expire = m_capabilities.secretExpiry;
    m_table->setColumnHidden(SecretTableModel::EndsColumn, !expire);
    m_table->setColumnHidden(SecretTableModel::CreatedColumn, expire && width() < RoomForBothTimes);
}

QString SecretsTab::rulesText() const
{
    if (!m_account.secrets)
        return tr("Loading secrets…");
    if (m_account.secrets->isEmpty())
        return tr("This account has no secret, so nothing can sign in with it.");
    const SecretRules &rules = m_capabilities.secrets;
    if (rules.maxSecrets == 2 && rules.minActive == 1)
        return tr("Two secrets at most, one active at least.");
    if (rules.minActive > 0)
        return tr("%1 secrets at most, %2 active at least.")
            .arg(rules.maxSecrets)
            .arg(rules.minActive);
    return rules.maxSecrets == 2 ? tr("Two secrets at most.")
                                 : tr("%n secrets at most.", nullptr, rules.maxSecrets);
}

const ClientSecret *SecretsTab::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() && index.row() < m_model->rowCount() ? &m_model->secretAt(index.row())
                                                                : nullptr;
}

void SecretsTab::offer(QPushButton *button, SecretAction action, const QString &secretId)
{
    const QList<ClientSecret> secrets = m_account.secrets.value_or(QList<ClientSecret>());
    const auto problem = secretProblem(action, secretId, secrets, m_capabilities.secrets);
    const QString why = problem ? errorSentence(*problem) : QString();
    button->setEnabled(!problem && m_account.secrets.has_value());
    button->setToolTip(why);
    button->setAccessibleDescription(why);
}

void SecretsTab::updateActions()
{
    const ClientSecret *secret = current();
    const bool active = secret && secret->status == SecretStatus::Active;
    offer(m_create, SecretAction::Create, {});
    m_rotate->setEnabled(m_account.secrets && !m_account.secrets->isEmpty());
    m_activate->setVisible(secret && !active && m_capabilities.deactivateSecrets);
    m_deactivate->setVisible(active && m_capabilities.deactivateSecrets);
    m_delete->setVisible(secret);
    if (secret) {
        offer(m_activate, SecretAction::Activate, secret->id);
        offer(m_deactivate, SecretAction::Deactivate, secret->id);
        offer(m_delete, SecretAction::Delete, secret->id);
    }
    QStringList reasons;
    for (const QPushButton *button : {m_create, m_activate, m_deactivate, m_delete}) {
        const QString why = button->accessibleDescription();
        if (!button->isHidden() && !why.isEmpty() && !reasons.contains(why))
            reasons.append(why);
    }
    m_reasons->setText(reasons.join(u'\n'));
    m_reasons->setVisible(!reasons.isEmpty());
}

} // namespace keywright
