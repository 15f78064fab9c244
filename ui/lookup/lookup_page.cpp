#include "ui/lookup/lookup_page.h"

#include "ui/lookup/feature_tree.h"
#include "ui/lookup/lookup_form.h"
#include "ui/lookup/lookup_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/loading_state.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedWidget>

namespace keywright {

namespace {

constexpr int formWidth = 300;

} // namespace

LookupPage::LookupPage(
    Inventory &inventory, QSettings &settings, TaskList &tasks, std::shared_ptr<const Clock> clock,
    SavePathChooser &saveChooser, QWidget *parent)
    : Page(parent)
    , m_inventory(inventory)
    , m_tasks(tasks)
    , m_clock(std::move(clock))
    , m_runner(new LookupRunner(m_clock, this))
    , m_form(new LookupForm(inventory, settings, *m_runner, m_clock))
    , m_banner(new Banner)
{
    m_form->setFixedWidth(formWidth);
    m_form->setAutoFillBackground(true);
    m_form->setBackgroundRole(QPalette::Base);
    auto *line = new QFrame;
    line->setProperty("look", QStringLiteral("line"));
    line->setFixedWidth(1);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_form);
    layout->addWidget(line);
    layout->addWidget(buildAnswer(saveChooser), 1);

    wireRunner();
    connect(&m_inventory, &Inventory::sessionAdded, this, &LookupPage::chooseSession);
    connect(&m_inventory, &Inventory::sessionRemoved, this, &LookupPage::chooseSession);
    chooseSession();
}

QWidget *LookupPage::buildAnswer(SavePathChooser &saveChooser)
{
    m_empty = new EmptyState(
        QStringLiteral("lookup"), tr("No lookup yet"),
        tr("Choose a workspace and a feature service, fill in its keys, and run it."));
    m_loading = new LoadingState(tr("Looking up"));
    m_result = new LookupResultView(saveChooser);
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_loading);
    m_stack->addWidget(m_result);

    auto *answer = new QWidget;
    auto *layout = new QVBoxLayout(answer);
    layout->setContentsMargins(
        metrics::SpaceLg, metrics::SpaceLg, metrics::SpaceLg, metrics::SpaceLg);
    layout->setSpacing(metrics::SpaceMd);
    layout->addWidget(m_banner);
    layout->addWidget(m_stack, 1);
    connect(
        m_result, &LookupResultView::notice, this,
        [this](Tone tone, const QString &text, const QString &hint) {
            m_banner->showMessage(tone, text, hint);
        });
    return answer;
}

void LookupPage::wireRunner()
{
    for (int key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, &LookupPage::run);
    }
    connect(m_form, &LookupForm::runRequested, this, &LookupPage::run);
    connect(m_form, &LookupForm::cancelRequested, m_runner, &LookupRunner::cancel);
    connect(m_runner, &LookupRunner::pending, this, &LookupPage::showPending);
    connect(m_runner, &LookupRunner::finished, this, &LookupPage::showResult);
    connect(m_runner, &LookupRunner::failed, this, &LookupPage::showRefusal);
}

QString LookupPage::title() const
{
    return tr("Lookup");
}

void LookupPage::focusSearch()
{
    m_form->focusStops().constFirst()->setFocus();
}

QList<QWidget *> LookupPage::focusStops()
{
    return m_form->focusStops() << m_result->tree();
}

void LookupPage::shown()
{
    m_form->refreshCredentials();
}

void LookupPage::setConnection(const QString &connectionId)
{
    m_connectionId = connectionId;
    chooseSession();
}

bool LookupPage::prepare(const QString &connectionId, const QString &accountId)
{
    setConnection(connectionId);
    return m_form->session() && m_form->chooseCredential(accountId);
}

void LookupPage::chooseSession()
{
    const QStringList candidates =
        m_connectionId.isEmpty() ? m_inventory.connectionIds() : QStringList{m_connectionId};
    std::shared_ptr<Session> chosen;
    for (const QString &id : candidates) {
        const std::shared_ptr<Session> session = m_inventory.session(id);
        if (!chosen && session && session->provider()->capabilities().lookups)
            chosen = session;
    }
    m_form->setSession(chosen);
}

void LookupPage::run()
{
    const std::shared_ptr<Session> session = m_form->session();
    if (m_runner->isRunning() || !session)
        return;
    std::optional<LookupRequest> request = m_form->request();
    if (!request)
        return;
    if (const std::optional<Error> problem = requestProblem(*request)) {
        m_banner->showMessage(Tone::Bad, problem->message, problem->hint);
        return;
    }
    const LookupCredential credential = m_form->credential();
    m_serviceName = request->featureService;
    m_lookupConnectionId = session->connection().id;
    m_lookupAccountId = credential.accountId;
    m_banner->dismiss();
    m_stack->setCurrentWidget(m_loading);
    m_form->setRunning(true);
    m_task = m_tasks.begin(
        tr("Looking up %1").arg(m_serviceName), [runner = m_runner] { runner->cancel(); });
    m_runner->run(session, credential, *std::move(request));
}

void LookupPage::showPending(const PendingRefusal &refusal)
{
    const auto left = std::chrono::ceil<std::chrono::seconds>(refusal.timeLeft).count();
    m_banner->setDismissible(false);
    m_banner->showMessage(
        Tone::Warn, tr("Pending: new credentials can take up to a minute."),
        tr("The server refused it for now. It is tried again for up to %1 s.").arg(left),
        tr("Stop waiting"));
    connect(
        m_banner, &Banner::actionTriggered, m_runner, &LookupRunner::cancel, Qt::UniqueConnection);
}

void LookupPage::showRefusal(const Error &error)
{
    m_task.end();
    m_form->setRunning(false);
    m_form->refreshCredentials();
    m_banner->setDismissible(true);
    if (error.kind == ErrorKind::Cancelled) {
        m_banner->showMessage(Tone::Neutral, error.message, error.hint);
        m_empty->setTitle(tr("Cancelled"));
        m_empty->setSentence(tr("Nothing was read. Run the lookup again when you are ready."));
    } else {
        explainRefusal(error);
        m_empty->setTitle(
            error.httpStatus > 0 ? tr("Refused (%1)").arg(error.httpStatus) : tr("No answer"));
        m_empty->setSentence(tr("No features were returned. What you entered is still there."));
    }
    m_stack->setCurrentWidget(m_empty);
}

void LookupPage::explainRefusal(const Error &error)
{
    const bool refused =
        error.kind == ErrorKind::NotAuthenticated || error.kind == ErrorKind::NotPermitted;
    const ServiceAccount *account = m_inventory.find(m_lookupConnectionId, m_lookupAccountId);
    // A server need not say that the account is switched off, and what it advises may mislead.
    if (refused && account && account->status == AccountStatus::Deactivated)
        m_banner->showMessage(
            Tone::Bad, tr("%1 is deactivated. %2").arg(account->name, error.message),
            tr("Reactivate it under Accounts, then run the lookup again."));
    else
        m_banner->showMessage(Tone::Bad, error.message, error.hint);
}

void LookupPage::showResult(const LookupResult &result)
{
    m_task.end();
    m_form->setRunning(false);
    m_form->rememberService();
    m_form->refreshCredentials();
    m_banner->setDismissible(true);
    m_banner->dismiss();
    m_result->showResult(result, m_serviceName, m_clock->now());
    m_stack->setCurrentWidget(m_result);
}

} // namespace keywright
