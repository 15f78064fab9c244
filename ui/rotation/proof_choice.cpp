#include "ui/rotation/proof_choice.h"

#include "core/workbench/history_text.h"

#include <QComboBox>

#include <algorithm>

namespace keywright {

bool mayReadWorkspace(
    const QList<RoleGrant> &roles, const QString &workspace, const Capabilities &capabilities)
{
    return std::any_of(roles.cbegin(), roles.cend(), [&](const RoleGrant &grant) {
        const bool applies = grant.scope.kind == ScopeKind::AllWorkspaces ||
                             grant.scope == Scope{ScopeKind::Workspace, workspace};
        return applies && capabilities.readingRoles.contains(grant.roleId);
    });
}

LookupRequest proofWith(const RememberedLookup &lookup)
{
    const LookupRequest &saved = lookup.request;
    LookupRequest probe;
    probe.workspace = saved.workspace;
    probe.featureService = saved.featureService;
    probe.joinKeys = saved.joinKeys;
    probe.requestContext = saved.requestContext;
    probe.options.apiVersion = saved.options.apiVersion;
    return probe;
}

ProofChoice::ProofChoice(QWidget *parent)
    : FormField(tr("Prove with"), new QComboBox, parent)
    , m_box(static_cast<QComboBox *>(editor()))
{
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(m_box, &QComboBox::currentIndexChanged, this, &ProofChoice::explain);
}

void ProofChoice::offer(
    const QString &least, const QList<RememberedLookup> &lookups,
    const std::function<bool(const QString &workspace)> &mayRead)
{
    m_lookups = lookups;
    m_box->clear();
    m_box->addItem(least);
    int chosen = 0;
    for (const RememberedLookup &lookup : lookups) {
        const int index = m_box->count();
        m_box->addItem(lookupTitle(lookup));
        m_box->setItemData(index, keysText(lookup), Qt::ToolTipRole);
        if (chosen == 0 && lookup.isPinned && mayRead(lookup.request.workspace))
            chosen = index;
    }
    m_box->setCurrentIndex(chosen);
    explain();
}

std::optional<LookupRequest> ProofChoice::probe() const
{
    const int index = m_box->currentIndex() - 1;
    if (index < 0 || index >= m_lookups.size())
        return std::nullopt;
    return proofWith(m_lookups.at(index));
}

void ProofChoice::explain()
{
    if (!m_lookups.isEmpty() && m_box->currentIndex() > 0) {
        setHint(tr("Proves that the server accepts the new one and answers this lookup with it. "
                   "The values are not compared."));
        return;
    }
    setHint(
        m_lookups.isEmpty()
            ? tr("Proves that the server accepts the new one, not that it may read features. Save "
                 "or pin a lookup to prove that, too.")
            : tr("Proves that the server accepts the new one, not that it may read features."));
}

} // namespace keywright
