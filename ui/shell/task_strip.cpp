#include "ui/shell/task_strip.h"

#include "ui/shell/task_list.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>

#include <cmath>

namespace keywright {

namespace {

constexpr int ProgressWidth = 80;
constexpr int LongestText = 220;

} // namespace

TaskStrip::TaskStrip(TaskList &tasks, QWidget *parent)
    : QWidget(parent)
    , m_tasks(tasks)
    , m_text(makeLabel({}, TextStyle::Note, this))
    , m_progress(new QProgressBar(this))
    , m_cancel(makeButton(tr("Cancel"), ButtonVariant::Line, this))
    , m_more(makeButton({}, ButtonVariant::Line, this))
{
    m_progress->setFixedWidth(ProgressWidth);
    m_progress->setTextVisible(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::SpaceSm);
    row->addWidget(m_text);
    row->addWidget(m_progress, 0, Qt::AlignVCenter);
    row->addWidget(m_cancel);
    row->addWidget(m_more);
    connect(&m_tasks, &TaskList::changed, this, &TaskStrip::refresh);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_tasks.cancel(m_shownId); });
    connect(m_more, &QPushButton::clicked, this, &TaskStrip::openMenu);
    refresh();
}

void TaskStrip::refresh()
{
    const std::vector<TaskList::Task> tasks = m_tasks.tasks();
    setVisible(!tasks.empty());
    if (tasks.empty())
        return;
    const TaskList::Task &task = tasks.front();
    m_shownId = task.id;
    const QString text = task.cancelling ? tr("Cancelling: %1").arg(task.text) : task.text;
    m_text->setText(m_text->fontMetrics().elidedText(text, Qt::ElideRight, LongestText));
    m_text->setAccessibleName(text);
    m_text->setToolTip(text);
    m_progress->setVisible(task.progress.has_value());
    m_progress->setAccessibleName(text);
    if (task.progress)
        m_progress->setValue(static_cast<int>(std::lround(*task.progress * 100)));
    m_cancel->setVisible(task.cancellable);
    m_cancel->setAccessibleDescription(text);
    const auto others = static_cast<int>(tasks.size()) - 1;
    m_more->setVisible(others > 0);
    m_more->setText(tr("+%n more", nullptr, others));
    m_more->setAccessibleName(
        others == 1 ? tr("One more task") : tr("%n more tasks", nullptr, others));
}

void TaskStrip::openMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const TaskList::Task &task : m_tasks.tasks()) {
        if (task.id == m_shownId)
            continue;
        const QString text = task.cancellable ? tr("Cancel: %1").arg(task.text) : task.text;
        QAction *action = menu->addAction(text);
        action->setEnabled(task.cancellable);
        connect(action, &QAction::triggered, this, [this, id = task.id] { m_tasks.cancel(id); });
    }
    menu->popup(m_more->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
}

} // namespace keywright
