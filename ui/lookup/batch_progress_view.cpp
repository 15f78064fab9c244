#include "ui/lookup/batch_progress_view.h"

#include "ui/lookup/batch_text.h"
#include "ui/theme/accessibility.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/tag.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace keywright {

namespace {

constexpr int progressSteps = 1000;

QLabel *wrapped(TextStyle style)
{
    QLabel *label = makeLabel({}, style);
    label->setWordWrap(true);
    return label;
}

} // namespace

BatchProgressView::BatchProgressView(QWidget *parent)
    : QWidget(parent)
    , m_files(wrapped(TextStyle::Section))
    , m_target(wrapped(TextStyle::Muted))
    , m_bar(new QProgressBar)
    , m_cancel(makeButton(tr("Cancel batch")))
    , m_end(new Card)
    , m_word(new Tag)
    , m_text(wrapped(TextStyle::Strong))
    , m_hint(wrapped(TextStyle::Muted))
    , m_failures(new KeyValueList)
    , m_continue(makeButton(tr("Continue"), ButtonVariant::Primary))
    , m_another(makeButton(tr("Another batch")))
    , m_open(makeButton(tr("Open folder")))
    , m_copy(makeButton(tr("Copy path")))
{
    m_bar->setTextVisible(false);
    m_bar->setRange(0, progressSteps);
    auto *card = new Card;
    card->body()->addWidget(m_files);
    card->body()->addWidget(m_target);
    card->body()->addWidget(m_bar);
    card->body()->addWidget(buildFigures());
    m_end->body()->addWidget(buildEnd());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceMd);
    layout->addWidget(card);
    layout->addWidget(m_end);
    layout->addStretch(1);
    connect(m_cancel, &QPushButton::clicked, this, &BatchProgressView::cancelRequested);
    connect(m_continue, &QPushButton::clicked, this, &BatchProgressView::continueRequested);
    connect(m_another, &QPushButton::clicked, this, &BatchProgressView::anotherRequested);
    connect(m_open, &QPushButton::clicked, this, [this] {
        Q_EMIT folderRequested(QFileInfo(m_outputPath).absolutePath());
    });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(QDir::toNativeSeparators(m_outputPath));
    });
}

QLabel *BatchProgressView::addFigure(QLayout *row, const QString &name)
{
    auto *figure = makeLabel({}, TextStyle::Section);
    auto *caption = makeLabel(name, TextStyle::Note);
    auto *column = new QWidget;
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(figure);
    layout->addWidget(caption);
    row->addWidget(column);
    return figure;
}

QWidget *BatchProgressView::buildFigures()
{
    auto *figures = new QWidget;
    auto *row = new QHBoxLayout(figures);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::SpaceXl + metrics::SpaceXl);
    m_rows = addFigure(row, tr("Rows done"));
    m_failed = addFigure(row, tr("Failed"));
    m_speed = addFigure(row, tr("Speed"));
    m_left = addFigure(row, tr("Time left"));
    row->addStretch(1);
    row->addWidget(m_cancel);
    return figures;
}

QWidget *BatchProgressView::buildEnd()
{
    auto *sentence = new QHBoxLayout;
    sentence->setSpacing(metrics::SpaceSm);
    sentence->addWidget(m_word, 0, Qt::AlignTop);
    sentence->addWidget(m_text, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::SpaceSm);
    buttons->addWidget(m_open);
    buttons->addWidget(m_copy);
    buttons->addStretch(1);
    buttons->addWidget(m_another);
    buttons->addWidget(m_continue);
    auto *end = new QWidget;
    auto *layout = new QVBoxLayout(end);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceMd);
    layout->addLayout(sentence);
    layout->addWidget(m_hint);
    layout->addWidget(m_failures);
    layout->addLayout(buttons);
    return end;
}

void BatchProgressView::begin(const BatchPlan &plan, const QString &target)
{
    m_outputPath = plan.outputPath;
    m_files->setText(QStringLiteral("%1 → %2").arg(
        QFileInfo(plan.inputPath).fileName(), QFileInfo(plan.outputPath).fileName()));
    m_files->setToolTip(QDir::toNativeSeparators(plan.outputPath));
    m_target->setText(target);
    m_bar->setAccessibleName(tr("Rows of %1").arg(QFileInfo(plan.inputPath).fileName()));
    m_cancel->show();
    m_end->hide();
    BatchState nothing;
    nothing.rows = plan.rows;
    showState(nothing);
}

void BatchProgressView::showState(const BatchState &state)
{
    const qint64 rows = std::max<qint64>(1, state.rows);
    m_bar->setValue(static_cast<int>(progressSteps * std::min(state.doneRows(), rows) / rows));
    const QLocale locale;
    m_rows->setText(
        tr("%1 of %2").arg(locale.toString(state.doneRows()), locale.toString(state.rows)));
    m_failed->setText(locale.toString(state.failedRows()));
    setTone(m_failed, state.failedRows() > 0 ? Tone::Bad : Tone::Neutral);
    m_speed->setText(speedText(state.progress));
    m_left->setText(timeLeftText(state));
}

void BatchProgressView::showOutcome(const BatchOutcome &outcome)
{
    showState(outcome.state);
    QList<KeyValue> failures;
    for (const BatchFailure &failure : outcome.failures)
        failures.append({errorKindName(failure.kind), failureText(failure), failure.example});
    m_failures->setRows(failures);
    m_failures->setVisible(!failures.isEmpty());
    m_continue->setVisible(outcome.stopped.has_value());
    const bool cancelled = outcome.stopped && outcome.stopped->kind == ErrorKind::Cancelled;
    const bool partly = outcome.state.failedRows() > 0;
    if (!outcome.stopped)
        showEnd(
            partly ? Tone::Warn : Tone::Ok, partly ? tr("done in part") : tr("done"),
            outcomeText(outcome), outcomeHint(outcome));
    else
        showEnd(
            cancelled ? Tone::Warn : Tone::Bad, tr("incomplete"), outcomeText(outcome),
            outcomeHint(outcome));
}

void BatchProgressView::showProblem(const Error &error)
{
    const bool cancelled = error.kind == ErrorKind::Cancelled;
    m_failures->hide();
    m_continue->hide();
    showEnd(
        cancelled ? Tone::Neutral : Tone::Bad, cancelled ? tr("cancelled") : tr("not started"),
        error.message, error.hint);
}

void BatchProgressView::showEnd(
    Tone tone, const QString &word, const QString &text, const QString &hint)
{
    // Who works elsewhere meanwhile keeps the focus there.
    const bool hadFocus = m_cancel->hasFocus();
    m_left->setText(QStringLiteral("–"));
    m_cancel->hide();
    m_word->set(word, tone);
    m_text->setText(text);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_end->show();
    accessibility::announce(m_text);
    if (hadFocus)
        focusFirst();
}

void BatchProgressView::focusFirst()
{
    if (!m_cancel->isHidden())
        m_cancel->setFocus();
    else
        (m_continue->isHidden() ? m_another : m_continue)->setFocus();
}

} // namespace keywright
