#include "ui/shell/main_window.h"

#include "ui/shell/command_palette.h"
#include "ui/shell/navigation.h"
#include "ui/shell/page.h"
#include "ui/shell/page_header.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/window_state_store.h"
#include "ui/widgets/modal_overlay.h"

#include <QAction>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QStackedWidget>

#include <algorithm>

namespace keywright {

namespace {

constexpr QSize FirstSize(1280, 800);
constexpr QSize SmallestSize(960, 600);

/// The widget itself if it takes the focus, otherwise its first child that does.
QWidget *focusTarget(QWidget *area)
{
    if (area->focusProxy() || area->focusPolicy() != Qt::NoFocus)
        return area;
    for (QWidget *next = area->nextInFocusChain(); next != area; next = next->nextInFocusChain()) {
        const bool takesTab = (next->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
        if (area->isAncestorOf(next) && takesTab && next->isVisible() && next->isEnabled())
            return next;
    }
    return nullptr;
}

} // namespace

MainWindow::MainWindow(const Clock &clock, WindowStateStore *state, QWidget *parent)
    : QMainWindow(parent)
    , m_state(state)
{
    setWindowTitle(QStringLiteral("Keywright"));
    setMinimumSize(SmallestSize);
    resize(FirstSize);
    if (m_state)
        restoreGeometry(m_state->geometry());
    buildLayout(clock);
    buildCommands();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildLayout(const Clock &clock)
{
    auto *centre = new QWidget(this);
    m_navigation = new Navigation(centre);
    m_header = new PageHeader(centre);
    m_stack = new QStackedWidget(centre);
    m_status = new StatusStrip(clock, m_tasks, centre);

    auto *right = new QVBoxLayout;
    right->addWidget(m_header);
    right->addWidget(m_stack, 1);
    auto *upper = new QHBoxLayout;
    upper->addWidget(m_navigation);
    upper->addLayout(right, 1);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(upper, 1);
    column->addWidget(m_status);
    for (QLayout *layout :
         {static_cast<QLayout *>(right), static_cast<QLayout *>(upper),
          static_cast<QLayout *>(column)})
        layout->setSpacing(0);
    setCentralWidget(centre);

    connect(m_navigation, &Navigation::pageChosen, this, &MainWindow::showPage);
    connect(m_navigation, &Navigation::connectionChosen, this, &MainWindow::connectionChosen);
    connect(m_navigation, &Navigation::paletteRequested, this, &MainWindow::openPalette);
}

void MainWindow::buildCommands()
{
    const auto shortcut = [this](const QString &text, const QKeySequence &keys) {
        auto *action = new QAction(text, this);
        action->setShortcut(keys);
        addAction(action);
        return action;
    };
    connect(
        shortcut(tr("Command palette"), Qt::CTRL | Qt::Key_K), &QAction::triggered, this,
        &MainWindow::openPalette);
    connect(shortcut(tr("Next area"), Qt::Key_F6), &QAction::triggered, this, [this] {
        cycleFocus(1);
    });
    connect(
        shortcut(tr("Previous area"), Qt::SHIFT | Qt::Key_F6), &QAction::triggered, this,
        [this] { cycleFocus(-1); });

    QAction *search = shortcut(tr("Search this page"), QKeySequence::Find);
    connect(search, &QAction::triggered, this, [this] {
        if (Page *shown = page(m_currentId))
            shown->focusSearch();
    });
    m_commands.add(search);
    QAction *quit = shortcut(tr("Quit"), Qt::CTRL | Qt::Key_Q);
    connect(quit, &QAction::triggered, this, &MainWindow::close);
    m_commands.add(quit);
}

void MainWindow::addPage(PageSpec spec)
{
    m_navigation->addPage(spec.id, spec.title, spec.iconName);
    auto *action = new QAction(tr("Go to %1").arg(spec.title), this);
    if (m_pages.size() < 9)
        action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + int(m_pages.size()))));
    connect(action, &QAction::triggered, this, [this, id = spec.id] { showPage(id); });
    addAction(action);
    m_commands.add(action);
    m_pages.push_back({std::move(spec), nullptr});
}

bool MainWindow::showPage(const QString &id)
{
    Entry *entry = find(id);
    if (!entry)
        return false;
    if (id == m_currentId)
        return true;
    if (Page *old = page(m_currentId))
        old->hidden();
    if (!entry->page) {
        entry->page = entry->spec.factory(m_stack);
        m_stack->addWidget(entry->page);
    }
    m_currentId = id;
    m_header->show(entry->page);
    m_stack->setCurrentWidget(entry->page);
    m_navigation->setCurrentPage(id);
    // The keyboard begins on the page; later it stays where the person left it.
    if (!focusWidget())
        entry->page->setFocus(Qt::OtherFocusReason);
    entry->page->shown();
    Q_EMIT pageShown(id);
    return true;
}

Page *MainWindow::page(const QString &id) const
{
    const auto it = std::find_if(
        m_pages.begin(), m_pages.end(), [&id](const Entry &entry) { return entry.spec.id == id; });
    return it == m_pages.end() ? nullptr : it->page;
}

MainWindow::Entry *MainWindow::find(const QString &id)
{
    const auto it = std::find_if(
        m_pages.begin(), m_pages.end(), [&id](const Entry &entry) { return entry.spec.id == id; });
    return it == m_pages.end() ? nullptr : &*it;
}

void MainWindow::setBadge(const QString &id, int count)
{
    m_navigation->setBadge(id, count);
}

void MainWindow::setConnections(const QList<ConnectionItem> &connections)
{
    m_navigation->setConnections(connections);
    m_status->setConnections(connections);
}

void MainWindow::setCurrentConnection(const QString &id)
{
    m_navigation->setCurrentConnection(id);
}

void MainWindow::setKeychainState(const QString &text, Tone tone)
{
    m_status->setKeychainState(text, tone);
}

void MainWindow::setRefreshedAt(const QDateTime &time)
{
    m_status->setRefreshedAt(time);
}

void MainWindow::openPalette()
{
    if (!ModalOverlay::topmost(this))
        (new CommandPalette(m_commands, this))->open();
}

void MainWindow::cycleFocus(int step)
{
    QList<QWidget *> areas{m_navigation, m_header};
    if (Page *shown = page(m_currentId)) {
        const QList<QWidget *> stops = shown->focusStops();
        areas += stops.isEmpty() ? QList<QWidget *>{shown} : stops;
    }
    const QWidget *now = focusWidget();
    qsizetype at = -1;
    for (qsizetype index = 0; index < areas.size(); ++index) {
        if (now && (areas.at(index) == now || areas.at(index)->isAncestorOf(now)))
            at = index;
    }
    for (qsizetype tried = 0; tried < areas.size(); ++tried) {
        at = (at + step + areas.size()) % areas.size();
        if (areas.at(at) == m_navigation) {
            m_navigation->focusCurrent();
            return;
        }
        if (QWidget *target = focusTarget(areas.at(at)); target && target->isVisible()) {
            target->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!ModalOverlay::allMayClose(this) || (m_mayClose && !m_mayClose())) {
        event->ignore();
        return;
    }
    if (m_state)
        m_state->setGeometry(saveGeometry());
    QMainWindow::closeEvent(event);
}

void MainWindow::paintEvent(QPaintEvent *event)
{
    QMainWindow::paintEvent(event);
    if (!m_wasPainted) {
        m_wasPainted = true;
        QMetaObject::invokeMethod(this, &MainWindow::firstShown, Qt::QueuedConnection);
    }
}

} // namespace keywright
