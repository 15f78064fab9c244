#pragma once

#include "core/accounts/account_probe.h"
#include "ui/accounts/account_key.h"
#include "ui/shell/task_list.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;

namespace keywright {

class Banner;
class Card;
class KeyValueList;
class Tag;

/// Signs in as the account with what the keychain holds, and tells with which credential, how long
/// it took and what the server said.
class TestTab : public QWidget
{
    Q_OBJECT
public:
    TestTab(std::shared_ptr<const Clock> clock, TaskList &tasks, QWidget *parent = nullptr);
    ~TestTab() override;

    /// Forgets the result of another account.
    void setAccount(std::shared_ptr<Session> session, const ServiceAccount &account);

Q_SIGNALS:
    /// The person wants to look something up as this account.
    void lookupRequested();

private:
    void run();
    void finish(const Result<ProbeResult> &result);
    void clear();

    std::shared_ptr<const Clock> m_clock;
    TaskList &m_tasks;
    std::shared_ptr<Session> m_session;
    std::shared_ptr<const ServiceAccount> m_account;
    QPushButton *m_test;
    QPushButton *m_lookup;
    Banner *m_banner;
    Card *m_card;
    Tag *m_tag;
    KeyValueList *m_facts;
    CancelSource m_cancel;
    TaskHandle m_task;
    int m_generation = 0; ///< tells the answer for another account from this one's
};

} // namespace keywright
