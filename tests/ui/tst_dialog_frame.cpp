#include "ui/dialogs/confirm_dialog.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/text.h"

#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSignalSpy>
#include <QVBoxLayout>
#include <QtTest>

using namespace keywright;

class TestDialogFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesAndReturnsTheFocus();
    void keepsTheFocusInside();
    void blocksShortcutsOfTheWindow();
    void escapesAndAccepts();
    void growsWithItsContent();
    void scrollsInALowWindow();
    void leavesRoomForALongTitle();
    void wrapsLongNames();

private:
    const ThemeController m_theme{*qApp, ThemeMode::Light};
};

namespace {

/// A window with a field and a dialog over it.
struct DialogFixture
{
    DialogFixture()
    {
        behind = new QLineEdit(&window);
        window.resize(800, 600);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        behind->setFocus();
        dialog = new DialogFrame(QStringLiteral("New account"), behind);
        name = new QLineEdit;
        dialog->body()->addWidget(new FormField(QStringLiteral("Name"), name));
        cancel = dialog->addButton(QStringLiteral("Cancel"));
        create = dialog->addButton(QStringLiteral("Create"), ButtonVariant::Primary);
        QObject::connect(cancel, &QPushButton::clicked, dialog, &DialogFrame::reject);
        QObject::connect(create, &QPushButton::clicked, dialog, &DialogFrame::accept);
    }

    QWidget window;
    QLineEdit *behind = nullptr;
    QPointer<DialogFrame> dialog;
    QLineEdit *name = nullptr;
    QPushButton *cancel = nullptr;
    QPushButton *create = nullptr;
};

} // namespace

void TestDialogFrame::takesAndReturnsTheFocus()
{
    DialogFixture fixture;
    fixture.dialog->open();
    QCOMPARE(fixture.window.focusWidget(), fixture.name);
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(fixture.dialog);
    QCOMPARE(spoken->role(), QAccessible::Dialog);
    QCOMPARE(spoken->text(QAccessible::Name), QStringLiteral("New account"));
    QCOMPARE(fixture.dialog->size(), fixture.window.size());
    fixture.window.resize(900, 700);
    QTRY_COMPARE(fixture.dialog->size(), fixture.window.size());
    fixture.dialog->reject();
    QCOMPARE(fixture.window.focusWidget(), fixture.behind);
    QTRY_VERIFY(!fixture.dialog);
}

void TestDialogFrame::keepsTheFocusInside()
{
    DialogFixture fixture;
    fixture.dialog->open();
    QTest::keyClick(fixture.name, Qt::Key_Tab);
    QCOMPARE(fixture.window.focusWidget(), fixture.cancel);
    QTest::keyClick(fixture.cancel, Qt::Key_Tab);
    QCOMPARE(fixture.window.focusWidget(), fixture.create);
    QTest::keyClick(fixture.create, Qt::Key_Tab);
    QCOMPARE(fixture.window.focusWidget(), fixture.name);
    QTest::keyClick(fixture.name, Qt::Key_Backtab);
    QCOMPARE(fixture.window.focusWidget(), fixture.create);
    fixture.behind->setFocus();
    QVERIFY(fixture.dialog->isAncestorOf(fixture.window.focusWidget()));
}

void TestDialogFrame::blocksShortcutsOfTheWindow()
{
    DialogFixture fixture;
    int outside = 0;
    int inside = 0;
    auto *windowShortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_D), &fixture.window);
    connect(windowShortcut, &QShortcut::activated, this, [&outside] { ++outside; });
    auto *own = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_E), fixture.dialog);
    connect(own, &QShortcut::activated, this, [&inside] { ++inside; });
    QTest::keyClick(fixture.behind, Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(outside, 1);

    fixture.dialog->open();
    QTest::keyClick(fixture.name, Qt::Key_D, Qt::ControlModifier);
    QTest::keyClick(fixture.name, Qt::Key_E, Qt::ControlModifier);
    QCOMPARE(outside, 1);
    QCOMPARE(inside, 1);

    fixture.dialog->reject();
    QTest::keyClick(fixture.behind, Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(outside, 2);
}

void TestDialogFrame::escapesAndAccepts()
{
    DialogFixture first;
    QSignalSpy rejected(first.dialog, &DialogFrame::rejected);
    first.dialog->open();
    QCOMPARE(ModalOverlay::topmost(&first.window), first.dialog);
    QTest::keyClick(first.name, Qt::Key_Escape);
    QCOMPARE(rejected.count(), 1);
    QVERIFY(!ModalOverlay::topmost(&first.window));

    DialogFixture second;
    QSignalSpy finished(second.dialog, &DialogFrame::finished);
    second.dialog->open();
    QTest::keyClick(second.name, Qt::Key_Return);
    QCOMPARE(finished.count(), 1);
    QCOMPARE(finished.first().first().toBool(), true);
}

void TestDialogFrame::leavesRoomForALongTitle()
{
    QWidget window;
    window.resize(800, 600);
    window.show();
    const QString name(60, u'W');
    auto *dialog = new DialogFrame(QStringLiteral("Delete the secret %1?").arg(name), &window);
    dialog->setPanelWidth(460);
    dialog->body()->addWidget(makeLabel(QStringLiteral("This cannot be undone.")));
    dialog->addButton(QStringLiteral("Cancel"));
    dialog->open();
    QCoreApplication::processEvents();
    const auto *title = dialog->findChild<QLabel *>();
    QVERIFY(title->text().startsWith(QStringLiteral("Delete the secret")));
    QVERIFY(title->height() >= title->heightForWidth(title->width()));
    QCOMPARE(dialog->accessibleName(), QStringLiteral("Delete the secret %1?").arg(name));
}

void TestDialogFrame::wrapsLongNames()
{
    QWidget window;
    window.resize(800, 600);
    window.show();
    ConfirmRequest request;
    request.title = QStringLiteral("Delete it?");
    request.sentence = QStringLiteral("Programs that use this account are refused at once.");
    request.textToType = QString(60, u'W');
    request.actionText = QStringLiteral("Delete");
    ConfirmDialog dialog(request, &window);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    QCoreApplication::processEvents();
    const auto *area = dialog.findChild<QScrollArea *>();
    QCOMPARE(area->widget()->width(), area->viewport()->width());
    for (const QLabel *label : area->findChildren<QLabel *>())
        QVERIFY2(label->minimumSizeHint().width() <= area->width(), qPrintable(label->text()));
    QTest::keyClicks(dialog.findChild<QLineEdit *>(), request.textToType);
    bool canDelete = false;
    for (const QPushButton *button : dialog.findChildren<QPushButton *>())
        canDelete |= button->text() == request.actionText && button->isEnabled();
    QVERIFY(canDelete);
}

void TestDialogFrame::growsWithItsContent()
{
    DialogFixture fixture;
    fixture.dialog->open();
    auto *panel = fixture.create->parentWidget()->parentWidget();
    const int before = panel->height();
    auto *text = new QPlainTextEdit;
    text->setFixedHeight(120);
    fixture.dialog->body()->addWidget(text);
    QTRY_VERIFY(panel->height() >= before + 120);
    const auto *scroll = fixture.dialog->findChild<QScrollArea *>();
    QTRY_VERIFY(scroll->viewport()->height() >= scroll->widget()->height());
}

void TestDialogFrame::scrollsInALowWindow()
{
    DialogFixture fixture;
    auto *tall = new QWidget;
    tall->setFixedHeight(2000);
    fixture.dialog->body()->addWidget(tall);
    fixture.dialog->open();
    auto *panel = fixture.create->parentWidget()->parentWidget();
    QVERIFY(fixture.dialog->rect().contains(panel->geometry()));
    QVERIFY(fixture.create->isVisible());
    QVERIFY(panel->rect().contains(fixture.create->parentWidget()->geometry()));
}

QTEST_MAIN(TestDialogFrame)
#include "tst_dialog_frame.moc"
