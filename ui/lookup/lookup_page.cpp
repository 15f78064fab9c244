#include "ui/lookup/lookup_page.h"

#include "core/base/deliver.h"
#include "core/workbench/missing_service.h"
#include "ui/lookup/batch_view.h"
#include "ui/lookup/feature_tree.h"
#include "ui/lookup/history_view.h"
#include "ui/lookup/lookup_form.h"
#include "ui/lookup/lookup_memory.h"
#include "ui/lookup/lookup_text.h"
#include "ui/lookup/saved_menu.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QUrl>

namespace keywright {

namespace {

constexpr int formWidth = 300;

} // namespace

LookupPage::LookupPage(
    Inventory &inventory, LookupMemory &memory, TaskList &tasks, std::shared_ptr<const Clock> clock,
    OpenPathChooser &openChooser, SavePathChooser &saveChooser, QWidget *parent)
    : Page(parent)
    , m_inventory(inventory)
    , m_memory(memory)
    , m_tasks(tasks)
    , m_clock(std::move(clock))
    , m_runner(new LookupRunner(m_clock, this))
    , m_form(new LookupForm(inventory, memory, *m_runner, m_clock))
    , m_banner(new Banner)
    , m_answers(new QStackedWidget)
    , m_result(new LookupResultView(saveChooser))
    , m_batch(new BatchView(*m_form, tasks, m_clock, openChooser, saveChooser))
    , m_history(new HistoryView(memory, inventory, m_clock))
    , m_savedLookups(new SavedMenu(memory, this))
    , m_saved(makeMenuButton(tr("Saved"), m_savedLookups, this))
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
    layout->addWidget(buildAnswer(), 1);

    wireRunner();
    wireMemory();
    wireBatch();
    connect(&m_inventory, &Inventory::sessionAdded, this, &LookupPage::chooseSession);
    connect(&m_inventory, &Inventory::sessionRemoved, this, &LookupPage::chooseSession);
    chooseSession();
}

QWidget *LookupPage::buildAnswer()
{
    m_result->addPage(m_history, tr("History"));
    m_result->showNothing(
        tr("No lookup yet"),
        tr("Choose a workspace and a feature service, fill in its keys, and run it."));

    auto *answer = new QWidget;
    auto *layout = new QVBoxLayout(answer);
    layout->setContentsMargins(
        metrics::SpaceLg, metrics::SpaceLg, metrics::SpaceLg, metrics::SpaceLg);
    layout->setSpacing(metrics::SpaceMd);
    layout->addWidget(m_banner);
    layout->addWidget(m_answers, 1);
    m_answers->addWidget(m_result);
    m_answers->addWidget(m_batch);
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

void LookupPage::wireMemory()
{
    connect(&m_memory, &LookupMemory::failed, this, [this](const Error &error) {
        m_banner->setDismissible(true);
        m_banner->showMessage(Tone::Bad, error.message, error.hint);
    });
    connect(m_history, &HistoryView::fillRequested, this, &LookupPage::fillIn);
    connect(m_history, &HistoryView::runRequested, this, &LookupPage::runAgain);
    connect(m_savedLookups, &SavedMenu::saveRequested, this, &LookupPage::save);
    connect(m_savedLookups, &SavedMenu::fillRequested, this, &LookupPage::fillIn);
    connect(m_savedLookups, &SavedMenu::runRequested, this, &LookupPage::runAgain);
}

void LookupPage::wireBatch()
{
    connect(m_form, &LookupForm::batchRequested, this, [this] {
        m_answers->setCurrentWidget(m_batch);
        m_batch->focusFirst();
    });
    connect(m_batch, &BatchView::closeRequested, this, [this] {
        m_answers->setCurrentWidget(m_result);
    });
    connect(m_batch, &BatchView::folderRequested, this, [](const QString &path) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(path));
    });
}

QString LookupPage::title() const
{
    return tr("Lookup");
}

QList<QWidget *> LookupPage::headerActions()
{
    return {m_saved};
}

void LookupPage::focusSearch()
{
    m_form->focusStops().constFirst()->setFocus();
}

QList<QWidget *> LookupPage::focusStops()
{
    return m_form->focusStops() << m_result->tree() << m_history;
}

void LookupPage::shown()
{
    m_form->refreshCredentials();
    tellOfDamage();
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
    const QString id = chosen ? chosen->connection().id : QString();
    m_saved->setEnabled(chosen != nullptr);
    m_savedLookups->setConnection(id);
    m_history->setConnection(id);
    tellOfDamage();
}

void LookupPage::tellOfDamage()
{
    if (const std::optional<Error> damage = m_memory.takeDamage())
        m_banner->showMessage(Tone::Warn, damage->message, damage->hint);
}

void LookupPage::run()
{
    if (m_runner->isRunning() || !m_form->session())
        return;
    const std::optional<LookupRequest> request = m_form->request();
    if (!request)
        return;
    if (const std::optional<Error> problem = requestProblem(*request)) {
        m_banner->showMessage(Tone::Bad, problem->message, problem->hint);
        return;
    }
    start(*request);
}

void LookupPage::start(const LookupRequest &request)
{
    const LookupCredential credential = m_form->credential();
    const std::shared_ptr<Session> session = m_form->session();
    m_request = request;
    m_lookupConnectionId = session->connection().id;
    m_lookupAccountId = credential.accountId;
    m_cancelExplanation.cancel();
    m_banner->dismiss();
    m_answers->setCurrentWidget(m_result);
    m_result->showLoading();
    m_form->setRunning(true);
    m_task = m_tasks.begin(
        tr("Looking up %1").arg(request.featureService), [runner = m_runner] { runner->cancel(); });
    m_runner->run(session, credential, request);
}

void LookupPage::save()
{
    if (const std::optional<LookupRequest> request = m_form->request())
        m_savedLookups->save(m_form->credential().accountId, *request);
}

/// Whether nothing is missing to run it.
bool LookupPage::fillIn(const RememberedLookup &lookup)
{
    m_form->setRequest(lookup.request, lookup.hasValues);
    const bool held = m_form->chooseCredential(lookup.accountId);
    // What is under way needs the banner for itself.
    if (!m_runner->isRunning())
        tellWhatIsMissing(lookup, held);
    return held && lookup.hasValues;
}

void LookupPage::tellWhatIsMissing(const RememberedLookup &lookup, bool credentialHeld)
{
    m_banner->dismiss();
    if (!credentialHeld) {
        const ServiceAccount *account =
            m_inventory.find(m_form->session()->connection().id, lookup.accountId);
        m_banner->showMessage(
            Tone::Warn,
            tr("The keychain does not hold the secret of %1 any more.")
                .arg(account ? account->name : lookup.accountId),
            tr("Choose another credential."));
    } else if (!lookup.hasValues) {
        m_banner->showMessage(
            Tone::Neutral, tr("The values of this lookup were not kept."),
            tr("Fill them in, then run it."));
    }
}

void LookupPage::runAgain(const RememberedLookup &lookup)
{
    if (fillIn(lookup) && !m_runner->isRunning())
        start(lookup.request);
}

void LookupPage::remember(const LookupOutcome &outcome)
{
    m_memory.remember(m_lookupConnectionId, m_lookupAccountId, m_request, outcome);
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
        m_result->showNothing(
            tr("Cancelled"), tr("Nothing was read. Run the lookup again when you are ready."));
        return;
    }
    m_result->showNothing(
        error.httpStatus > 0 ? tr("Refused (%1)").arg(error.httpStatus) : tr("No answer"),
        tr("No features were returned. What you entered is still there."));
    LookupOutcome outcome;
    outcome.word = errorKindName(error.kind);
    remember(outcome);
    explainRefusal(error);
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
        explainMissingPlace(error);
}

/// A name that was mistyped is told when it is known which one was meant.
void LookupPage::explainMissingPlace(const Error &error)
{
    m_banner->showMessage(Tone::Bad, error.message, error.hint);
    const std::shared_ptr<Session> session = m_inventory.session(m_lookupConnectionId);
    if (!session)
        return;
    MissingService missing;
    missing.workspace = m_request.workspace;
    missing.featureService = m_request.featureService;
    missing.error = error;
    missing.knownServices = m_memory.services(m_lookupConnectionId, m_request.workspace);
    m_cancelExplanation = CancelSource();
    deliver(
        explainMissing(session->provider(), missing, m_cancelExplanation.token()), this,
        [this, error, cancel = m_cancelExplanation.token()](const Result<Error> &explained) {
            if (!cancel.isCancelled() && explained && *explained != error)
                m_banner->showMessage(Tone::Bad, explained->message, explained->hint);
        });
}

void LookupPage::showResult(const LookupResult &result)
{
    m_task.end();
    m_form->setRunning(false);
    m_form->refreshCredentials();
    m_banner->setDismissible(true);
    m_banner->dismiss();
    m_result->showResult(result, m_request.featureService, m_clock->now());
    LookupOutcome outcome;
    outcome.features = static_cast<int>(result.features.size());
    outcome.time = result.timing.total();
    remember(outcome);
}

} // namespace keywright
