#pragma once

#include "core/accounts/account_probe.h"
#include "core/accounts/account_sight.h"
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
class SightTree;
class Tag;

/// Signs in as the account with what the keychain holds, and tells with which credential, how long
/// it took and what the server said; where the provider can tell, also what the account can see.
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
    /// The person wants to see the part of the account that explains a refusal.
    void partRequested(keywright::AccountPart part);

private:
    void run();
    void probe();
    void look();
    void finish(const Result<ProbeResult> &result);
    void finishLooking(const Result<AccountSight> &result);
    void showRefusal(const AccountSight &sight);
    void end();
    void clear();

    std::shared_ptr<const Clock> m_clock;
    TaskList &m_tasks;
    std::shared_ptr<Session> m_session;
    std::shared_ptr<const ServiceAccount> m_account;
    QPushButton *m_test;
    QPushButton *m_lookup;
    QPushButton *m_part; ///< leads to the part of the account that explains a refusal
    Banner *m_banner;
    Card *m_card;
    Tag *m_tag;
    KeyValueList *m_facts;
    QLabel *m_sentence;
    SightTree *m_seen;
    AccountPart m_remedy = AccountPart::None;
    CancelSource m_cancel;
    TaskHandle m_task;
    int m_generation = 0; ///< tells the answer for another account from this one's
};

} // namespace keywright
