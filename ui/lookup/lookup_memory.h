#pragma once

#include "core/workbench/lookup_history.h"

#include <QObject>

class QSettings;

namespace keywright {

/// What the window knows of lookups that were made, and of those that were saved. What the file
/// does not allow is told by failed(), so that views need not care.
class LookupMemory : public QObject
{
    Q_OBJECT
public:
    /// `history` and `settings` must outlive it.
    LookupMemory(LookupHistory &history, QSettings &settings, QObject *parent = nullptr);

    /// Whether the values of lookups that are made are kept, not only the names of their keys.
    bool keepsValues() const;
    void setKeepsValues(bool kept);

    void remember(
        const QString &connectionId, const QString &accountId, const LookupRequest &request,
        const LookupOutcome &outcome);
    void save(
        const QString &connectionId, const QString &accountId, const LookupRequest &request,
        const QString &name);
    /// An empty name makes a saved lookup history again.
    void setName(qint64 id, const QString &name);
    void setPinned(qint64 id, bool pinned);
    void remove(qint64 id);
    /// Forgets what is neither saved nor pinned.
    void clear(const QString &connectionId);

    /// See LookupHistory::find().
    QList<RememberedLookup> find(const QString &connectionId, const QString &text);
    /// By name.
    QList<RememberedLookup> saved(const QString &connectionId);

    /// A service to offer before anything was looked up, the best first.
    void suggest(const QString &connectionId, const QString &workspace, const QString &service);
    /// Services to offer: the last one that answered first, then what was suggested.
    QStringList services(const QString &connectionId, const QString &workspace);
    /// Where the last answer came from, or what was suggested first; may be empty.
    QString lastWorkspace(const QString &connectionId);

    /// What to tell when the file was damaged and begun anew; only once.
    std::optional<Error> takeDamage();

Q_SIGNALS:
    void changed();
    void failed(const keywright::Error &error);

private:
    struct Suggestion
    {
        QString connectionId;
        QString workspace;
        QString service;

        bool operator==(const Suggestion &) const = default;
    };

    template <class T> bool worked(const Result<T> &outcome);
    template <class T> void tell(const Result<T> &outcome);

    LookupHistory &m_history;
    QSettings &m_settings;
    QList<Suggestion> m_suggestions;
    bool m_failing = false; ///< told already
    bool m_damageTold = false;
};

} // namespace keywright
