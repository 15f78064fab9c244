#include "ui/lookup/batch_view.h"

#include "ui/dialogs/confirm_dialog.h"
#include "ui/lookup/batch_input_card.h"
#include "ui/lookup/batch_output_card.h"
#include "ui/lookup/batch_progress_view.h"
#include "ui/lookup/batch_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace keywright {

namespace {

/// The one local file that is dragged, or nothing.
QString draggedFile(const QDropEvent &event)
{
    const QList<QUrl> urls = event.mimeData()->urls();
    return urls.size() == 1 ? urls.constFirst().toLocalFile() : QString();
}

QString targetText(const BatchTarget &target)
{
    if (!target.session)
        return {};
    const LookupCredential &credential = target.credential;
    QString who = credential.name.isEmpty() ? credential.accountId : credential.name;
    if (who.isEmpty())
        who = BatchView::tr("the connection's own credential");
    return BatchView::tr("%1 in %2, as %3")
        .arg(target.fixed.featureService, target.fixed.workspace, who);
}

} // namespace

BatchView::BatchView(
    const LookupForm &form, TaskList &tasks, std::shared_ptr<const Clock> clock,
    OpenPathChooser &openChooser, SavePathChooser &saveChooser, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    , m_tasks(tasks)
    , m_runner(new BatchRunner(std::move(clock), this))
    , m_input(new BatchInputCard(openChooser))
    , m_output(new BatchOutputCard(saveChooser))
    , m_target(makeLabel({}, TextStyle::Note))
    , m_run(makeButton(tr("Run batch"), ButtonVariant::Primary))
    , m_progress(new BatchProgressView)
    , m_stack(new QStackedWidget)
{
    setAcceptDrops(true);
    m_setup = buildSetup();
    m_stack->addWidget(m_setup);
    m_stack->addWidget(m_progress);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceMd);
    layout->addWidget(buildHeader());
    layout->addWidget(m_stack, 1);
    wireSetup();
    wireRunner();
    showTarget();
}

QWidget *BatchView::buildHeader()
{
    auto *close = makeIconButton(QStringLiteral("close"), tr("Close batch"));
    auto *header = new QWidget;
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeLabel(tr("Batch from CSV"), TextStyle::Section));
    layout->addStretch(1);
    layout->addWidget(close);
    connect(close, &QToolButton::clicked, this, &BatchView::closeRequested);
    return header;
}

QWidget *BatchView::buildSetup()
{
    m_target->setWordWrap(true);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(metrics::SpaceSm);
    foot->addWidget(m_target, 1);
    foot->addWidget(m_run);
    auto *content = new QWidget;
    content->setProperty("look", QStringLiteral("clear"));
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceMd);
    layout->addWidget(m_input);
    layout->addWidget(m_output);
    layout->addLayout(foot);
    layout->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    return scroll;
}

void BatchView::wireSetup()
{
    connect(&m_form, &LookupForm::targetChanged, this, &BatchView::showTarget);
    connect(m_input, &BatchInputCard::fileChanged, this, [this] {
        if (m_input->file())
            m_output->suggestFor(m_input->file()->path());
        showPlace();
    });
    connect(m_input, &BatchInputCard::changed, this, &BatchView::showPlace);
    connect(m_output, &BatchOutputCard::pathChanged, this, &BatchView::showPlace);
    connect(m_run, &QPushButton::clicked, this, &BatchView::run);
}

void BatchView::wireRunner()
{
    connect(m_progress, &BatchProgressView::cancelRequested, m_runner, &BatchRunner::cancel);
    connect(m_progress, &BatchProgressView::continueRequested, this, &BatchView::goOn);
    connect(m_progress, &BatchProgressView::folderRequested, this, &BatchView::folderRequested);
    connect(m_progress, &BatchProgressView::anotherRequested, this, [this] {
        m_stack->setCurrentWidget(m_setup);
        showTarget();
        focusFirst();
    });
    connect(m_runner, &BatchRunner::progressed, this, &BatchView::showState);
    connect(m_runner, &BatchRunner::finished, this, [this](const BatchOutcome &outcome) {
        m_task.end();
        m_progress->showOutcome(outcome);
        refresh();
    });
    connect(m_runner, &BatchRunner::failed, this, [this](const Error &error) {
        m_task.end();
        m_progress->showProblem(error);
        refresh();
    });
}

void BatchView::focusFirst()
{
    if (m_stack->currentWidget() == m_setup)
        m_input->setFocus();
    else
        m_progress->focusFirst();
}

void BatchView::showTarget()
{
    const BatchTarget target = m_form.batchTarget();
    m_target->setText(target.schema ? targetText(target) : QString());
    m_output->setSingly(target.fixed.options.apiVersion == ApiVersion::V2);
    m_input->setTarget(target);
}

OutputPlace BatchView::place() const
{
    const BatchTarget target = m_form.batchTarget();
    if (!m_input->file() || !target.schema || m_output->path().isEmpty())
        return OutputPlace::Free;
    return BatchOutput::placeAt(m_output->path(), *m_input->file(), *target.schema);
}

void BatchView::showPlace()
{
    m_output->showPlace(place());
    refresh();
}

void BatchView::refresh()
{
    m_run->setEnabled(
        m_input->isReady() && !m_output->path().isEmpty() && !m_runner->isRunning() &&
        place() != OutputPlace::Input);
}

void BatchView::run()
{
    // The files may have changed since they were looked at.
    showPlace();
    if (!m_run->isEnabled())
        return;
    switch (place()) {
    case OutputPlace::Begun:
        return askAboutBegun();
    case OutputPlace::Foreign:
        return askAboutForeign();
    default:
        return start(ExistingOutput::Continue);
    }
}

void BatchView::askAboutBegun()
{
    auto *dialog = new DialogFrame(tr("Continue the earlier run?"), this);
    auto *text = makeLabel(
        tr("%1 has results of this batch already. Continue keeps them and looks up the rows that "
           "are missing. Replace looks up all rows again.")
            .arg(QDir::toNativeSeparators(m_output->path())));
    text->setWordWrap(true);
    dialog->body()->addWidget(text);
    QPushButton *cancel = dialog->addButton(tr("Cancel"));
    QPushButton *replace = dialog->addButton(tr("Replace"), ButtonVariant::Destructive);
    QPushButton *resume = dialog->addButton(tr("Continue"), ButtonVariant::Primary);
    connect(cancel, &QPushButton::clicked, dialog, &DialogFrame::reject);
    connect(replace, &QPushButton::clicked, this, [this, dialog] {
        dialog->accept();
        start(ExistingOutput::Replace);
    });
    connect(resume, &QPushButton::clicked, this, [this, dialog] {
        dialog->accept();
        start(ExistingOutput::Continue);
    });
    dialog->open(resume);
}

void BatchView::askAboutForeign()
{
    const ConfirmRequest request{
        tr("Replace the file?"),
        tr("%1 exists and was not written by this batch.")
            .arg(QDir::toNativeSeparators(m_output->path())),
        {},
        tr("Replace"),
        true,
        {}};
    confirm(request, this, this, [this] { start(ExistingOutput::Replace); });
}

void BatchView::start(ExistingOutput existing)
{
    const BatchTarget target = m_form.batchTarget();
    if (!target.session || !target.schema || m_runner->isRunning())
        return;
    m_plan = {};
    m_plan.session = target.session;
    m_plan.accountId = target.credential.accountId;
    m_plan.schema = *target.schema;
    m_plan.fixed = target.fixed;
    m_plan.columns = m_input->columns();
    m_plan.inputPath = m_input->file()->path();
    m_plan.outputPath = m_output->path();
    m_plan.existing = existing;
    m_plan.options = m_output->options();
    m_plan.rows = m_input->rows();
    m_target->setText(targetText(target));
    startPlan();
}

void BatchView::startPlan()
{
    m_progress->begin(m_plan, m_target->text());
    m_stack->setCurrentWidget(m_progress);
    m_task = m_tasks.begin(
        tr("Batch of %1").arg(QFileInfo(m_plan.inputPath).fileName()),
        [runner = m_runner] { runner->cancel(); });
    m_progress->focusFirst();
    m_runner->run(m_plan);
    refresh();
}

/// With the credential that is chosen now, as the one before may be what was refused.
void BatchView::goOn()
{
    const BatchTarget target = m_form.batchTarget();
    if (target.session == m_plan.session)
        m_plan.accountId = target.credential.accountId;
    m_plan.existing = ExistingOutput::Continue;
    startPlan();
}

void BatchView::showState(const BatchState &state)
{
    m_progress->showState(state);
    const auto rows = static_cast<double>(std::max<qint64>(1, state.rows));
    m_task.setProgress(static_cast<double>(state.doneRows()) / rows);
}

void BatchView::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_stack->currentWidget() != m_setup || draggedFile(*event).isEmpty())
        return;
    event->acceptProposedAction();
    markDrop(true);
}

void BatchView::dragLeaveEvent(QDragLeaveEvent *)
{
    markDrop(false);
}

void BatchView::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    markDrop(false);
    m_input->setPath(draggedFile(*event));
}

void BatchView::markDrop(bool dropping)
{
    m_dropping = dropping;
    update();
}

void BatchView::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    if (!m_dropping)
        return;
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.accent, 2));
    painter.setBrush(theme.accentSoft);
    painter.drawRoundedRect(
        QRectF(rect()).adjusted(1, 1, -1, -1), metrics::RadiusCard, metrics::RadiusCard);
}

} // namespace keywright
