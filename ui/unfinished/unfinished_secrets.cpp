#include "ui/unfinished/unfinished_secrets.h"

#include "core/base/deliver.h"
#include "core/inventory/inventory.h"

namespace keywright {

namespace {

constexpr std::chrono::minutes openInterval{1};

} // namespace

UnfinishedSecrets::UnfinishedSecrets(
    Inventory &inventory, std::shared_ptr<const JournalDatabase> database, QObject *parent)
    : QObject(parent)
    , m_inventory(inventory)
    , m_database(std::move(database))
{
    connect(&inventory, &Inventory::sessionAdded, this, &UnfinishedSecrets::check);
    connect(&inventory, &Inventory::sessionRemoved, this, &UnfinishedSecrets::forget);
    m_openAgain.setSingleShot(true);
    m_openAgain.setInterval(openInterval);
    connect(&m_openAgain, &QTimer::timeout, this, &UnfinishedSecrets::checkAll);
    connect(&inventory, &Inventory::refreshed, this, [this](const QString &connectionId) {
        if (m_problems.contains(connectionId))
            check(connectionId);
    });
}

UnfinishedSecrets::~UnfinishedSecrets() = default;

void UnfinishedSecrets::setElsewhere(std::function<bool(const CreationEntry &)> elsewhere)
{
    m_elsewhere = std::move(elsewhere);
}

QList<UnfinishedSecret> UnfinishedSecrets::secrets() const
{
    QList<UnfinishedSecret> open;
    for (const UnfinishedSecret &secret : m_secrets) {
        const CreationEntry &entry = secret.creation.entry;
        const bool elsewhere = m_elsewhere && m_elsewhere(entry);
        if (!elsewhere && !m_aside.contains(entry.id))
            open.append(secret);
    }
    return open;
}

std::optional<Error> UnfinishedSecrets::problem() const
{
    return m_problems.isEmpty() ? std::nullopt : std::optional(*m_problems.cbegin());
}

void UnfinishedSecrets::check(const QString &connectionId)
{
    const auto session = m_inventory.session(connectionId);
    if (!session)
        return;
    const int round = ++m_rounds[connectionId];
    deliver(
        reconcileCreations(session, CancelToken()), this,
        [this, connectionId, round](Result<QList<ReconciledCreation>> found) {
            tellDamage();
            if (m_rounds.value(connectionId) == round)
                adopt(connectionId, std::move(found));
        });
}

void UnfinishedSecrets::checkAll()
{
    const QStringList connections = m_inventory.connectionIds();
    for (const QString &connectionId : connections)
        check(connectionId);
}

void UnfinishedSecrets::tellDamage()
{
    if (m_damageTold || !m_database->damage())
        return;
    m_damageTold = true;
    m_notices.append({m_database->damage()->message, m_database->damage()->hint});
    Q_EMIT changed();
}

void UnfinishedSecrets::adopt(const QString &connectionId, Result<QList<ReconciledCreation>> found)
{
    const auto session = m_inventory.session(connectionId);
    if (!session)
        return;
    m_problems.remove(connectionId);
    if (!found) {
        m_problems.insert(connectionId, found.error());
        return changed();
    }
    m_secrets.removeIf([&connectionId](const UnfinishedSecret &secret) {
        return secret.connectionId == connectionId;
    });
    for (const ReconciledCreation &creation : *found) {
        if (creation.fate == CreationFate::Nothing)
            m_notices.append({fateText(creation), fateHint(creation)});
        else
            m_secrets.append({connectionId, session->connection().name, creation});
    }
    awaitOpen();
    Q_EMIT changed();
}

void UnfinishedSecrets::awaitOpen()
{
    for (const UnfinishedSecret &secret : std::as_const(m_secrets)) {
        if (secret.creation.fate == CreationFate::Open)
            return m_openAgain.start();
    }
}

void UnfinishedSecrets::forget(const QString &connectionId)
{
    ++m_rounds[connectionId];
    m_problems.remove(connectionId);
    m_secrets.removeIf([&connectionId](const UnfinishedSecret &secret) {
        return secret.connectionId == connectionId;
    });
    Q_EMIT changed();
}

void UnfinishedSecrets::take(
    const UnfinishedSecret &secret, std::function<void(std::shared_ptr<const Secret>)> show)
{
    const auto session = m_inventory.session(secret.connectionId);
    if (!session)
        return;
    deliver(
        secretToShow(session, secret.creation), this,
        [this, entry = secret.creation.entry.id,
         show = std::move(show)](Result<std::shared_ptr<const Secret>> value) {
            if (!value)
                return failed(value.error());
            // Two presses in a row show it once.
            if (m_aside.contains(entry))
                return;
            m_aside.insert(entry);
            Q_EMIT changed();
            show(*value);
        });
}

void UnfinishedSecrets::cleanUp(const UnfinishedSecret &secret)
{
    const auto session = m_inventory.session(secret.connectionId);
    if (!session)
        return;
    deliver(
        deleteOrphan(session, secret.creation, CancelToken()), this,
        [this, secret](const Result<void> &deleted) {
            // The banner tells what there is now: also after an answer that was lost.
            check(secret.connectionId);
            if (deleted || deleted.error().doneInPart)
                removed(secret);
            if (!deleted)
                return failed(deleted.error());
            Q_EMIT succeeded(
                secret.creation.entry.kind == CreationKind::Account
                    ? tr("%1 has been deleted.").arg(secret.creation.entry.accountName)
                    : tr("The lost secret of %1 has been deleted.")
                          .arg(secret.creation.entry.accountName));
        });
}

/// Brings the inventory up to date.
void UnfinishedSecrets::removed(const UnfinishedSecret &secret)
{
    const CreationEntry &entry = secret.creation.entry;
    drop(secret);
    if (entry.kind == CreationKind::Account) {
        m_inventory.take(secret.connectionId, entry.accountId);
        return;
    }
    m_inventory.reloadDetails(secret.connectionId, entry.accountId);
}

void UnfinishedSecrets::choose(const UnfinishedSecret &secret, const CreationCandidate &candidate)
{
    const auto session = m_inventory.session(secret.connectionId);
    if (!session)
        return;
    const Result<void> chosen = chooseCandidate(*session, secret.creation, candidate);
    if (!chosen)
        return failed(chosen.error());
    check(secret.connectionId);
}

void UnfinishedSecrets::keep(const UnfinishedSecret &secret)
{
    const auto session = m_inventory.session(secret.connectionId);
    if (!session)
        return;
    const Result<void> ended = endCreation(*session, secret.creation);
    if (!ended)
        return failed(ended.error());
    drop(secret);
}

void UnfinishedSecrets::drop(const UnfinishedSecret &secret)
{
    m_secrets.removeIf([id = secret.creation.entry.id](const UnfinishedSecret &other) {
        return other.creation.entry.id == id;
    });
    Q_EMIT changed();
}

void UnfinishedSecrets::putOff()
{
    for (const UnfinishedSecret &secret : std::as_const(m_secrets))
        m_aside.insert(secret.creation.entry.id);
    Q_EMIT changed();
}

void UnfinishedSecrets::putProblemOff()
{
    m_problems.clear();
    Q_EMIT changed();
}

void UnfinishedSecrets::dropNotice()
{
    if (m_notices.isEmpty())
        return;
    m_notices.removeFirst();
    Q_EMIT changed();
}

} // namespace keywright
