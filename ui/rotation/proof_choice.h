#pragma once

#include "core/provider/capabilities.h"
#include "core/workbench/lookup_history.h"
#include "ui/widgets/form_field.h"

#include <functional>

class QComboBox;

namespace keywright {

/// Whether somebody with these roles may read features in a workspace.
bool mayReadWorkspace(
    const QList<RoleGrant> &roles, const QString &workspace, const Capabilities &capabilities);
/// What is asked of a new secret to prove it with this lookup.
LookupRequest proofWith(const RememberedLookup &lookup);

/// What a new secret has to do before it counts as working: to sign in, or also to be answered on
/// a lookup that was saved or pinned. Says truly what that proves.
class ProofChoice : public FormField
{
    Q_OBJECT
public:
    explicit ProofChoice(QWidget *parent = nullptr);

    /// `least` says what is done without a lookup. The first pinned one in a workspace that
    /// `mayRead` is chosen, or else none.
    void offer(
        const QString &least, const QList<RememberedLookup> &lookups,
        const std::function<bool(const QString &workspace)> &mayRead);
    /// Nothing: signing in is enough.
    std::optional<LookupRequest> probe() const;

private:
    void explain();

    QComboBox *m_box;
    QList<RememberedLookup> m_lookups;
};

} // namespace keywright
