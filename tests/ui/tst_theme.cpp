#include "ui/theme/icons.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/theme.h"
#include "ui/theme/theme_controller.h"

#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace keywright;

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyUsedPairIsReadable_data();
    void everyUsedPairIsReadable();
    void contrastFollowsTheDefinition();
    void paletteCarriesTheTheme();
    void styleSheetsDoNotHideTheThemeFromWidgets();
    void styleSheetIsFilledIn();
    void styleSheetImagesExistInTheRightColour();
    void controllerRestylesWhatIsOpen();
    void everyIconIsDrawn_data();
    void everyIconIsDrawn();
    void iconFollowsTheTheme();
    void iconIsSharpAtTwiceTheSize();
    void unknownIconIsNull();
};

void TestTheme::everyUsedPairIsReadable_data()
{
    QTest::addColumn<QColor>("foreground");
    QTest::addColumn<QColor>("ground");
    for (const Theme &theme : {Theme::light(), Theme::dark()}) {
        const char *name = theme.isDark ? "dark" : "light";
        const auto row = [name](const char *what, const QColor &fore, const QColor &ground) {
            QTest::addRow("%s: %s", name, what) << fore << ground;
        };
        const std::pair<const char *, QColor> grounds[] = {
            {"background", theme.background},
            {"surface", theme.surface},
            {"alternate", theme.alternate},
            {"selection", theme.accentSoft}};
        for (const auto &[where, ground] : grounds) {
            row(qPrintable(QStringLiteral("text on %1").arg(QLatin1StringView(where))), theme.text,
                ground);
            row(qPrintable(QStringLiteral("muted on %1").arg(QLatin1StringView(where))),
                theme.muted, ground);
        }
        const std::pair<const char *, Tone> tones[] = {
            {"accent", Tone::Accent}, {"ok", Tone::Ok}, {"warn", Tone::Warn}, {"bad", Tone::Bad}};
        for (const auto &[word, tone] : tones) {
            row(qPrintable(QStringLiteral("%1 on its soft").arg(QLatin1StringView(word))),
                theme.ink(tone), theme.soft(tone));
            row(qPrintable(QStringLiteral("%1 on surface").arg(QLatin1StringView(word))),
                theme.ink(tone), theme.surface);
            row(qPrintable(QStringLiteral("%1 on alternate").arg(QLatin1StringView(word))),
                theme.ink(tone), theme.alternate);
        }
        row("text on accent", theme.onAccent, theme.accent);
        row("text on bad", theme.onAccent, theme.bad);
    }
}

void TestTheme::everyUsedPairIsReadable()
{
    QFETCH(const QColor, foreground);
    QFETCH(const QColor, ground);
    const double ratio = contrast(foreground, ground);
    QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio, 'f', 2)));
}

void TestTheme::contrastFollowsTheDefinition()
{
    QVERIFY(qFuzzyCompare(contrast(Qt::white, Qt::black), 21.0));
    QVERIFY(qFuzzyCompare(contrast(Qt::white, Qt::white), 1.0));
    QVERIFY(std::abs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
}

void TestTheme::paletteCarriesTheTheme()
{
    QCOMPARE(Theme::of(Theme::light().palette()), Theme::light());
    QCOMPARE(Theme::of(Theme::dark().palette()), Theme::dark());
}

void TestTheme::styleSheetsDoNotHideTheThemeFromWidgets()
{
    const ThemeController controller(*qApp, ThemeMode::Dark);
    QPushButton button;
    button.setProperty("variant", QStringLiteral("primary"));
    button.show();
    QCOMPARE(Theme::of(&button), Theme::dark());
}

void TestTheme::styleSheetIsFilledIn()
{
    for (const Theme &theme : {Theme::light(), Theme::dark()}) {
        const QString sheet = styleSheet(theme);
        QVERIFY(!sheet.contains(QLatin1Char('@')));
        static const QRegularExpression emptyValue(QStringLiteral(":\\s*;"));
        QVERIFY2(!sheet.contains(emptyValue), "a token has no value");
        QVERIFY(sheet.contains(theme.accent.name()));
        // Every widget that is made is matched against the sheet.
        QVERIFY(sheet.size() < 16 * 1024);
    }
}

void TestTheme::styleSheetImagesExistInTheRightColour()
{
    const ThemeController controller(*qApp, ThemeMode::Light);
    for (const Theme &theme : {Theme::light(), Theme::dark()}) {
        static const QRegularExpression url(QStringLiteral("url\\((:[^)]+)\\)"));
        int found = 0;
        for (auto it = url.globalMatch(styleSheet(theme)); it.hasNext(); ++found) {
            QFile file(it.next().captured(1));
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            const QByteArray svg = file.readAll();
            const bool arrow = file.fileName().contains(QStringLiteral("arrow"));
            const QColor color = arrow ? theme.muted : theme.onAccent;
            QVERIFY2(svg.contains(color.name().toLatin1()), qPrintable(file.fileName()));
        }
        QVERIFY(found > 5);
    }
}

void TestTheme::controllerRestylesWhatIsOpen()
{
    ThemeController controller(*qApp, ThemeMode::Light);
    QLineEdit field;
    field.show();
    QCOMPARE(field.palette().color(QPalette::Text), Theme::light().text);
    QSignalSpy changed(&controller, &ThemeController::changed);

    controller.setMode(ThemeMode::Dark);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(Theme::of(&field), Theme::dark());
    QCOMPARE(field.palette().color(QPalette::Text), Theme::dark().text);

    controller.setMode(ThemeMode::Dark);
    QCOMPARE(changed.count(), 1);
    controller.setMode(ThemeMode::Light);
    QCOMPARE(Theme::of(&field), Theme::light());
}

void TestTheme::everyIconIsDrawn_data()
{
    QTest::addColumn<QString>("name");
    const ThemeController controller(*qApp, ThemeMode::Light);
    const QStringList files = QDir(QStringLiteral(":/keywright/icons")).entryList();
    QVERIFY(files.size() >= 28);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << file.chopped(4);
}

void TestTheme::everyIconIsDrawn()
{
    QFETCH(const QString, name);
    const ThemeController controller(*qApp, ThemeMode::Light);
    const QImage image = icons::icon(name).pixmap(QSize(16, 16)).toImage();
    int strong = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            strong += image.pixelColor(x, y).alpha() > 128 ? 1 : 0;
    }
    QVERIFY2(strong > 8, "next to nothing is drawn");
    QVERIFY2(strong < 160, "a line icon is not a block");
}

void TestTheme::iconFollowsTheTheme()
{
    ThemeController controller(*qApp, ThemeMode::Light);
    const QIcon icon = icons::icon(QStringLiteral("dot"), Ink::Ok);
    const auto centre = [&icon] {
        return icon.pixmap(QSize(16, 16)).toImage().pixelColor(8, 8);
    };
    QCOMPARE(centre(), Theme::light().ok);
    controller.setMode(ThemeMode::Dark);
    QCOMPARE(centre(), Theme::dark().ok);
}

void TestTheme::iconIsSharpAtTwiceTheSize()
{
    const ThemeController controller(*qApp, ThemeMode::Light);
    const QPixmap pixmap = icons::icon(QStringLiteral("close")).pixmap(QSize(16, 16), 2.0);
    QCOMPARE(pixmap.size(), QSize(32, 32));
    QCOMPARE(pixmap.devicePixelRatio(), 2.0);
}

void TestTheme::unknownIconIsNull()
{
    QVERIFY(icons::icon(QStringLiteral("no-such-icon")).isNull());
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
