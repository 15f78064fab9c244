#include "ui/accounts/access_list_tab.h"

#include "core/provider/access_lists.h"
#include "ui/accounts/access_list_loader.h"
#include "ui/accounts/access_list_model.h"
#include "ui/accounts/access_list_table.h"
#include "ui/dialogs/error_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/loading_state.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>

namespace keywright {

AccessListTab::AccessListTab(
    AccessListLoader &loader, std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_loader(loader)
    , m_model(new AccessListModel(std::move(clock), this))
    , m_table(new AccessListTable(*m_model, this))
    , m_loading(new LoadingState(tr("Loading the access list"), this))
    , m_state(makeLabel({}, TextStyle::Body, this))
    , m_mine(makeLabel({}, TextStyle::Note, this))
    , m_add(makeButton(tr("Add addresses"), ButtonVariant::Secondary, this))
    , m_addMine(makeButton(tr("Add my address"), ButtonVariant::Secondary, this))
    , m_refresh(makeButton(tr("Read again"), ButtonVariant::Secondary, this))
    , m_copy(makeButton(tr("Copy"), ButtonVariant::Secondary, this))
    , m_remove(makeButton(tr("Remove"), ButtonVariant::Destructive, this))
{
    buildLayout();
    connect(&loader, &AccessListLoader::changed, this, &AccessListTab::refresh);
    connect(m_add, &QPushButton::clicked, this, &AccessListTab::addRequested);
    connect(m_addMine, &QPushButton::clicked, this, &AccessListTab::addMineRequested);
    connect(m_refresh, &QPushButton::clicked, &loader, &AccessListLoader::reload);
    connect(m_copy, &QPushButton::clicked, this, &AccessListTab::copy);
    const auto remove = [this] {
        if (m_remove->isEnabled())
            Q_EMIT removeRequested(m_table->chosen());
    };
    connect(m_remove, &QPushButton::clicked, this, remove);
    connect(m_table, &AccessListTable::removePressed, this, remove);
    connect(m_table, &AccessListTable::copyPressed, this, &AccessListTab::copy);
    connect(m_table, &AccessListTable::chosenChanged, this, &AccessListTab::updateActions);
    refresh();
}

void AccessListTab::buildLayout()
{
    m_state->setWordWrap(true);
    m_mine->setWordWrap(true);
    makeSelectable(m_mine);
    m_refresh->setToolTip(tr("The server counts uses some minutes late"));
    auto *adding = new FlowLayout;
    adding->setSpacing(metrics::SpaceSm);
    adding->addWidget(m_add);
    adding->addWidget(m_addMine);
    auto *chosen = new QHBoxLayout;
    chosen->setSpacing(metrics::SpaceSm);
    chosen->addWidget(m_copy);
    chosen->addWidget(m_refresh);
    chosen->addStretch();
    chosen->addWidget(m_remove);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, metrics::SpaceMd, 0, 0);
    column->setSpacing(metrics::SpaceMd);
    column->addWidget(m_state);
    column->addWidget(m_mine);
    column->addLayout(adding);
    column->addWidget(m_loading);
    column->addWidget(m_table);
    column->addLayout(chosen);
    column->addStretch();
}

void AccessListTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_loader.load();
}

void AccessListTab::refresh()
{
    // Another account, or the first look at this one.
    if (isVisible() && m_loader.state() == AccessListLoader::State::Unread)
        m_loader.load();
    const bool failed = m_loader.state() == AccessListLoader::State::Failed;
    m_state->setText(stateText());
    setTone(m_state, failed ? Tone::Bad : Tone::Neutral);
    m_mine->setText(mineText());
    m_mine->setVisible(!m_mine->text().isEmpty());
    m_loading->setVisible(
        m_loader.state() == AccessListLoader::State::Loading && !m_loader.isKnown());
    m_refresh->setEnabled(m_loader.state() != AccessListLoader::State::Loading);
    m_add->setEnabled(m_loader.isKnown());
    m_addMine->setEnabled(m_loader.isKnown());
    showEntries();
    updateActions();
}

void AccessListTab::showEntries()
{
    const QList<AccessEntry> entries = m_loader.entries();
    const bool sameAccount = m_shownAccount == m_loader.account().id;
    if (!sameAccount || entries != m_shown) {
        const QStringList chosen = sameAccount ? m_table->chosen() : QStringList();
        m_shown = entries;
        m_shownAccount = m_loader.account().id;
        m_model->setEntries(entries);
        m_table->choose(chosen);
        m_table->fitHeight();
    }
    m_table->setVisible(!entries.isEmpty());
}

void AccessListTab::updateActions()
{
    const auto chosen = m_table->chosen().size();
    const bool ready = m_loader.state() == AccessListLoader::State::Ready;
    m_copy->setVisible(!m_shown.isEmpty());
    m_remove->setVisible(!m_shown.isEmpty());
    m_copy->setEnabled(chosen > 0);
    m_remove->setEnabled(chosen > 0 && ready);
    m_copy->setText(chosen > 1 ? tr("Copy %n", nullptr, static_cast<int>(chosen)) : tr("Copy"));
    m_remove->setText(
        chosen > 1 ? tr("Remove %n", nullptr, static_cast<int>(chosen)) : tr("Remove"));
}

void AccessListTab::copy()
{
    QStringList texts;
    for (const QString &address : m_table->chosen())
        texts.append(parseAccessAddress(address).value_or(address));
    if (!texts.isEmpty())
        QGuiApplication::clipboard()->setText(texts.join(u'\n'));
}

QString AccessListTab::stateText() const
{
    switch (m_loader.state()) {
    case AccessListLoader::State::Unread:
        return {};
    case AccessListLoader::State::Failed:
        return errorSentence(m_loader.error());
    case AccessListLoader::State::Stopped:
        if (!m_loader.isKnown())
            return tr("The access list has not been read.");
        break;
    case AccessListLoader::State::Loading:
        if (!m_loader.isKnown())
            return tr("Loading the access list…");
        break;
    case AccessListLoader::State::Ready:
        break;
    }
    const auto count = static_cast<int>(m_loader.entries().size());
    if (count == 0)
        return emptyText();
    const int most = m_loader.session()->provider()->accessLists()->maxEntries();
    if (count == 1)
        return tr("Tokens of this account work from this address only. One of %1 entries is used.")
            .arg(most);
    return tr("Tokens of this account work from these addresses only. %n of %1 entries are used.",
              nullptr, count)
        .arg(most);
}

QString AccessListTab::emptyText() const
{
    if (!m_loader.rules())
        return tr("The list is empty. Tokens of this account work from every address, unless the "
                  "organization requires a list.");
    if (m_loader.rules()->accessListRequired)
        return tr("The list is empty, and the organization requires one: tokens of this account "
                  "work from nowhere until an address is added.");
    return tr("The list is empty. Tokens of this account work from every address.");
}

QString AccessListTab::mineText() const
{
    const QString &mine = m_loader.myAddress();
    if (mine.isEmpty() || !m_loader.isKnown())
        return {};
    const bool required = m_loader.rules() && m_loader.rules()->accessListRequired;
    if (!admitsAddress(m_loader.entries(), mine, required))
        return tr("This machine calls from %1, which is not on the list.").arg(mine);
    return m_loader.entries().isEmpty()
               ? tr("This machine calls from %1.").arg(mine)
               : tr("This machine calls from %1, which is on the list.").arg(mine);
}

} // namespace keywright
