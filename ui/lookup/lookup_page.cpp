#include "ui/lookup/lookup_page.h"

#include "ui/lookup/answer_panel.h"
#include "ui/lookup/feature_tree.h"
#include "ui/lookup/history_view.h"
#include "ui/lookup/lookup_form.h"
#include "ui/lookup/lookup_memory.h"
#include "ui/lookup/lookup_result_view.h"
#include "ui/lookup/saved_menu.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>

namespace keywright {

namespace {

constexpr int formWidth = 300;

} // namespace

LookupPage::LookupPage(
    const LookupServices &services, std::shared_ptr<const Clock> clock, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_clock(std::move(clock))
    , m_runner(new LookupRunner(m_clock, this))
    , m_form(new LookupForm(services.inventory, services.memory, *m_runner, m_clock))
    , m_answer(new AnswerPanel(services, *m_form, *m_runner, m_clock))
    , m_banner(m_answer->banner())
    , m_history(new HistoryView(services.memory, services.inventory, m_clock))
    , m_savedLookups(new SavedMenu(services.memory, this))
    , m_saved(makeMenuButton(tr("Saved"), m_savedLookups, this))
{
    m_form->setFixedWidth(formWidth);
    m_form->setAutoFillBackground(true);
    m_form->setBackgroundRole(QPalette::Base);
    auto *line = new QFrame;
    line->setProperty("look", QStringLiteral("line"));
    line->setFixedWidth(1);
    m_answer->result()->addPage(m_history, tr("History"));
    m_answer->showNothing(
        tr("No lookup yet"),
        tr("Choose a workspace and a feature service, fill in its keys, and run it."));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_form);
    layout->addWidget(line);
    layout->addWidget(m_answer, 1);

    wireRunner();
    wireMemory();
    connect(m_answer, &AnswerPanel::rolesRequested, this, &LookupPage::rolesRequested);
    connect(&services.inventory, &Inventory::sessionAdded, this, &LookupPage::chooseSession);
    connect(&services.inventory, &Inventory::sessionRemoved, this, &LookupPage::chooseSession);
    chooseSession();
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
    connect(&m_services.memory, &LookupMemory::failed, this, [this](const Error &error) {
        m_banner->setDismissible(true);
        m_banner->showMessage(Tone::Bad, error.message, error.hint);
    });
    connect(m_history, &HistoryView::fillRequested, this, &LookupPage::fillIn);
    connect(m_history, &HistoryView::runRequested, this, &LookupPage::runAgain);
    connect(m_savedLookups, &SavedMenu::saveRequested, this, &LookupPage::save);
    connect(m_savedLookups, &SavedMenu::fillRequested, this, &LookupPage::fillIn);
    connect(m_savedLookups, &SavedMenu::runRequested, this, &LookupPage::runAgain);
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
    return m_form->focusStops() << m_answer->result()->tree() << m_history;
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
    const QStringList candidates = m_connectionId.isEmpty() ? m_services.inventory.connectionIds()
                                                            : QStringList{m_connectionId};
    std::shared_ptr<Session> chosen;
    for (const QString &id : candidates) {
        const std::shared_ptr<Session> session = m_services.inventory.session(id);
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
    if (const std::optional<Error> damage = m_services.memory.takeDamage())
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
    m_lookup.request = request;
    m_lookup.connectionId = session->connection().id;
    m_lookup.accountId = credential.accountId;
    m_answer->showLoading();
    m_form->setRunning(true);
    m_task = m_services.tasks.begin(
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
            m_services.inventory.find(m_form->session()->connection().id, lookup.accountId);
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
    m_services.memory.remember(
        m_lookup.connectionId, m_lookup.accountId, m_lookup.request, outcome);
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
        m_answer->showNothing(
            tr("Cancelled"), tr("Nothing was read. Run the lookup again when you are ready."));
        return;
    }
    m_answer->showNothing(
        error.httpStatus > 0 ? tr("Refused (%1)").arg(error.httpStatus) : tr("No answer"),
        tr("No features were returned. What you entered is still there."));
    LookupOutcome outcome;
    outcome.word = errorKindName(error.kind);
    remember(outcome);
    m_answer->explain(error, m_lookup);
}

void LookupPage::showResult(const LookupResult &result)
{
    m_task.end();
    m_form->setRunning(false);
    m_form->refreshCredentials();
    m_banner->setDismissible(true);
    m_banner->dismiss();
    m_answer->showResult(result, m_lookup.request.featureService);
    LookupOutcome outcome;
    outcome.features = static_cast<int>(result.features.size());
    outcome.time = result.timing.total();
    remember(outcome);
}

} // namespace keywright
