#pragma once

#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace keywright {

class TaskList;

/// Keeps a task in the status bar as long as it lives. Move-only; dropping it ends the task.
class TaskHandle
{
public:
    TaskHandle() = default;
    TaskHandle(QPointer<TaskList> list, int id);
    TaskHandle(TaskHandle &&other) noexcept;
    TaskHandle &operator=(TaskHandle &&other) noexcept;
    TaskHandle(const TaskHandle &) = delete;
    TaskHandle &operator=(const TaskHandle &) = delete;
    ~TaskHandle();

    bool isActive() const;
    void setText(const QString &text);
    /// 0 to 1; without it the task shows no share.
    void setProgress(double share);
    void end();

private:
    QPointer<TaskList> m_list;
    int m_id = 0;
};

/// The work that is under way, for the status bar.
class TaskList : public QObject
{
    Q_OBJECT
public:
    struct Task
    {
        int id = 0;
        QString text;
        std::optional<double> progress;
        bool cancellable = false;
        bool cancelling = false;

        bool operator==(const Task &) const = default;
    };

    using QObject::QObject;

    /// Registers work; `cancel` is called at most once, when the person presses Cancel. Empty means
    /// it cannot be cancelled. The task stays until its handle ends it, cancelled or not.
    [[nodiscard]] TaskHandle begin(const QString &text, std::function<void()> cancel = {});

    std::vector<Task> tasks() const;
    void cancel(int id);

Q_SIGNALS:
    void changed();

private:
    friend class TaskHandle;
    struct Entry
    {
        Task task;
        std::function<void()> cancel;
    };

    Entry *find(int id);
    void end(int id);

    std::vector<Entry> m_entries;
    int m_lastId = 0;
};

} // namespace keywright
