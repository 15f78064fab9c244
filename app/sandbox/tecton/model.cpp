#include "app/sandbox/tecton/model.h"

#include <algorithm>

namespace keywright::sandbox::tecton {

namespace {

template <class List, class Predicate> auto *findIn(List &list, Predicate predicate)
{
    const auto found = std::find_if(list.begin(), list.end(), predicate);
    return found == list.end() ? nullptr : &*found;
}

} // namespace

StoredSecret *Account::secret(const QString &secretId)
{
    return findIn(secrets, [&](const StoredSecret &secret) { return secret.id == secretId; });
}

qsizetype Account::activeSecretCount() const
{
    return std::count_if(secrets.begin(), secrets.end(), [](const StoredSecret &secret) {
        return secret.active.current;
    });
}

const Workspace *Catalog::workspace(const QString &name) const
{
    return findIn(workspaces, [&](const Workspace &known) { return known.name == name; });
}

const Group *Catalog::group(const QString &id) const
{
    return findIn(groups, [&](const Group &known) { return known.id == id; });
}

const FeatureService *Catalog::featureService(const QString &workspace, const QString &name) const
{
    return findIn(featureServices, [&](const FeatureService &known) {
        return known.workspace == workspace && known.name == name;
    });
}

const FeatureService *Catalog::featureServiceById(const QString &workspace, const QString &id) const
{
    return findIn(featureServices, [&](const FeatureService &known) {
        return known.workspace == workspace && known.id == id;
    });
}

} // namespace keywright::sandbox::tecton
