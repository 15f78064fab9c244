#include "ui/accounts/access_list_loader.h"

#include "core/base/deliver.h"
#include "core/provider/access_lists.h"

#include <QSet>

#include <utility>

namespace keywright {

AccessListLoader::AccessListLoader(TaskList &tasks, QObject *parent)
    : QObject(parent)
    , m_tasks(tasks)
{
}

AccessListLoader::~AccessListLoader()
{
    m_cancel.cancel();
    m_surroundingsCancel.cancel();
}

void AccessListLoader::setAccount(std::shared_ptr<Session> session, const ServiceAccount &account)
{
    const bool sameSession = session == m_session;
    const bool same = sameSession && account.id == m_account.id;
    m_account = account;
    if (same)
        return;
    m_session = std::move(session);
    stop();
    m_entries.reset();
    m_state = State::Unread;
    if (!sameSession) {
        m_surroundingsCancel.cancel();
        m_surroundingsCancel = CancelSource();
        m_surroundingsAsked = false;
        m_rules.reset();
        m_myAddress.clear();
    }
    Q_EMIT changed();
}

void AccessListLoader::stop()
{
    ++m_generation;
    m_cancel.cancel();
    m_task.end();
}

void AccessListLoader::load()
{
    if (m_state != State::Unread || !m_session || !m_session->provider()->accessLists())
        return;
    readList();
    if (!m_surroundingsAsked)
        readSurroundings();
}

void AccessListLoader::reload()
{
    if (!m_session || !m_session->provider()->accessLists())
        return;
    readList();
    readSurroundings();
}

void AccessListLoader::readList()
{
    stop();
    m_cancel = CancelSource();
    m_state = State::Loading;
    m_task = m_tasks.begin(
        tr("Reading the access list of %1").arg(m_account.name),
        [cancel = m_cancel]() mutable { cancel.cancel(); });
    Q_EMIT changed();
    deliver(
        m_session->provider()->accessLists()->list(m_account.id, m_cancel.token()), this,
        [this, generation = m_generation](Result<QList<AccessEntry>> entries) {
            if (generation != m_generation)
                return;
            m_task.end();
            if (entries) {
                m_state = State::Ready;
                m_entries = *std::move(entries);
            } else {
                const bool stopped = entries.error().kind == ErrorKind::Cancelled;
                m_state = stopped ? State::Stopped : State::Failed;
                m_error = std::move(entries).error();
            }
            Q_EMIT changed();
        });
}

/// Neither is needed to show the list, so what cannot be read is left unknown, and asked for again
/// with the next list.
void AccessListLoader::readSurroundings()
{
    m_surroundingsCancel.cancel();
    m_surroundingsCancel = CancelSource();
    m_surroundingsAsked = true;
    const auto session = m_session;
    deliver(
        session->provider()->accessLists()->myAddress(m_surroundingsCancel.token()), this,
        [this, session](const Result<QString> &address) {
            if (session != m_session)
                return;
            if (address)
                setMyAddress(*address);
            else if (address.error().kind != ErrorKind::Cancelled)
                m_surroundingsAsked = false;
        });
    if (!session->provider()->organizationSettings())
        return;
    deliver(
        session->provider()->organizationSettings()->rules(m_surroundingsCancel.token()), this,
        [this, session](const Result<OrganizationRules> &rules) {
            if (session != m_session)
                return;
            if (!rules) {
                if (rules.error().kind != ErrorKind::Cancelled)
                    m_surroundingsAsked = false;
                return;
            }
            m_rules = *rules;
            Q_EMIT changed();
        });
}

void AccessListLoader::put(const QString &accountId, const QList<AccessEntry> &entries)
{
    if (accountId != m_account.id)
        return;
    stop();
    m_state = State::Ready;
    m_entries = entries;
    Q_EMIT changed();
}

void AccessListLoader::setMyAddress(const QString &address)
{
    m_myAddress = address;
    Q_EMIT changed();
}

QString AccessListLoader::lockoutWarning(const QList<AccessEntry> &after) const
{
    AccessChange change;
    change.accountId = m_account.id;
    change.before = entries();
    change.after = after;
    change.listRequired = m_rules && m_rules->accessListRequired;
    change.isRequirementKnown =
        m_rules || !m_session || !m_session->provider()->organizationSettings();
    change.myAddress = m_myAddress;
    return m_session ? accessLockoutWarning(*m_session, change) : QString();
}

QList<AccessEntry> AccessListLoader::entriesWith(const QStringList &addresses) const
{
    QList<AccessEntry> entries = this->entries();
    // A server may spell an address in another way than it was given.
    QSet<QString> there;
    for (const AccessEntry &entry : std::as_const(entries))
        there.insert(parseAccessAddress(entry.address).value_or(entry.address));
    for (const QString &address : addresses) {
        if (there.contains(address))
            continue;
        AccessEntry entry;
        entry.address = address;
        entries.append(entry);
    }
    return entries;
}

} // namespace keywright
