#include "ui/theme/theme_controller.h"
#include "ui/widgets/secret_field.h"

#include <QImage>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace keywright;
using namespace std::chrono_literals;

class TestSecretField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isMaskedUntilRevealed();
    void hidesItself();
    void hidesWithItsWindow();

private:
    const ThemeController m_theme{*qApp, ThemeMode::Light};
};

void TestSecretField::isMaskedUntilRevealed()
{
    SecretField field;
    QVERIFY(!field.revealButton()->isEnabled());
    field.setSecret(Secret(QByteArray("fake-0123456789")));
    field.resize(600, field.sizeHint().height());
    field.show();
    const QImage masked = field.grab().toImage();
    field.setSecret(Secret(QByteArray("fake-another-and-longer-value")));
    QCOMPARE(field.grab().toImage(), masked);

    QSignalSpy changed(&field, &SecretField::revealedChanged);
    QTest::mouseClick(field.revealButton(), Qt::LeftButton);
    QVERIFY(field.isRevealed());
    QCOMPARE(field.revealButton()->text(), QStringLiteral("Hide"));
    QVERIFY(field.grab().toImage() != masked);
    field.revealButton()->click();
    QVERIFY(!field.isRevealed());
    QCOMPARE(changed.count(), 2);

    QSignalSpy copy(&field, &SecretField::copyRequested);
    field.copyButton()->click();
    QCOMPARE(copy.count(), 1);
    for (const QWidget *child : field.findChildren<QWidget *>())
        QVERIFY(!child->accessibleName().contains(QStringLiteral("fake")));
}

void TestSecretField::hidesItself()
{
    SecretField field;
    field.setSecret(Secret(QByteArray("fake-0123456789")));
    field.setRevealTime(20ms);
    field.show();
    QSignalSpy changed(&field, &SecretField::revealedChanged);
    field.revealButton()->click();
    QTRY_COMPARE(changed.count(), 2);
    QVERIFY(!field.isRevealed());
}

void TestSecretField::hidesWithItsWindow()
{
    SecretField field;
    field.setSecret(Secret(QByteArray("fake-0123456789")));
    field.show();
    field.revealButton()->click();
    field.hide();
    QVERIFY(!field.isRevealed());
}

QTEST_MAIN(TestSecretField)
#include "tst_secret_field.moc"
