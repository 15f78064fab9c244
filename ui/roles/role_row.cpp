#include "ui/roles/role_row.h"

#include "ui/roles/role_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QAbstractItemView>
#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

namespace keywright {
namespace {

constexpr int ShortRole = 132;
constexpr int ShortPlace = 160;
/// With more roles than this none is suggested: the first is hardly the one that is meant.
constexpr qsizetype FewRoles = 12;

QComboBox *makeBox(const QString &name, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    return box;
}

/// On Linux the name of a combo box is told by its label only, so there is a label to tell it.
QLabel *nameLabel(QComboBox *box, QWidget *parent)
{
    auto *name = new QLabel(box->accessibleName(), parent);
    name->setBuddy(box);
    name->hide();
    return name;
}

/// The list under a box may be wider than the box.
void widenList(QComboBox *box)
{
    box->view()->setMinimumWidth(box->view()->sizeHintForColumn(0) + 2 * metrics::SpaceLg);
}

QString placeName(const QList<ScopeKind> &kinds)
{
    if (kinds.contains(ScopeKind::Project))
        return RoleRow::tr("Project");
    if (kinds.contains(ScopeKind::Workspace) || kinds.contains(ScopeKind::AllWorkspaces))
        return RoleRow::tr("Workspace");
    return RoleRow::tr("Organization");
}

} // namespace

RoleRow::RoleRow(const RoleChoices &choices, QWidget *parent)
    : QWidget(parent)
    , m_choices(choices)
    , m_role(makeBox(tr("Role"), this))
    , m_typed(new QLineEdit(this))
    , m_scope(makeBox(tr("Workspace"), this))
    , m_scopeName(nameLabel(m_scope, this))
    , m_note(makeLabel({}, TextStyle::Note, this))
    , m_remove(makeIconButton(QStringLiteral("close"), tr("Remove role"), this))
{
    nameLabel(m_role, this);
    setVariant(m_remove, ButtonVariant::Quiet);
    m_typed->setAccessibleName(tr("Role ID"));
    m_typed->setPlaceholderText(tr("Role ID"));
    m_note->setWordWrap(true);
    fillRoles();
    buildLayout();
    offerScopes();
    connect(m_role, &QComboBox::currentIndexChanged, this, [this] {
        offerScopes();
        Q_EMIT changed();
    });
    connect(m_typed, &QLineEdit::textChanged, this, [this] {
        offerScopes();
        Q_EMIT changed();
    });
    connect(m_scope, &QComboBox::currentIndexChanged, this, [this] {
        describe();
        Q_EMIT changed();
    });
    connect(m_remove, &QToolButton::clicked, this, &RoleRow::removeRequested);
}

void RoleRow::buildLayout()
{
    const QFontMetrics widths(m_role->font());
    const bool namesAreShort = std::all_of(
        m_choices.roles.cbegin(), m_choices.roles.cend(), [&widths](const Role &choice) {
            return widths.horizontalAdvance(choice.name) < ShortRole - metrics::FieldHeight;
        });
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::SpaceSm);
    QLabel *on = makeLabel(tr("on"), TextStyle::Muted, this);
    row->addWidget(m_role, namesAreShort ? 0 : 5);
    row->addWidget(m_typed, 3);
    row->addWidget(on);
    row->addWidget(m_scope, namesAreShort ? 0 : 4);
    m_scope->setVisible(!m_choices.isPlaceGiven);
    on->setVisible(!m_choices.isPlaceGiven);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::SpaceSm, 6, 6, 6);
    column->setSpacing(metrics::SpaceXs);
    column->addLayout(row);
    if (namesAreShort) {
        m_role->setFixedWidth(ShortRole);
        m_scope->setFixedWidth(ShortPlace);
        m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        row->addWidget(m_note, 4);
    } else {
        column->addWidget(m_note);
    }
    row->addWidget(m_remove);
}

void RoleRow::fillRoles()
{
    ScopeKind group = ScopeKind::Workspace;
    for (const Role &choice : std::as_const(m_choices.roles)) {
        const ScopeKind kind = choice.scopes.value(0, ScopeKind::Workspace);
        if (m_choices.roles.size() > FewRoles && m_role->count() > 0 && kind != group)
            m_role->insertSeparator(m_role->count());
        group = kind;
        m_role->addItem(
            choice.privileged ? icons::icon(QStringLiteral("warning"), Ink::Warn) : QIcon(),
            choice.name, choice.id);
        const int at = m_role->count() - 1;
        m_role->setItemData(at, choice.description, Qt::ToolTipRole);
        m_role->setItemData(at, roleMeaning(choice), Qt::AccessibleDescriptionRole);
    }
    if (!m_choices.typedRoleScopes.isEmpty()) {
        m_role->insertSeparator(m_role->count());
        m_role->addItem(tr("Other role"), QString());
        m_role->setItemData(
            m_role->count() - 1, tr("One that this list does not have, by its ID"),
            Qt::ToolTipRole);
    }
    m_role->setPlaceholderText(tr("Choose a role"));
    widenList(m_role);
    if (m_choices.roles.size() > FewRoles)
        return m_role->setCurrentIndex(-1);
    // The least a program can do with is offered first, never an all-powerful role.
    const auto modest =
        std::find_if(m_choices.roles.cbegin(), m_choices.roles.cend(), [](const Role &choice) {
            return !choice.privileged;
        });
    if (modest != m_choices.roles.cend())
        m_role->setCurrentIndex(m_role->findData(modest->id));
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

bool RoleRow::isTyped() const
{
    return m_role->currentIndex() >= 0 && m_role->currentData().toString().isEmpty();
}

std::optional<Role> RoleRow::role() const
{
    if (m_role->currentIndex() < 0)
        return std::nullopt;
    const QString id = isTyped() ? m_typed->text().trimmed() : m_role->currentData().toString();
    const auto known =
        std::find_if(m_choices.roles.cbegin(), m_choices.roles.cend(), [&id](const Role &choice) {
            return choice.id == id;
        });
    if (known != m_choices.roles.cend())
        return *known;
    Role unknown;
    unknown.id = id;
    unknown.name = id;
    unknown.scopes = m_choices.typedRoleScopes;
    return unknown;
}

QString RoleRow::placeWords(const Scope &scope) const
{
    QString words = scopeWords(scope, m_choices.projectNames);
    if (scope.kind == ScopeKind::AllWorkspaces || scope.kind == ScopeKind::Organization)
        words[0] = words.at(0).toUpper();
    return words;
}

void RoleRow::offerScopes()
{
    m_typed->setVisible(isTyped());
    const auto chosen = role();
    const Scope before = m_offered.value(m_scope->currentIndex());
    m_offered = chosen ? scopesFor(*chosen, m_choices.scopes) : QList<Scope>();
    const QString name = placeName(chosen ? chosen->scopes : m_choices.typedRoleScopes);
    m_scope->setAccessibleName(name);
    m_scopeName->setText(name);
    const QSignalBlocker blocker(m_scope);
    m_scope->clear();
    for (const Scope &scope : std::as_const(m_offered)) {
        m_scope->addItem(placeWords(scope));
        m_scope->setItemData(m_scope->count() - 1, scope.id, Qt::ToolTipRole);
    }
    widenList(m_scope);
    m_scope->setPlaceholderText(tr("Choose a project"));
    const int kept = static_cast<int>(m_offered.indexOf(before));
    // The first of many projects is hardly the one that is meant.
    const bool isOpen = m_offered.size() > 1 && m_offered.last().kind == ScopeKind::Project;
    m_scope->setCurrentIndex(kept < 0 && !isOpen && !m_offered.isEmpty() ? 0 : kept);
    m_scope->setEnabled(m_offered.size() > 1);
    describe();
}

void RoleRow::describe()
{
    const auto chosen = role();
    QString meaning;
    if (isTyped() && chosen->description.isEmpty())
        meaning = tr("Sent to the server as it is typed.");
    else if (chosen)
        meaning = roleMeaning(*chosen);
    const bool isPrivileged = chosen && chosen->privileged;
    m_note->setText(meaning);
    m_note->setVisible(!meaning.isEmpty());
    m_note->setToolTip(chosen ? chosen->permissions.join(u'\n') : QString());
    setTone(m_note, isPrivileged ? Tone::Warn : Tone::Neutral);
    if (!isPrivileged)
        setTextStyle(m_note, TextStyle::Note);
    m_role->setAccessibleDescription(meaning);
    m_scope->setToolTip(m_offered.value(m_scope->currentIndex()).id);
    QString name = tr("Remove role");
    if (isComplete())
        name = tr("Remove role %1 on %2")
                   .arg(chosen->name, scopePhrase(grant().scope, m_choices.projectNames));
    else if (chosen && !chosen->name.isEmpty())
        name = tr("Remove role %1").arg(chosen->name);
    m_remove->setAccessibleName(name);
    m_remove->setToolTip(name);
}

QString RoleRow::problem() const
{
    const auto chosen = role();
    if (!chosen)
        return tr("Choose a role.");
    if (chosen->id.isEmpty())
        return tr("Enter the ID of the role.");
    if (std::any_of(chosen->id.cbegin(), chosen->id.cend(), [](QChar c) {
            return c.isSpace() || c == u'@';
        }))
        return tr("The ID of a role has no spaces and no @.");
    if (m_scope->currentIndex() >= 0)
        return {};
    return chosen->scopes.contains(ScopeKind::Project)
               ? tr("Choose the project that the role applies to.")
               : tr("Choose where the role applies.");
}

void RoleRow::focusProblem()
{
    const auto chosen = role();
    QWidget *wrong = !chosen ? static_cast<QWidget *>(m_role) : m_scope;
    if (isTyped() && m_scope->currentIndex() >= 0)
        wrong = m_typed;
    wrong->setFocus(Qt::OtherFocusReason);
}

RoleGrant RoleRow::grant() const
{
    if (!isComplete())
        return {};
    return {role()->id, m_offered.at(m_scope->currentIndex()), {}};
}

} // namespace keywright
