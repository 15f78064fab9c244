#pragma once

#include "core/base/deliver.h"
#include "core/connection/session.h"
#include "core/inventory/inventory.h"
#include "ui/accounts/account_key.h"
#include "ui/dialogs/confirm_dialog.h"
#include "ui/shell/task_list.h"

#include <QObject>

#include <functional>

namespace keywright {

/// What all operations on one account have in common: they find it, ask, run with a task in the
/// status bar, and tell how they ended.
class AccountRunner : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void failed(const keywright::AccountKey &key, const keywright::Error &error);
    /// Done, in a sentence.
    void succeeded(const keywright::AccountKey &key, const QString &sentence);

protected:
    struct Target
    {
        AccountKey key;
        std::shared_ptr<Session> session;
        ServiceAccount account;
    };

    /// Dialogs cover the window of `dialogParent`. All must outlive this object.
    AccountRunner(Inventory &inventory, TaskList &tasks, QWidget *dialogParent);

    std::optional<Target> target(const AccountKey &key) const;
    /// Asks, and once more when the console itself signs in with the account.
    void confirmGuarded(
        const Target &target, const ConfirmRequest &request, const std::function<void()> &agreed);
    /// Calls `done` with what `start` gave; a failure is told. After one that was done in part
    /// `doneInPart` is called before that, to show what the server holds now.
    template <class T, class Done>
    void
    run(const Target &target, const QString &text,
        const std::function<Async<T>(CancelToken)> &start, Done done,
        std::function<void()> doneInPart = {});

    Inventory &m_inventory;
    TaskList &m_tasks;
    QWidget *m_dialogParent;

private:
    void fail(const AccountKey &key, const Error &error);
};

template <class T, class Done>
void AccountRunner::run(
    const Target &target, const QString &text, const std::function<Async<T>(CancelToken)> &start,
    Done done, std::function<void()> doneInPart)
{
    CancelSource cancel;
    auto task =
        std::make_shared<TaskHandle>(m_tasks.begin(text, [cancel]() mutable { cancel.cancel(); }));
    deliver(
        start(cancel.token()), this,
        [this, task, key = target.key, done = std::move(done),
         doneInPart = std::move(doneInPart)](Result<T> result) {
            task->end();
            if (result)
                return done(std::move(result));
            if (result.error().doneInPart && doneInPart)
                doneInPart();
            fail(key, result.error());
        });
}

} // namespace keywright
