#include "ui/lookup/lookup_memory.h"

#include <QSettings>

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

const QString keepValuesKey = QStringLiteral("lookup/keepValues");

} // namespace

LookupMemory::LookupMemory(LookupHistory &history, QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_history(history)
    , m_settings(settings)
{
}

bool LookupMemory::keepsValues() const
{
    return m_settings.value(keepValuesKey, true).toBool();
}

void LookupMemory::setKeepsValues(bool kept)
{
    m_settings.setValue(keepValuesKey, kept);
}

/// A file that cannot be read is asked for again and again, and tells it once.
template <class T> bool LookupMemory::worked(const Result<T> &outcome)
{
    const bool before = std::exchange(m_failing, !outcome);
    if (!outcome && !before)
        Q_EMIT failed(outcome.error());
    return outcome.has_value();
}

/// Of a change, which people asked for: each failure is told.
template <class T> void LookupMemory::tell(const Result<T> &outcome)
{
    m_failing = false;
    if (worked(outcome))
        Q_EMIT changed();
}

void LookupMemory::remember(
    const QString &connectionId, const QString &accountId, const LookupRequest &request,
    const LookupOutcome &outcome)
{
    if (worked(m_history.remember(connectionId, accountId, request, outcome, keepsValues())))
        Q_EMIT changed();
}

void LookupMemory::save(
    const QString &connectionId, const QString &accountId, const LookupRequest &request,
    const QString &name)
{
    tell(m_history.save(connectionId, accountId, request, name));
}

void LookupMemory::setName(qint64 id, const QString &name)
{
    tell(m_history.setName(id, name));
}

void LookupMemory::setPinned(qint64 id, bool pinned)
{
    tell(m_history.setPinned(id, pinned));
}

void LookupMemory::remove(qint64 id)
{
    tell(m_history.remove(id));
}

void LookupMemory::clear(const QString &connectionId)
{
    tell(m_history.clear(connectionId));
}

QList<RememberedLookup> LookupMemory::find(const QString &connectionId, const QString &text)
{
    auto found = m_history.find(connectionId, text);
    return worked(found) ? *std::move(found) : QList<RememberedLookup>();
}

QList<RememberedLookup> LookupMemory::saved(const QString &connectionId)
{
    auto kept = m_history.kept(connectionId);
    if (!worked(kept))
        return {};
    QList<RememberedLookup> lookups = *std::move(kept);
    lookups.removeIf([](const RememberedLookup &lookup) { return lookup.name.isEmpty(); });
    std::sort(
        lookups.begin(), lookups.end(), [](const RememberedLookup &a, const RememberedLookup &b) {
            return a.name.localeAwareCompare(b.name) < 0;
        });
    return lookups;
}

void LookupMemory::suggest(
    const QString &connectionId, const QString &workspace, const QString &service)
{
    const Suggestion suggestion{connectionId, workspace, service};
    if (!m_suggestions.contains(suggestion))
        m_suggestions.append(suggestion);
}

QStringList LookupMemory::services(const QString &connectionId, const QString &workspace)
{
    const auto answered = m_history.services(connectionId, workspace);
    QStringList names = worked(answered) ? *answered : QStringList();
    for (const Suggestion &suggestion : m_suggestions) {
        if (suggestion.connectionId == connectionId && suggestion.workspace == workspace &&
            !names.contains(suggestion.service))
            names += suggestion.service;
    }
    return names;
}

QString LookupMemory::lastWorkspace(const QString &connectionId)
{
    const auto last = m_history.lastWorkspace(connectionId);
    if (worked(last) && !last->isEmpty())
        return *last;
    for (const Suggestion &suggestion : m_suggestions) {
        if (suggestion.connectionId == connectionId)
            return suggestion.workspace;
    }
    return {};
}

std::optional<Error> LookupMemory::takeDamage()
{
    if (m_damageTold || !m_history.damage())
        return std::nullopt;
    m_damageTold = true;
    return m_history.damage();
}

} // namespace keywright
