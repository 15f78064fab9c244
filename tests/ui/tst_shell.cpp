#include "core/base/clock.h"
#include "ui/shell/main_window.h"
#include "ui/shell/navigation_button.h"
#include "ui/shell/page.h"
#include "ui/shell/task_list.h"
#include "ui/shell/window_state_store.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/button.h"
#include "ui/widgets/dialog_frame.h"

#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QVBoxLayout>
#include <QtTest>

#include <memory>

using namespace keywright;
using namespace std::chrono_literals;

namespace {

class FixedClock : public Clock
{
public:
    QDateTime now() const override { return time; }
    std::chrono::milliseconds elapsed() const override { return 0ms; }

    QDateTime time{QDate(2026, 3, 1), QTime(12, 0), Qt::UTC};
};

class MemoryState : public WindowStateStore
{
public:
    QByteArray geometry() const override { return bytes; }
    void setGeometry(const QByteArray &geometry) override { bytes = geometry; }

    QByteArray bytes;
};

class TestPage : public Page
{
public:
    TestPage(const QString &title, QWidget *parent)
        : Page(parent)
        , m_title(title)
        , filter(new QLineEdit(this))
        , detail(new QLineEdit(this))
        , action(makeButton(QStringLiteral("New %1").arg(title), ButtonVariant::Primary, this))
    {
        auto *column = new QVBoxLayout(this);
        column->addWidget(filter);
        column->addWidget(detail);
    }

    QString title() const override { return m_title; }
    QList<QWidget *> headerActions() override { return {action}; }
    void focusSearch() override { filter->setFocus(); }
    QList<QWidget *> focusStops() override { return {filter, detail}; }
    void shown() override { ++shownCount; }
    void hidden() override { ++hiddenCount; }

private:
    QString m_title;

public:
    QLineEdit *filter;
    QLineEdit *detail;
    QPushButton *action;
    int shownCount = 0;
    int hiddenCount = 0;
};

class StubbornDialog : public DialogFrame
{
public:
    using DialogFrame::DialogFrame;
    bool mayClose() override { return false; }
};

/// All accessible descendants with this role, by name.
QStringList namesWithRole(QAccessibleInterface *root, QAccessible::Role role)
{
    QStringList names;
    for (int index = 0; index < root->childCount(); ++index) {
        QAccessibleInterface *child = root->child(index);
        if (!child || child->state().invisible)
            continue;
        if (child->role() == role)
            names += child->text(QAccessible::Name);
        names += namesWithRole(child, role);
    }
    return names;
}

QList<ConnectionItem> twoConnections()
{
    return {
        {QStringLiteral("t"), QStringLiteral("Tecton prod"), Tone::Ok,
         QStringLiteral("token 41 min")},
        {QStringLiteral("a"), QStringLiteral("Atlas"), Tone::Bad}};
}

} // namespace

class TestShell : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void pagesAreBuiltWhenFirstShown();
    void onlyRegisteredPagesAreListed();
    void headerShowsTitleAndActions();
    void pagesHearWhenTheyComeAndGo();
    void unknownPageIsRefused();
    void switcherTellsTheChoice();
    void switcherKeepsTheChoiceWhenConnectionsChange();
    void searchFocusesTheFilter();
    void areasAreCycled();
    void paletteFindsAndRuns();
    void tasksShowProgressAndCancel();
    void ageIsRenewedBySingleShots();
    void geometryIsRemembered();
    void fitsASmallScreen();
    void dialogThatMustNotBeLostKeepsTheWindow();

private:
    TestPage *testPage(const char *id) const
    {
        return static_cast<TestPage *>(m_window->page(QLatin1StringView(id)));
    }

    std::unique_ptr<ThemeController> m_theme;
    FixedClock m_clock;
    MemoryState m_state;
    std::unique_ptr<MainWindow> m_window;
    QStringList m_built;
};

void TestShell::init()
{
    m_theme = std::make_unique<ThemeController>(*qApp, ThemeMode::Light);
    m_state.bytes.clear();
    m_built.clear();
    m_window = std::make_unique<MainWindow>(m_clock, &m_state);
    for (const QString &title : {QStringLiteral("Accounts"), QStringLiteral("Lookup")}) {
        m_window->addPage(
            {title.toLower(), title, title.toLower(), [this, title](QWidget *parent) -> Page * {
                 m_built += title;
                 return new TestPage(title, parent);
             }});
    }
    m_window->showPage(QStringLiteral("accounts"));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestShell::cleanup()
{
    m_window.reset();
}

void TestShell::pagesAreBuiltWhenFirstShown()
{
    QCOMPARE(m_built, QStringList{QStringLiteral("Accounts")});
    QVERIFY(!m_window->page(QStringLiteral("lookup")));
    m_window->showPage(QStringLiteral("lookup"));
    m_window->showPage(QStringLiteral("accounts"));
    m_window->showPage(QStringLiteral("lookup"));
    QCOMPARE(m_built, (QStringList{QStringLiteral("Accounts"), QStringLiteral("Lookup")}));
}

void TestShell::onlyRegisteredPagesAreListed()
{
    QAccessibleInterface *root = QAccessible::queryAccessibleInterface(m_window.get());
    const QStringList buttons = namesWithRole(root, QAccessible::PushButton);
    QVERIFY(buttons.contains(QStringLiteral("Accounts")));
    QVERIFY(buttons.contains(QStringLiteral("Lookup")));
    QVERIFY(!buttons.contains(QStringLiteral("Settings")));
    QCOMPARE(namesWithRole(root, QAccessible::ComboBox), QStringList{QStringLiteral("Connection")});
    auto *switcher = QAccessible::queryAccessibleInterface(m_window->findChild<QComboBox *>());
    QCOMPARE(switcher->text(QAccessible::Value), QStringLiteral("All connections"));
    QCOMPARE(switcher->child(0)->role(), QAccessible::List);
}

void TestShell::headerShowsTitleAndActions()
{
    QVERIFY(testPage("accounts")->action->isVisible());
    m_window->showPage(QStringLiteral("lookup"));
    QVERIFY(!testPage("accounts")->action->isVisible());
    QVERIFY(testPage("lookup")->action->isVisible());
    QAccessibleInterface *root = QAccessible::queryAccessibleInterface(m_window.get());
    QCOMPARE(namesWithRole(root, QAccessible::Heading), QStringList{QStringLiteral("Lookup")});
}

void TestShell::pagesHearWhenTheyComeAndGo()
{
    QSignalSpy shown(m_window.get(), &MainWindow::pageShown);
    TestPage *accounts = testPage("accounts");
    QCOMPARE(accounts->shownCount, 1);
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(m_window->currentPageId(), QStringLiteral("lookup"));
    QCOMPARE(accounts->hiddenCount, 1);
    QCOMPARE(shown.count(), 1);
}

void TestShell::unknownPageIsRefused()
{
    QVERIFY(!m_window->showPage(QStringLiteral("nowhere")));
    QCOMPARE(m_window->currentPageId(), QStringLiteral("accounts"));
}

void TestShell::switcherTellsTheChoice()
{
    m_window->setConnections(twoConnections());
    auto *switcher = m_window->findChild<QComboBox *>();
    QCOMPARE(switcher->count(), 3);
    QCOMPARE(switcher->currentText(), QStringLiteral("All connections"));
    QSignalSpy chosen(m_window.get(), &MainWindow::connectionChosen);
    switcher->setFocus();
    QTest::keyClick(switcher, Qt::Key_Down);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toString(), QStringLiteral("t"));
    m_window->setCurrentConnection({});
    QCOMPARE(chosen.count(), 1);
}

void TestShell::switcherKeepsTheChoiceWhenConnectionsChange()
{
    m_window->setConnections(twoConnections());
    m_window->setCurrentConnection(QStringLiteral("a"));
    QList<ConnectionItem> changed = twoConnections();
    changed.last().tone = Tone::Ok;
    m_window->setConnections(changed);
    auto *switcher = m_window->findChild<QComboBox *>();
    QCOMPARE(switcher->currentText(), QStringLiteral("Atlas"));
    changed.removeLast();
    m_window->setConnections(changed);
    QCOMPARE(switcher->currentText(), QStringLiteral("All connections"));
}

void TestShell::searchFocusesTheFilter()
{
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(m_window->focusWidget(), testPage("accounts")->filter);
}

void TestShell::areasAreCycled()
{
    TestPage *page = testPage("accounts");
    page->filter->setFocus();
    const auto next = [this](Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(m_window.get(), Qt::Key_F6, modifiers);
        return m_window->focusWidget();
    };
    QCOMPARE(next(), page->detail);
    auto *navigation = qobject_cast<NavigationButton *>(next());
    QVERIFY(navigation);
    QVERIFY(navigation->isCurrent());
    QCOMPARE(next(), page->action);
    QCOMPARE(next(), page->filter);
    QCOMPARE(next(Qt::ShiftModifier), page->action);
}

void TestShell::paletteFindsAndRuns()
{
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    ModalOverlay *palette = ModalOverlay::topmost(m_window.get());
    QVERIFY(palette);
    QCOMPARE(palette->accessibleName(), QStringLiteral("Command palette"));
    auto *filter = palette->findChild<QLineEdit *>();
    QCOMPARE(m_window->focusWidget(), filter);
    QTest::keyClicks(filter, QStringLiteral("look"));
    QCOMPARE(palette->findChild<QListWidget *>()->count(), 1);
    QTest::keyClick(filter, Qt::Key_Return);
    QCOMPARE(m_window->currentPageId(), QStringLiteral("lookup"));
    QVERIFY(!ModalOverlay::topmost(m_window.get()));
}

void TestShell::tasksShowProgressAndCancel()
{
    const auto cancelButton = [this]() -> QPushButton * {
        for (QPushButton *button : m_window->findChildren<QPushButton *>()) {
            if (button->accessibleName() == QStringLiteral("Cancel") && button->isVisible())
                return button;
        }
        return nullptr;
    };
    QVERIFY(!cancelButton());
    int cancelled = 0;
    TaskHandle task =
        m_window->tasks().begin(QStringLiteral("Deactivating"), [&cancelled] { ++cancelled; });
    task.setProgress(0.5);
    QVERIFY(cancelButton());
    cancelButton()->click();
    QCOMPARE(cancelled, 1);
    QVERIFY(!cancelButton());
    QVERIFY(m_window->tasks().tasks().front().cancelling);
    task.end();
    QVERIFY(m_window->tasks().tasks().empty());
}

void TestShell::ageIsRenewedBySingleShots()
{
    m_window->setRefreshedAt(m_clock.time.addSecs(-125));
    const auto age = [this] {
        for (const QLabel *label : m_window->findChildren<QLabel *>()) {
            if (label->text().startsWith(QStringLiteral("Refreshed")))
                return label->text();
        }
        return QString();
    };
    QCOMPARE(age(), QStringLiteral("Refreshed 2 min ago"));
    m_clock.time = m_clock.time.addSecs(60);
    m_window->hide();
    m_window->show();
    QCOMPARE(age(), QStringLiteral("Refreshed 3 min ago"));
    m_window->setRefreshedAt({});
    QCOMPARE(age(), QString());
}

void TestShell::geometryIsRemembered()
{
    m_window->resize(1100, 720);
    m_window->close();
    QVERIFY(!m_state.bytes.isEmpty());
    const MainWindow next(m_clock, &m_state);
    QCOMPARE(next.size(), QSize(1100, 720));
}

void TestShell::fitsASmallScreen()
{
    m_window->setConnections(twoConnections());
    m_window->setKeychainState(QStringLiteral("Keychain: unlocked"));
    m_window->setRefreshedAt(m_clock.time);
    const TaskHandle task =
        m_window->tasks().begin(QStringLiteral("Deactivating twelve accounts"), [] {});
    m_window->resize(1024, 700);
    QCoreApplication::processEvents();
    QCOMPARE(m_window->size(), QSize(1024, 700));
    for (const QWidget *child : m_window->findChildren<QWidget *>()) {
        if (!child->isVisible())
            continue;
        const QRect place(child->mapTo(m_window.get(), QPoint(0, 0)), child->size());
        QVERIFY2(m_window->rect().contains(place), child->metaObject()->className());
    }
}

void TestShell::dialogThatMustNotBeLostKeepsTheWindow()
{
    auto *dialog = new StubbornDialog(QStringLiteral("Client secret"), m_window.get());
    dialog->open();
    m_window->close();
    QVERIFY(m_window->isVisible());

    auto *question = new DialogFrame(QStringLiteral("Replace the file?"), m_window.get());
    question->open();
    m_window->close();
    QVERIFY(m_window->isVisible());

    question->accept();
    dialog->accept();
    m_window->close();
    QVERIFY(!m_window->isVisible());
}

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
