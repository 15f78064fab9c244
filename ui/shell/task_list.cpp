#include "ui/shell/task_list.h"

#include <algorithm>
#include <utility>

namespace keywright {

TaskHandle::TaskHandle(QPointer<TaskList> list, int id)
    : m_list(std::move(list))
    , m_id(id)
{
}

TaskHandle::TaskHandle(TaskHandle &&other) noexcept
    : m_list(std::exchange(other.m_list, nullptr))
    , m_id(std::exchange(other.m_id, 0))
{
}

TaskHandle &TaskHandle::operator=(TaskHandle &&other) noexcept
{
    if (this != &other) {
        end();
        m_list = std::exchange(other.m_list, nullptr);
        m_id = std::exchange(other.m_id, 0);
    }
    return *this;
}

TaskHandle::~TaskHandle()
{
    end();
}

bool TaskHandle::isActive() const
{
    return m_list && m_id != 0;
}

void TaskHandle::setText(const QString &text)
{
    if (TaskList::Entry *entry = isActive() ? m_list->find(m_id) : nullptr) {
        entry->task.text = text;
        Q_EMIT m_list->changed();
    }
}

void TaskHandle::setProgress(double share)
{
    if (TaskList::Entry *entry = isActive() ? m_list->find(m_id) : nullptr) {
        entry->task.progress = std::clamp(share, 0.0, 1.0);
        Q_EMIT m_list->changed();
    }
}

void TaskHandle::end()
{
    if (isActive())
        m_list->end(m_id);
    m_list = nullptr;
    m_id = 0;
}

TaskHandle TaskList::begin(const QString &text, std::function<void()> cancel)
{
    Entry entry;
    entry.task.id = ++m_lastId;
    entry.task.text = text;
    entry.task.cancellable = static_cast<bool>(cancel);
    entry.cancel = std::move(cancel);
    m_entries.push_back(std::move(entry));
    Q_EMIT changed();
    return {this, m_lastId};
}

std::vector<TaskList::Task> TaskList::tasks() const
{
    std::vector<Task> result;
    result.reserve(m_entries.size());
    for (const Entry &entry : m_entries)
        result.push_back(entry.task);
    return result;
}

void TaskList::cancel(int id)
{
    Entry *entry = find(id);
    if (!entry || !entry->cancel)
        return;
    // The callback may end the task at once, so the entry is left in order before it runs.
    const auto run = std::exchange(entry->cancel, {});
    entry->task.cancellable = false;
    entry->task.cancelling = true;
    Q_EMIT changed();
    run();
}

TaskList::Entry *TaskList::find(int id)
{
    const auto it = std::find_if(m_entries.begin(), m_entries.end(), [id](const Entry &entry) {
        return entry.task.id == id;
    });
    return it == m_entries.end() ? nullptr : &*it;
}

void TaskList::end(int id)
{
    const auto removed =
        std::erase_if(m_entries, [id](const Entry &entry) { return entry.task.id == id; });
    if (removed > 0)
        Q_EMIT changed();
}

} // namespace keywright
