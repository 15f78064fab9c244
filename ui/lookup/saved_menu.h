#pragma once

#include "core/workbench/lookup_history.h"

#include <QMenu>

namespace keywright {

class LookupMemory;

/// The saved lookups of a connection, each to be filled in, run, renamed or removed.
class SavedMenu : public QMenu
{
    Q_OBJECT
public:
    /// `memory` must outlive the menu; dialogs cover the window of `parent`.
    SavedMenu(LookupMemory &memory, QWidget *parent);

    /// Empty: there is no connection to look up on.
    void setConnection(const QString &connectionId);
    /// Asks for a name, and saves the request under it.
    void save(const QString &accountId, const LookupRequest &request);

Q_SIGNALS:
    void saveRequested();
    void fillRequested(const keywright::RememberedLookup &lookup);
    void runRequested(const keywright::RememberedLookup &lookup);

private:
    void fill();
    void addLookup(const RememberedLookup &lookup);
    QStringList namesBeside(qint64 id) const;
    void askToRename(const RememberedLookup &lookup);
    void askToRemove(const RememberedLookup &lookup);

    LookupMemory &m_memory;
    QWidget *m_window;
    QString m_connectionId;
};

} // namespace keywright
