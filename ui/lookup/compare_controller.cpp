#include "ui/lookup/compare_controller.h"

#include "core/base/deliver.h"
#include "core/lookup/lookup_comparison.h"
#include "core/lookup/saved_result.h"
#include "ui/lookup/compare_form.h"
#include "ui/lookup/compare_view.h"
#include "ui/lookup/lookup_form.h"
#include "ui/lookup/reader_access.h"

#include <QFileInfo>

namespace keywright {

namespace {

Async<LookupResult> readSide(std::shared_ptr<Session> session, CompareSide side, CancelToken cancel)
{
    if (side.known)
        co_return Result<LookupResult>(*std::move(side.known));
    auto reader = co_await openReader(std::move(session), side.accountId);
    if (!reader)
        co_return Result<LookupResult>(failure(std::move(reader).error()));
    auto result = co_await (*reader)->lookup(side.request, cancel);
    co_return result;
}

} // namespace

CompareController::CompareController(
    LookupForm &form, Inventory &inventory, const LookupRunner &runner, TaskList &tasks,
    std::shared_ptr<const Clock> clock, OpenPathChooser &files, QObject *parent)
    : QObject(parent)
    , m_form(form)
    , m_tasks(tasks)
    , m_clock(std::move(clock))
    , m_choice(new CompareForm(inventory, runner, m_clock, files))
    , m_view(new CompareView(m_choice))
{
    connect(m_choice, &CompareForm::startRequested, this, &CompareController::start);
    connect(m_choice, &CompareForm::cancelRequested, this, [this] { m_cancel.cancel(); });
    connect(m_choice, &CompareForm::shown, this, [this] {
        m_choice->offer(m_form.session(), m_form.workspaces());
    });
}

CompareController::~CompareController()
{
    m_cancel.cancel();
}

void CompareController::ask()
{
    m_choice->focusFirst();
}

void CompareController::setShown(const LookupResult &result)
{
    m_shown = result;
    m_choice->setResultShown(true);
}

void CompareController::start()
{
    m_session = m_form.session();
    if (m_running || !m_session)
        return;
    const std::optional<LookupRequest> request = m_form.request();
    if (!request)
        return;
    CompareSide left;
    left.title = tr("This lookup");
    left.accountId = m_form.credential().accountId;
    left.request = *request;
    CompareSide right = left;
    if (!choose(right))
        return;
    if (const std::optional<Error> problem = requestProblem(*request))
        return fail(*problem, left);
    m_running = true;
    m_cancel = CancelSource();
    m_leftTitle = left.title;
    m_rightTitle = right.title;
    m_choice->setRunning(true);
    m_view->showComparing();
    m_task = m_tasks.begin(
        tr("Comparing %1").arg(request->featureService), [this] { m_cancel.cancel(); });
    readLeft(left, right);
}

/// Makes the other side out of this one. False when what was chosen is not complete.
bool CompareController::choose(CompareSide &other)
{
    const std::optional<CompareWish> wish = m_choice->wish();
    if (!wish)
        return false;
    other.title = wish->name;
    switch (wish->with) {
    case CompareWith::Credential:
        other.accountId = wish->accountId;
        break;
    case CompareWith::Workspace:
        other.request.workspace = wish->name;
        break;
    case CompareWith::Shown:
        other.title = tr("Result shown before");
        other.known = m_shown;
        break;
    case CompareWith::File: {
        other.title = QFileInfo(wish->path).fileName();
        Result<LookupResult> saved = resultFromFile(wish->path);
        if (!saved) {
            fail(saved.error(), other);
            return false;
        }
        other.known = *std::move(saved);
    }
    }
    return true;
}

void CompareController::readLeft(const CompareSide &left, const CompareSide &right)
{
    deliver(
        readSide(m_session, left, m_cancel.token()), this,
        [this, left, right](const Result<LookupResult> &result) {
            if (result)
                readRight(*result, right);
            else
                fail(result.error(), left);
        });
}

void CompareController::readRight(const LookupResult &left, const CompareSide &right)
{
    deliver(
        readSide(m_session, right, m_cancel.token()), this,
        [this, left, right](const Result<LookupResult> &result) {
            if (result)
                show(left, *result);
            else
                fail(result.error(), right);
        });
}

void CompareController::show(const LookupResult &left, const LookupResult &right)
{
    stop();
    m_view->showComparison(compareLookups(left, right), m_leftTitle, m_rightTitle);
}

void CompareController::fail(const Error &error, const CompareSide &side)
{
    stop();
    if (error.kind == ErrorKind::Cancelled) {
        m_view->showNothing(tr("Cancelled"), tr("Nothing was compared."));
        return;
    }
    m_view->showNothing(
        error.httpStatus > 0 ? tr("%1: refused (%2)").arg(side.title).arg(error.httpStatus)
                             : tr("%1: no answer").arg(side.title),
        tr("There is nothing to compare without both answers."));
    SentLookup lookup;
    lookup.connectionId = m_session->connection().id;
    lookup.accountId = side.accountId;
    lookup.request = side.request;
    Q_EMIT refused(error, lookup);
}

void CompareController::stop()
{
    m_running = false;
    m_task.end();
    m_choice->setRunning(false);
}

} // namespace keywright
