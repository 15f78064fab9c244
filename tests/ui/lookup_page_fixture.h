#pragma once

#include "tests/ui/dialog_probe.h"
#include "tests/ui/lookup_fixture.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/modal_overlay.h"

#include <QAction>
#include <QTabWidget>
#include <QTableView>

namespace keywright::test {

/// The lookup page in a window, on a server in memory, as people use it.
class LookupPageFixture : public QObject
{
protected:
    void makePage()
    {
        m_world = std::make_unique<LookupWorld>();
        openPage();
        m_world->inventory.add(m_world->session);
    }
    /// A page of its own on the same files.
    void openPage()
    {
        m_page = m_world->makePage();
        m_page->resize(1072, 724);
        m_page->show();
        m_page->shown();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void dropPage()
    {
        m_page.reset();
        m_world.reset();
    }

    DialogProbe page() const { return DialogProbe(m_page.get()); }
    QWidget *dialog() const { return ModalOverlay::topmost(m_page.get()); }
    QString bannerText() const { return m_page->findChild<Banner *>()->text(); }
    QLineEdit *field(const char *name) const { return page().line(name); }
    void press(const char *name) const
    {
        auto *button = page().find<QAbstractButton>(name);
        QVERIFY2(button, name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void fillForm(const char *user = "user_1", const char *service = "fraud")
    {
        QTRY_COMPARE(page().box("Workspace")->currentText(), QStringLiteral("prod"));
        page().box("Feature service")->setEditText(QString::fromLatin1(service));
        QTRY_VERIFY(field("merchant"));
        field("user_id")->setText(QString::fromLatin1(user));
        field("merchant")->setText(QStringLiteral("42"));
    }
    /// Types the keys of the service, and runs it.
    void lookUp(const char *user, const char *service = "fraud")
    {
        fillForm(user, service);
        field("amt")->setText(QStringLiteral("101.5"));
        const auto before = m_world->reader->requests.size();
        QVERIFY(page().press("Run"));
        QTRY_COMPARE(m_world->reader->requests.size(), before + 1);
        QTRY_VERIFY(m_world->tasks.tasks().empty());
    }
    void openTab(const char *name)
    {
        auto *tabs = m_page->findChild<QTabWidget *>();
        for (int i = 0; i < tabs->count(); ++i) {
            if (tabs->tabText(i) == QLatin1StringView(name))
                return tabs->setCurrentIndex(i);
        }
        QFAIL(name);
    }
    QTableView *table() const { return page().find<QTableView>("History"); }
    QString cell(int row, int column) const
    {
        return table()->model()->index(row, column).data(Qt::AccessibleTextRole).toString();
    }
    int rows() const { return table() ? table()->model()->rowCount() : 0; }
    QString sentUser() const
    {
        return m_world->reader->requests.constLast()
            .joinKeys.value(QStringLiteral("user_id"))
            .toString();
    }

    std::unique_ptr<LookupWorld> m_world;
    std::unique_ptr<LookupPage> m_page;
};

} // namespace keywright::test
