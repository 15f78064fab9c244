#pragma once

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "ui/accounts/account_key.h"
#include "ui/dialogs/confirm_dialog.h"
#include "ui/shell/task_list.h"

#include <QObject>
#include <QStringList>

namespace keywright {

class AccessListLoader;

/// What can be done to the access list that is shown: asks what has to be asked, twice where the
/// console could lock itself out, runs it with a task in the status bar, and brings the list up to
/// date.
class AccessListOperations : public QObject
{
    Q_OBJECT
public:
    /// Dialogs cover the window of `dialogParent`. All must outlive this object.
    AccessListOperations(AccessListLoader &list, TaskList &tasks, QWidget *dialogParent);
    ~AccessListOperations() override;

    void add();
    /// Finds out which address this machine calls from, and offers to add it.
    void addMine();
    void remove(const QStringList &addresses);

Q_SIGNALS:
    void failed(const keywright::AccountKey &key, const keywright::Error &error);
    /// Done, in a sentence.
    void succeeded(const keywright::AccountKey &key, const QString &sentence);

private:
    AccountKey key() const;
    void confirmMine();
    void sendMine(const QString &address);
    void sendRemoval(const QStringList &addresses);
    ConfirmRequest removalRequest(const QStringList &addresses, bool opensList) const;
    void fail(const AccountKey &key, const Error &error);

    AccessListLoader &m_list;
    TaskList &m_tasks;
    QWidget *m_dialogParent;
};

} // namespace keywright
