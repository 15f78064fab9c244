#pragma once

#include "ui/shell/command_registry.h"
#include "ui/shell/connection_item.h"
#include "ui/shell/task_list.h"

#include <QDateTime>
#include <QMainWindow>

#include <functional>
#include <vector>

class QStackedWidget;

namespace keywright {

class Clock;
class Navigation;
class Page;
class PageHeader;
class StatusStrip;
class WindowStateStore;

/// A page the window can show. The factory runs when the page is shown for the first time, not
/// before.
struct PageSpec
{
    QString id;       ///< "accounts", stable, also used by --page
    QString title;    ///< "Accounts", the name in the navigation
    QString iconName; ///< see ui/theme/icons.h
    std::function<Page *(QWidget *parent)> factory;
};

/// The frame: connection switcher and navigation on the left, page header and pages on the right,
/// status below. It knows no page and no service; the composition root adds pages and feeds it
/// values.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// `clock` tells how long ago things were; `state` may be null. Both must outlive the window.
    explicit MainWindow(
        const Clock &clock, WindowStateStore *state = nullptr, QWidget *parent = nullptr);
    ~MainWindow() override;

    void addPage(PageSpec spec);
    /// False when no page has this id.
    bool showPage(const QString &id);
    QString currentPageId() const { return m_currentId; }
    /// The page, if it has been built.
    Page *page(const QString &id) const;
    /// A small count beside the navigation entry; 0 shows none.
    void setBadge(const QString &id, int count);

    /// What the switcher offers, beside "All connections", and what the status bar shows.
    void setConnections(const QList<ConnectionItem> &connections);
    /// Empty means all connections. Emits nothing.
    void setCurrentConnection(const QString &id);
    void setKeychainState(const QString &text, Tone tone = Tone::Neutral);
    /// An invalid time shows nothing.
    void setRefreshedAt(const QDateTime &time);

    /// `mayClose` is asked last when the window is about to close, and keeps it open with false.
    void setLastQuestion(std::function<bool()> mayClose) { m_mayClose = std::move(mayClose); }

    TaskList &tasks() { return m_tasks; }
    CommandRegistry &commands() { return m_commands; }

Q_SIGNALS:
    /// The person chose a connection; empty means all of them.
    void connectionChosen(const QString &id);
    void pageShown(const QString &id);
    /// The window has been painted for the first time; a good moment to begin work.
    void firstShown();

protected:
    void closeEvent(QCloseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Entry
    {
        PageSpec spec;
        Page *page = nullptr;
    };

    void buildLayout(const Clock &clock);
    void buildCommands();
    Entry *find(const QString &id);
    void openPalette();
    void cycleFocus(int step);

    WindowStateStore *m_state;
    std::function<bool()> m_mayClose;
    TaskList m_tasks;
    CommandRegistry m_commands;
    std::vector<Entry> m_pages;
    QString m_currentId;
    Navigation *m_navigation = nullptr;
    PageHeader *m_header = nullptr;
    QStackedWidget *m_stack = nullptr;
    StatusStrip *m_status = nullptr;
    bool m_wasPainted = false;
};

} // namespace keywright
