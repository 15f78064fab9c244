#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

class QAction;

namespace keywright {

/// The actions the command palette offers, best match first, then by name.
///
/// An action's text is its name, its shortcut is shown beside it. Actions belong to their makers;
/// one that is destroyed, disabled or invisible is not offered.
class CommandRegistry : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    void add(QAction *action);
    /// What can be run now and matches all words of `filter`, best match first.
    QList<QAction *> matching(const QString &filter) const;

private:
    QList<QPointer<QAction>> m_actions;
};

} // namespace keywright
