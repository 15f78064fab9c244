#pragma once

#include "tests/ui/accounts_fixture.h"
#include "tests/ui/dialog_probe.h"
#include "ui/accounts/account_detail.h"
#include "ui/accounts/account_table.h"
#include "ui/accounts/account_table_model.h"
#include "ui/accounts/column_state_store.h"
#include "ui/rotation/rotation_desk.h"
#include "ui/theme/theme_controller.h"
#include "ui/unfinished/unfinished_secrets.h"
#include "ui/widgets/modal_overlay.h"

#include <QAbstractButton>
#include <QLabel>
#include <QTabWidget>
#include <QTest>

#include <algorithm>

namespace keywright::test {

class MemoryColumns : public ColumnStateStore
{
public:
    QByteArray columns() const override { return state; }
    void setColumns(const QByteArray &columns) override { state = columns; }

    QByteArray state;
};

/// The page in a window, on a server in memory.
class AccountsPageFixture : public QObject
{
protected:
    void makeTheme() { m_theme = std::make_unique<ThemeController>(*qApp, ThemeMode::Light); }
    void makeWorld()
    {
        m_columns.state.clear();
        m_world = std::make_unique<AccountsWorld>();
    }
    void dropWorld()
    {
        m_window.reset();
        m_unfinished.reset();
        m_world.reset();
    }
    /// The page tells of secrets that did not reach anybody.
    void watchUnfinished()
    {
        m_unfinished =
            std::make_unique<UnfinishedSecrets>(m_world->inventory, m_world->journal.database);
    }

    void addFraud()
    {
        m_world->addAccount("fraud");
        m_world->addAccount("batch", AccountType::ApiKey);
        m_world->addSecret(QStringLiteral("id-fraud"), "secret-a");
        m_world->provider->roles[QStringLiteral("id-fraud")] = {makeGrant("consumer", "prod")};
    }
    void showPage()
    {
        m_window = std::make_unique<QWidget>();
        m_window->resize(1100, 700);
        AccountsServices services = m_world->services();
        services.columns = &m_columns;
        services.unfinished = m_unfinished.get();
        services.rotations = m_rotations.get();
        m_page = new AccountsPage(services, m_world->clock, m_window.get());
        m_page->setGeometry(m_window->rect());
        for (QWidget *action : m_page->headerActions())
            action->setParent(m_page);
        m_window->show();
        m_page->shown();
    }
    void open()
    {
        m_world->open();
        showPage();
    }
    void press(const char *name)
    {
        auto *button = named<QAbstractButton>(m_page, QString::fromUtf8(name));
        QVERIFY2(button, name);
        QVERIFY2(button->isEnabled(), name);
        button->click();
    }
    void pressInDialog(const char *name)
    {
        QVERIFY(dialog());
        auto *button = named<QAbstractButton>(dialog(), QString::fromUtf8(name));
        QVERIFY2(button, name);
        QVERIFY2(button->isEnabled(), name);
        button->click();
    }
    void openTab(int index) { m_page->findChild<QTabWidget *>()->setCurrentIndex(index); }
    void openTab(const char *name)
    {
        auto *tabs = m_page->findChild<QTabWidget *>();
        for (int i = 0; i < tabs->count(); ++i) {
            if (tabs->tabText(i) == QString::fromLatin1(name))
                return tabs->setCurrentIndex(i);
        }
        QFAIL(name);
    }
    QWidget *dialog() const { return ModalOverlay::topmost(m_window.get()); }
    void choose(const char *name) { m_page->choose(m_world->key(name)); }

    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<AccountsWorld> m_world;
    std::unique_ptr<UnfinishedSecrets> m_unfinished;
    std::unique_ptr<RotationDesk> m_rotations; ///< null offers none
    std::unique_ptr<QWidget> m_window;
    AccountsPage *m_page = nullptr;
    MemoryColumns m_columns;
};

} // namespace keywright::test
