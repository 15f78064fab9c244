#include "ui/accounts/test_tab.h"

#include "core/base/deliver.h"
#include "ui/accounts/sight_tree.h"
#include "ui/accounts/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/tag.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace keywright {
namespace {

QString remedyText(AccountPart part)
{
    switch (part) {
    case AccountPart::Secrets:
        return TestTab::tr("Open secrets");
    case AccountPart::Roles:
        return TestTab::tr("Open roles");
    case AccountPart::AccessList:
        return TestTab::tr("Open access list");
    case AccountPart::None:
        break;
    }
    return {};
}

} // namespace

TestTab::TestTab(std::shared_ptr<const Clock> clock, TaskList &tasks, QWidget *parent)
    : QWidget(parent)
    , m_clock(std::move(clock))
    , m_tasks(tasks)
    , m_test(makeButton(tr("Test"), ButtonVariant::Secondary, this))
    , m_lookup(makeButton(tr("Open in Lookup"), ButtonVariant::Secondary, this))
    , m_part(makeButton({}, ButtonVariant::Secondary, this))
    , m_banner(new Banner(this))
    , m_card(new Card(tr("Last test"), this))
    , m_tag(new Tag(m_card))
    , m_facts(new KeyValueList(m_card))
    , m_sentence(makeLabel({}, TextStyle::Muted, this))
    , m_seen(new SightTree(m_card))
{
    m_card->addHeaderWidget(m_tag);
    m_card->body()->addWidget(m_facts);
    m_card->body()->addWidget(m_seen);
    m_sentence->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::SpaceSm);
    buttons->addWidget(m_test);
    buttons->addWidget(m_lookup);
    buttons->addWidget(m_part);
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, metrics::SpaceMd, 0, 0);
    column->setSpacing(metrics::SpaceMd);
    column->addWidget(m_sentence);
    column->addLayout(buttons);
    column->addWidget(m_banner);
    column->addWidget(m_card);
    column->addStretch(1);
    m_card->hide();
    m_part->hide();
    connect(m_test, &QPushButton::clicked, this, &TestTab::run);
    connect(m_lookup, &QPushButton::clicked, this, &TestTab::lookupRequested);
    connect(m_part, &QPushButton::clicked, this, [this] { Q_EMIT partRequested(m_remedy); });
}

TestTab::~TestTab()
{
    m_cancel.cancel();
}

void TestTab::setAccount(std::shared_ptr<Session> session, const ServiceAccount &account)
{
    if (!m_account || m_account->id != account.id || m_session != session)
        clear();
    m_session = std::move(session);
    m_account = std::make_shared<const ServiceAccount>(account);
    m_lookup->setVisible(m_session->provider()->capabilities().lookups);
    m_sentence->setText(
        m_session->provider()->visibility()
            ? tr("Signs in as this account, with what the keychain holds, and looks at what it "
                 "can see: organizations, projects and clusters.")
            : tr("Signs in as this account, with what the keychain holds."));
}

void TestTab::clear()
{
    m_cancel.cancel();
    ++m_generation;
    m_task.end();
    m_test->setEnabled(true);
    m_banner->dismiss();
    m_card->hide();
    m_part->hide();
}

void TestTab::run()
{
    if (!m_session)
        return;
    clear();
    m_test->setEnabled(false);
    m_cancel = CancelSource();
    m_task = m_tasks.begin(
        tr("Testing %1").arg(m_account->name), [cancel = m_cancel]() mutable { cancel.cancel(); });
    if (m_session->provider()->visibility())
        look();
    else
        probe();
}

void TestTab::probe()
{
    deliver(
        probeAccount(m_session, m_account, m_clock, m_cancel.token()), this,
        [this, generation = m_generation](const Result<ProbeResult> &result) {
            if (generation == m_generation)
                finish(result);
        });
}

void TestTab::look()
{
    deliver(
        lookAs(m_session, m_account, m_clock, m_cancel.token()), this,
        [this, generation = m_generation](const Result<AccountSight> &result) {
            if (generation == m_generation)
                finishLooking(result);
        });
}

void TestTab::end()
{
    m_task.end();
    m_test->setEnabled(true);
}

void TestTab::finish(const Result<ProbeResult> &result)
{
    end();
    if (!result)
        return m_banner->showMessage(Tone::Bad, result.error().message, result.error().hint);
    m_tag->set(tr("ok · %1 ms").arg(result->duration.count()), Tone::Ok);
    m_facts->clear();
    m_facts->addRow({tr("Credential"), result->credential, {}, false});
    m_facts->addRow({tr("Server"), result->answer, {}, false});
    if (result->tokenExpiresAt.isValid())
        m_facts->addRow({tr("Token ends"), timetext::exact(result->tokenExpiresAt), {}, false});
    m_seen->hide();
    m_card->show();
}

void TestTab::finishLooking(const Result<AccountSight> &result)
{
    end();
    if (!result)
        return m_banner->showMessage(Tone::Neutral, tr("The test was stopped."));
    const auto ms = result->duration.count();
    if (result->refusal)
        m_tag->set(tr("refused · %1 ms").arg(ms), Tone::Bad);
    else
        m_tag->set(tr("ok · %1 ms").arg(ms), Tone::Ok);
    m_facts->clear();
    m_facts->addRow({tr("Credential"), result->credential, {}, false});
    // A refusal stands above, in the banner that is spoken.
    if (!result->refusal)
        m_facts->addRow({tr("Server"), result->answer, {}, false});
    if (result->tokenExpiresAt.isValid())
        m_facts->addRow({tr("Token ends"), timetext::exact(result->tokenExpiresAt), {}, false});
    m_seen->setVisible(!result->refusal);
    m_seen->setResources(result->seen);
    m_card->setVisible(!result->credential.isEmpty()); // else nothing was asked
    if (result->refusal)
        showRefusal(*result);
}

void TestTab::showRefusal(const AccountSight &sight)
{
    m_banner->showMessage(Tone::Bad, sight.refusal->message, sight.refusal->hint);
    m_remedy = sight.remedy;
    m_part->setText(remedyText(sight.remedy));
    m_part->setAccessibleName(m_part->text());
    m_part->setVisible(sight.remedy != AccountPart::None);
}

} // namespace keywright
