#include "ui/roles/role_list.h"

#include "ui/dialogs/error_text.h"
#include "ui/roles/role_row.h"
#include "ui/roles/role_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace keywright {

RoleList::RoleList(QWidget *parent)
    : QFrame(parent)
    , m_column(new QVBoxLayout(this))
    , m_state(makeLabel({}, TextStyle::Note, this))
    , m_add(makeButton(tr("Add role"), ButtonVariant::Quiet, this))
    , m_retry(makeButton(tr("Retry"), ButtonVariant::Quiet, this))
{
    setProperty("look", QStringLiteral("card"));
    m_add->setIcon(icons::icon(QStringLiteral("plus"), Ink::Muted));
    m_state->setWordWrap(true);
    m_state->hide();
    m_retry->hide();
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(
        metrics::SpaceXs, metrics::SpaceXs, metrics::SpaceSm, metrics::SpaceXs);
    foot->addWidget(m_add);
    foot->addWidget(m_state, 1);
    foot->addWidget(m_retry);
    foot->addStretch();
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addLayout(foot);
    connect(m_add, &QPushButton::clicked, this, &RoleList::addRow);
    connect(m_retry, &QPushButton::clicked, this, &RoleList::retryRequested);
    setFocusProxy(m_add);
    setLoading();
}

void RoleList::setLoading()
{
    m_add->setEnabled(false);
    m_retry->hide();
    setTextStyle(m_state, TextStyle::Note);
    m_state->setText(tr("Loading roles…"));
    m_state->show();
}

void RoleList::setError(const Error &error)
{
    m_add->setEnabled(false);
    m_retry->show();
    setTone(m_state, Tone::Bad);
    m_state->setText(errorSentence(error));
    m_state->show();
}

void RoleList::setChoices(const RoleChoices &choices)
{
    m_retry->hide();
    m_state->hide();
    m_add->setEnabled(!choices.roles.isEmpty());
    if (choices == m_choices)
        return;
    m_choices = choices;
    while (!m_rows.isEmpty())
        removeRow(m_rows.last());
}

void RoleList::clear()
{
    m_choices = {};
    for (RoleRow *row : std::exchange(m_rows, {})) {
        row->hide();
        row->deleteLater();
    }
    Q_EMIT changed();
}

void RoleList::addRow()
{
    auto *row = new RoleRow(m_choices, this);
    m_column->insertWidget(static_cast<int>(m_rows.size()), row);
    m_rows.append(row);
    connect(row, &RoleRow::changed, this, &RoleList::changed);
    connect(row, &RoleRow::removeRequested, this, [this, row] { removeRow(row); });
    row->show();
    row->roleBox()->setFocus(Qt::OtherFocusReason);
    Q_EMIT changed();
}

void RoleList::removeRow(RoleRow *row)
{
    m_rows.removeOne(row);
    m_add->setFocus(Qt::OtherFocusReason);
    row->hide();
    row->deleteLater();
    Q_EMIT changed();
}

QList<RoleGrant> RoleList::grants() const
{
    QList<RoleGrant> grants;
    for (const RoleRow *row : m_rows) {
        if (row->isComplete())
            grants.append(row->grant());
    }
    return grants;
}

RoleRow *RoleList::incompleteRow() const
{
    const auto found = std::find_if(
        m_rows.cbegin(), m_rows.cend(), [](const RoleRow *row) { return !row->isComplete(); });
    return found == m_rows.cend() ? nullptr : *found;
}

QString RoleList::problem(int least) const
{
    if (const RoleRow *row = incompleteRow())
        return row->problem();
    if (const auto twice = duplicate()) {
        const auto role = std::find_if(
            m_choices.roles.cbegin(), m_choices.roles.cend(),
            [&twice](const Role &choice) { return choice.id == twice->roleId; });
        return tr("The role %1 on %2 is chosen twice.")
            .arg(
                role == m_choices.roles.cend() ? twice->roleId : role->name,
                scopePhrase(twice->scope, m_choices.projectNames));
    }
    if (m_rows.size() >= least)
        return {};
    return least == 1 ? tr("The account needs a role. Add one.")
                      : tr("The account needs %1 roles at least.").arg(least);
}

void RoleList::focusProblem()
{
    if (RoleRow *row = incompleteRow())
        row->focusProblem();
    else
        setFocus(Qt::OtherFocusReason);
}

std::optional<RoleGrant> RoleList::duplicate() const
{
    const QList<RoleGrant> all = grants();
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (all.indexOf(all.at(i)) < i)
            return all.at(i);
    }
    return std::nullopt;
}

} // namespace keywright
