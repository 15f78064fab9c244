#include "ui/roles/role_row.h"

#include "ui/roles/role_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

namespace keywright {
namespace {

QString scopeChoice(const Scope &scope)
{
    QString words = scopeWords(scope);
    if (scope.kind == ScopeKind::AllWorkspaces || scope.kind == ScopeKind::Organization)
        words[0] = words.at(0).toUpper();
    return words;
}

QComboBox *makeBox(const QString &name, int width, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setAccessibleName(name);
    box->setFixedWidth(width);
    return box;
}

} // namespace

RoleRow::RoleRow(const QList<Role> &roles, const QList<Scope> &scopes, QWidget *parent)
    : QWidget(parent)
    , m_roles(roles)
    , m_scopes(scopes)
    , m_role(makeBox(tr("Role"), 132, this))
    , m_scope(makeBox(tr("Workspace"), 160, this))
    , m_note(makeLabel({}, TextStyle::Note, this))
    , m_remove(makeIconButton(QStringLiteral("close"), tr("Remove role"), this))
{
    setVariant(m_remove, ButtonVariant::Quiet);
    m_note->setWordWrap(true);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    // On Linux the name of a combo box is told by its label only, so there are labels to tell it.
    for (QComboBox *box : {m_role, m_scope}) {
        auto *name = new QLabel(box->accessibleName(), this);
        name->setBuddy(box);
        name->hide();
    }
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::SpaceSm, 6, 6, 6);
    row->setSpacing(metrics::SpaceSm);
    row->addWidget(m_role);
    row->addWidget(makeLabel(tr("on"), TextStyle::Muted, this));
    row->addWidget(m_scope);
    row->addWidget(m_note, 1);
    row->addWidget(m_remove);

    for (const Role &choice : std::as_const(m_roles))
        m_role->addItem(choice.name);
    // The least a program can do with is offered first, never an all-powerful role.
    const auto modest = std::find_if(
        m_roles.cbegin(), m_roles.cend(), [](const Role &choice) { return !choice.privileged; });
    if (modest != m_roles.cend())
        m_role->setCurrentIndex(static_cast<int>(modest - m_roles.cbegin()));
    offerScopes();
    connect(m_role, &QComboBox::currentIndexChanged, this, [this] {
        offerScopes();
        Q_EMIT changed();
    });
    connect(m_scope, &QComboBox::currentIndexChanged, this, [this] {
        describe();
        Q_EMIT changed();
    });
    connect(m_remove, &QToolButton::clicked, this, &RoleRow::removeRequested);
}

void RoleRow::setRemovable(bool removable)
{
    m_remove->setVisible(removable);
}

QList<Scope> RoleRow::scopesFor(const Role &role, const QList<Scope> &scopes)
{
    QList<Scope> result;
    for (const Scope &scope : scopes) {
        if (role.scopes.contains(scope.kind))
            result.append(scope);
    }
    for (const ScopeKind kind : {ScopeKind::AllWorkspaces, ScopeKind::Organization}) {
        const Scope wide{kind, {}};
        if (role.scopes.contains(kind) && !result.contains(wide))
            result.append(wide);
    }
    return result;
}

const Role *RoleRow::role() const
{
    const int index = m_role->currentIndex();
    return index < 0 ? nullptr : &m_roles.at(index);
}

void RoleRow::offerScopes()
{
    const Role *chosen = role();
    const Scope before = m_offered.value(m_scope->currentIndex());
    m_offered = chosen ? scopesFor(*chosen, m_scopes) : QList<Scope>();
    const QSignalBlocker blocker(m_scope);
    m_scope->clear();
    for (const Scope &scope : std::as_const(m_offered))
        m_scope->addItem(scopeChoice(scope));
    m_scope->setCurrentIndex(std::max(0, static_cast<int>(m_offered.indexOf(before))));
    m_scope->setEnabled(m_offered.size() > 1);
    describe();
}

void RoleRow::describe()
{
    const Role *chosen = role();
    if (!chosen)
        return;
    m_note->setText(chosen->description);
    m_note->setToolTip(chosen->permissions.join(u'\n'));
    setTone(m_note, chosen->privileged ? Tone::Warn : Tone::Neutral);
    if (!chosen->privileged)
        setTextStyle(m_note, TextStyle::Note);
    m_role->setAccessibleDescription(chosen->description);
    const QString name =
        isComplete() ? tr("Remove role %1 on %2").arg(chosen->name, scopePhrase(grant().scope))
                     : tr("Remove role %1").arg(chosen->name);
    m_remove->setAccessibleName(name);
    m_remove->setToolTip(name);
}

bool RoleRow::isComplete() const
{
    return role() && m_scope->currentIndex() >= 0;
}

RoleGrant RoleRow::grant() const
{
    if (!isComplete())
        return {};
    return {role()->id, m_offered.at(m_scope->currentIndex()), {}};
}

} // namespace keywright
