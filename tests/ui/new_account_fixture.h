#pragma once

#include "tests/ui/accounts_fixture.h"
#include "tests/ui/dialog_probe.h"
#include "ui/new_account/new_account_dialog.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/form_field.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QPointer>
#include <QTest>

namespace keywright::test {

/// The dialog over a window, on a server in memory.
class NewAccountFixture : public QObject
{
protected:
    void makeTheme() { m_theme = std::make_unique<ThemeController>(*qApp, ThemeMode::Light); }
    void makeWorld()
    {
        m_world = std::make_unique<AccountsWorld>();
        m_world->open();
        m_window = std::make_unique<QWidget>();
        m_window->resize(1000, 800);
        m_window->show();
    }
    void dropWorld()
    {
        m_window.reset();
        m_world.reset();
    }
    void open()
    {
        m_dialog = new NewAccountDialog(
            m_world->inventory, m_world->roles, m_world->tasks, m_world->clock, {}, m_window.get());
        m_dialog->open();
    }
    void press(const char *name)
    {
        auto *button = named<QAbstractButton>(m_dialog, QString::fromUtf8(name));
        QVERIFY2(button, name);
        button->click();
    }
    QLineEdit *field(const char *name) const
    {
        return named<QLineEdit>(m_dialog, QString::fromUtf8(name));
    }
    FormField *fieldOf(const QWidget *editor) const
    {
        return qobject_cast<FormField *>(editor->parentWidget());
    }

    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<AccountsWorld> m_world;
    std::unique_ptr<QWidget> m_window;
    QPointer<NewAccountDialog> m_dialog;
};

} // namespace keywright::test
