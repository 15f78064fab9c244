#include "ui/lookup/repeat_controller.h"

#include "core/base/deliver.h"
#include "ui/lookup/lookup_form.h"
#include "ui/lookup/reader_access.h"
#include "ui/lookup/repeat_card.h"
#include "ui/lookup/repeat_form.h"
#include "ui/lookup/repeat_text.h"

namespace keywright {

namespace {

/// To paint every one of thousands of answers a second would spoil what is measured.
constexpr std::chrono::milliseconds refreshInterval{100};

} // namespace

RepeatController::RepeatController(
    LookupForm &form, QSettings &settings, TaskList &tasks, std::shared_ptr<const Clock> clock,
    QObject *parent)
    : QObject(parent)
    , m_form(form)
    , m_tasks(tasks)
    , m_clock(std::move(clock))
    , m_card(new RepeatCard(settings))
{
    m_refresh.setInterval(refreshInterval);
    connect(&m_refresh, &QTimer::timeout, this, &RepeatController::showProgress);
    connect(m_card, &RepeatCard::startRequested, this, &RepeatController::start);
    connect(m_card, &RepeatCard::cancelRequested, this, &RepeatController::cancel);
}

RepeatController::~RepeatController() = default;

void RepeatController::ask()
{
    if (!m_running)
        m_card->showForm();
}

void RepeatController::start()
{
    const std::shared_ptr<Session> session = m_form.session();
    if (m_running || !session)
        return;
    const std::optional<LookupRequest> request = m_form.request();
    if (!request)
        return;
    m_plan = m_card->form()->plan();
    m_plan.request = *request;
    m_lookup.connectionId = session->connection().id;
    m_lookup.accountId = m_form.credential().accountId;
    m_lookup.request = *request;
    if (const std::optional<Error> problem = planProblem(m_plan)) {
        if (!m_card->form()->showProblem(*problem))
            Q_EMIT refused(*problem, m_lookup);
        return;
    }
    m_card->form()->remember();
    m_running = true;
    m_progress = {};
    m_card->showRunning(m_plan);
    m_task =
        m_tasks.begin(tr("Repeating %1").arg(m_plan.request.featureService), [this] { cancel(); });
    deliver(
        openReader(session, m_lookup.accountId), this,
        [this, start = ++m_start](Result<std::shared_ptr<FeatureReader>> reader) {
            if (start != m_start)
                return;
            if (reader)
                return measure(*std::move(reader));
            stop();
            m_card->showForm();
            Q_EMIT refused(reader.error(), m_lookup);
        });
}

void RepeatController::measure(std::shared_ptr<FeatureReader> reader)
{
    m_lookups = std::make_unique<RepeatedLookup>(std::move(reader), m_plan, m_clock);
    connect(
        m_lookups.get(), &RepeatedLookup::progressed, this,
        [this](const RepeatProgress &progress) { m_progress = progress; });
    connect(m_lookups.get(), &RepeatedLookup::finished, this, &RepeatController::finish);
    m_refresh.start();
    m_lookups->start();
}

void RepeatController::cancel()
{
    if (m_lookups) {
        m_lookups->cancel();
    } else if (m_running) {
        ++m_start;
        stop();
        m_card->showForm();
    }
}

void RepeatController::showProgress()
{
    m_card->showProgress(m_plan, m_progress);
    m_task.setProgress(repeatShare(m_plan, m_progress));
}

void RepeatController::finish(const RepeatReport &report)
{
    // It is the one that calls.
    m_lookups.release()->deleteLater();
    stop();
    m_card->showReport(m_plan, report);
    if (report.stopped && report.stopped->kind != ErrorKind::Cancelled)
        Q_EMIT refused(*report.stopped, m_lookup);
}

void RepeatController::stop()
{
    m_running = false;
    m_refresh.stop();
    m_task.end();
}

} // namespace keywright
