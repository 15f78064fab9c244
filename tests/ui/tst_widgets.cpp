#include "ui/theme/metrics.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/choice_cards.h"
#include "ui/widgets/command_box.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/loading_state.h"
#include "ui/widgets/status_dot.h"
#include "ui/widgets/step_list.h"
#include "ui/widgets/tag.h"
#include "ui/widgets/text.h"

#include <QAccessible>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtTest>

#include <algorithm>
#include <memory>

using namespace keywright;

namespace {

QAccessible::Role roleOf(QWidget *widget)
{
    return QAccessible::queryAccessibleInterface(widget)->role();
}

QString nameOf(QWidget *widget)
{
    return QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name);
}

bool hasColour(const QImage &image, const QColor &color)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == color)
                return true;
        }
    }
    return false;
}

} // namespace

class TestWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void buttonsHaveTheDesignedHeight_data();
    void buttonsHaveTheDesignedHeight();
    void buttonTextIsItsName();
    void focusDoesNotMoveAnything();
    void fieldsHaveTheDesignedHeight();
    void labelsShowMarkupAsText();
    void tagIsNamedAndColoured();
    void statusIsHollowWhenOff();
    void chipCounts();
    void bannerIsAnAlert();
    void bannerDropsTheActionOfTheMessageBefore();
    void formFieldNamesItsEditor();
    void formFieldShowsAndClearsTheError();
    void choiceCardsAreRadioButtons();
    void stepsSayHowFarTheyAre();
    void keyValueListShowsADashForNothing();
    void emptyStateShowsTheWholeSentence();
    void loadingStateHasNoTimerWhileHidden();
    void commandBoxCopies();
    void flowLayoutBreaksLines();

private:
    std::unique_ptr<ThemeController> m_theme;
};

void TestWidgets::init()
{
    m_theme = std::make_unique<ThemeController>(*qApp, ThemeMode::Light);
}

void TestWidgets::buttonsHaveTheDesignedHeight_data()
{
    QTest::addColumn<int>("variant");
    QTest::newRow("secondary") << int(ButtonVariant::Secondary);
    QTest::newRow("primary") << int(ButtonVariant::Primary);
    QTest::newRow("destructive") << int(ButtonVariant::Destructive);
    QTest::newRow("destructive primary") << int(ButtonVariant::DestructivePrimary);
    QTest::newRow("quiet") << int(ButtonVariant::Quiet);
}

void TestWidgets::buttonsHaveTheDesignedHeight()
{
    QFETCH(const int, variant);
    const std::unique_ptr<QPushButton> button(
        makeButton(QStringLiteral("Create"), static_cast<ButtonVariant>(variant)));
    button->show();
    QCOMPARE(button->sizeHint().height(), metrics::FieldHeight);
}

void TestWidgets::buttonTextIsItsName()
{
    const std::unique_ptr<QPushButton> button(makeButton(QStringLiteral("Save & close")));
    QCOMPARE(nameOf(button.get()), QStringLiteral("Save & close"));
    QVERIFY(button->shortcut().isEmpty());
    const std::unique_ptr<QPushButton> menu(makeMenuButton(QStringLiteral("Copy as"), new QMenu));
    QCOMPARE(roleOf(menu.get()), QAccessible::ButtonMenu);
    const std::unique_ptr<QToolButton> icon(
        makeIconButton(QStringLiteral("more"), QStringLiteral("More actions")));
    QCOMPARE(nameOf(icon.get()), QStringLiteral("More actions"));
}

void TestWidgets::focusDoesNotMoveAnything()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *field = new QLineEdit;
    auto *button = makeButton(QStringLiteral("Create"), ButtonVariant::Primary);
    column->addWidget(field);
    column->addWidget(button);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    button->setFocus();
    const QSize fieldSize = field->sizeHint();
    const QSize buttonSize = button->sizeHint();
    field->setFocus();
    QCOMPARE(field->sizeHint(), fieldSize);
    QCOMPARE(button->sizeHint(), buttonSize);
    QVERIFY(hasColour(field->grab().toImage(), Theme::light().accent));
}

void TestWidgets::fieldsHaveTheDesignedHeight()
{
    QLineEdit field;
    field.show();
    QCOMPARE(field.sizeHint().height(), metrics::FieldHeight);
}

void TestWidgets::labelsShowMarkupAsText()
{
    const std::unique_ptr<QLabel> label(makeLabel(QStringLiteral("<b>name</b>")));
    QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestWidgets::tagIsNamedAndColoured()
{
    Tag tag(QStringLiteral("in 6 days"), Tone::Warn);
    QCOMPARE(nameOf(&tag), QStringLiteral("in 6 days"));
    QCOMPARE(roleOf(&tag), QAccessible::StaticText);
    tag.resize(tag.sizeHint());
    QVERIFY(hasColour(tag.grab().toImage(), Theme::light().warnSoft));
    m_theme->setMode(ThemeMode::Dark);
    QVERIFY(hasColour(tag.grab().toImage(), Theme::dark().warnSoft));
}

void TestWidgets::statusIsHollowWhenOff()
{
    StatusDot dot(QStringLiteral("Active"), Tone::Ok, true);
    dot.resize(dot.sizeHint());
    QVERIFY(hasColour(dot.grab().toImage(), Theme::light().ok));
    dot.set(QStringLiteral("Deactivated"), Tone::Ok, false);
    QCOMPARE(nameOf(&dot), QStringLiteral("Deactivated"));
    dot.resize(dot.sizeHint());
    QVERIFY(!hasColour(dot.grab().toImage(), Theme::light().ok));
}

void TestWidgets::chipCounts()
{
    Chip chip(QStringLiteral("Active"));
    chip.setCount(10);
    QCOMPARE(chip.text(), QStringLiteral("Active 10"));
    QCOMPARE(nameOf(&chip), QStringLiteral("Active"));
    QCOMPARE(chip.accessibleDescription(), QStringLiteral("10"));
    chip.setCount(-1);
    QCOMPARE(chip.text(), QStringLiteral("Active"));
    QTest::keyClick(&chip, Qt::Key_Space);
    QVERIFY(chip.isChecked());
}

void TestWidgets::bannerIsAnAlert()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *banner = new Banner(&window);
    column->addWidget(banner);
    window.show();
    QVERIFY(!banner->isVisible());

    banner->showMessage(
        Tone::Bad, QStringLiteral("The account was not created: the name exists."),
        QStringLiteral("Choose another name."));
    QVERIFY(banner->isVisible());
    QCOMPARE(roleOf(banner), QAccessible::AlertMessage);
    QCOMPARE(nameOf(banner), QStringLiteral("The account was not created: the name exists."));
    QCOMPARE(banner->accessibleDescription(), QStringLiteral("Choose another name."));

    QSignalSpy dismissed(banner, &Banner::dismissed);
    banner->findChild<QToolButton *>()->click();
    QCOMPARE(dismissed.count(), 1);
    QVERIFY(!banner->isVisible());
}

void TestWidgets::bannerDropsTheActionOfTheMessageBefore()
{
    QWidget window;
    auto *banner = new Banner(&window);
    window.show();
    banner->showMessage(Tone::Warn, QStringLiteral("Old."), {}, QStringLiteral("Try again"));
    auto *action = banner->findChild<QPushButton *>();
    QSignalSpy triggered(banner, &Banner::actionTriggered);
    QVERIFY(action->isVisible());
    action->click();
    QCOMPARE(triggered.count(), 1);
    banner->showMessage(Tone::Ok, QStringLiteral("Done."));
    QVERIFY(!action->isVisible());
    QVERIFY(banner->hint().isEmpty());
}

void TestWidgets::formFieldNamesItsEditor()
{
    auto *editor = new QLineEdit;
    FormField field(QStringLiteral("merchant"), editor);
    field.setTypeText(QStringLiteral("int64"));
    QCOMPARE(nameOf(editor), QStringLiteral("merchant"));
    field.setHint(QStringLiteral("A whole number"));
    QCOMPARE(editor->accessibleDescription(), QStringLiteral("A whole number"));
}

void TestWidgets::formFieldShowsAndClearsTheError()
{
    auto *editor = new QLineEdit(QStringLiteral("12a"));
    FormField field(QStringLiteral("merchant"), editor);
    field.show();
    field.setError(QStringLiteral("Not a whole number."));
    QVERIFY(field.hasError());
    QCOMPARE(editor->accessibleDescription(), QStringLiteral("Not a whole number."));
    QVERIFY(hasColour(editor->grab().toImage(), Theme::light().bad));
    QCOMPARE(editor->text(), QStringLiteral("12a"));
    field.clearError();
    QVERIFY(!field.hasError());
    QVERIFY(editor->accessibleDescription().isEmpty());
    QVERIFY(!hasColour(editor->grab().toImage(), Theme::light().bad));
}

void TestWidgets::choiceCardsAreRadioButtons()
{
    ChoiceCards cards;
    cards.setChoices(
        {{QStringLiteral("oauth"), QStringLiteral("OAuth"), QStringLiteral("Short tokens.")},
         {QStringLiteral("key"), QStringLiteral("API key"), QStringLiteral("One long key.")}});
    cards.show();
    QVERIFY(QTest::qWaitForWindowActive(&cards));
    QCOMPARE(cards.current(), QStringLiteral("oauth"));
    const auto buttons = cards.findChildren<QRadioButton *>();
    QCOMPARE(buttons.size(), 2);
    QCOMPARE(roleOf(buttons.at(1)), QAccessible::RadioButton);
    QCOMPARE(nameOf(buttons.at(1)), QStringLiteral("API key"));

    QSignalSpy changed(&cards, &ChoiceCards::currentChanged);
    buttons.at(0)->setFocus();
    QTest::keyClick(buttons.at(0), Qt::Key_Right);
    QCOMPARE(cards.current(), QStringLiteral("key"));
    QCOMPARE(changed.count(), 1);
    QTest::mouseClick(buttons.at(0), Qt::LeftButton);
    QCOMPARE(cards.current(), QStringLiteral("oauth"));
}

void TestWidgets::stepsSayHowFarTheyAre()
{
    StepList steps({QStringLiteral("Plan"), QStringLiteral("Proof")});
    const auto row = [&steps](const char *name) {
        const auto rows = steps.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
        return std::any_of(rows.cbegin(), rows.cend(), [name](const QWidget *candidate) {
            return candidate->accessibleName() == QLatin1StringView(name);
        });
    };
    QVERIFY(row("Step 1 of 2, Plan, to come"));
    steps.setState(0, StepState::Done);
    steps.setState(1, StepState::Current);
    QVERIFY(row("Step 1 of 2, Plan, done"));
    QVERIFY(row("Step 2 of 2, Proof, current"));
    steps.setState(1, StepState::Failed);
    steps.setNote(1, QStringLiteral("Refused"));
    QVERIFY(row("Step 2 of 2, Proof, failed"));
    const auto labels = steps.findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.cbegin(), labels.cend(), [](const QLabel *label) {
        return label->text() == QLatin1StringView("Refused");
    }));
}

void TestWidgets::keyValueListShowsADashForNothing()
{
    KeyValueList list;
    list.setRows({{QStringLiteral("Description"), QString()}});
    const auto labels = list.findChildren<QLabel *>();
    QCOMPARE(labels.size(), 2);
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->text() == QStringLiteral("—");
    }));
    list.clear();
    QVERIFY(list.findChildren<QLabel *>().isEmpty());
}

void TestWidgets::emptyStateShowsTheWholeSentence()
{
    EmptyState state(
        QStringLiteral("connections"), QStringLiteral("No connection yet"),
        QStringLiteral("Connect an account to see its machine identities, or look around in the "
                       "sandbox first, which needs no account."));
    QPushButton *button = state.addButton(QStringLiteral("Connect"), ButtonVariant::Primary);
    state.resize(700, 500);
    state.show();
    for (const QLabel *label : state.findChildren<QLabel *>())
        QVERIFY(label->height() >= label->heightForWidth(label->width()));
    QCOMPARE(nameOf(button), QStringLiteral("Connect"));
}

void TestWidgets::loadingStateHasNoTimerWhileHidden()
{
    LoadingState state(QStringLiteral("Loading accounts"));
    state.resize(400, 200);
    state.show();
    QVERIFY(!hasColour(state.grab().toImage(), Theme::light().border));
    const auto drawn = [&state] {
        const QImage image = state.grab().toImage();
        return image.pixelColor(30, 21) != image.pixelColor(1, 1);
    };
    QTRY_VERIFY(drawn());
    state.hide();
    state.show();
    QVERIFY(!drawn());
}

void TestWidgets::commandBoxCopies()
{
    CommandBox box(QStringLiteral("The same on the command line"));
    box.setCommand(QStringLiteral("tecton service-account list"));
    QSignalSpy copied(&box, &CommandBox::copied);
    box.findChild<QToolButton *>()->click();
    QCOMPARE(copied.count(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), box.command());
}

void TestWidgets::flowLayoutBreaksLines()
{
    QWidget bar;
    auto *flow = new FlowLayout(&bar);
    for (int index = 0; index < 6; ++index)
        flow->addWidget(new Chip(QStringLiteral("Over-privileged"), &bar));
    const int chip = flow->itemAt(0)->sizeHint().height();
    QCOMPARE(flow->heightForWidth(2000), chip);
    QCOMPARE(flow->heightForWidth(300), 3 * chip + 2 * metrics::SpaceSm);
    bar.resize(300, 200);
    bar.show();
    for (const Chip *one : bar.findChildren<Chip *>())
        QVERIFY(bar.rect().contains(one->geometry()));
}

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
