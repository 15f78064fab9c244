#include "ui/lookup/latency_histogram.h"
#include "ui/theme/theme.h"

#include <QSignalSpy>
#include <QTest>

using namespace keywright;
using namespace std::chrono_literals;

class tst_LatencyHistogram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsAllBarsToScreenReaders();
    void beginsAtTheTallestBar();
    void goesFromBarToBarWithArrowKeys();
    void choosesTheBarUnderTheMouse();
    void forgetsTheBarOfAnotherRun();
    void showsNothingWithoutTimes();
    void paintsEvenTheSmallestBar();

private:
    int inked(int bar) const;

    std::unique_ptr<LatencyHistogram> m_histogram;
};

void tst_LatencyHistogram::init()
{
    m_histogram = std::make_unique<LatencyHistogram>();
    m_histogram->setPalette(Theme::light().palette());
    m_histogram->resize(320, m_histogram->sizeHint().height());
    QList<std::chrono::microseconds> times(997, 12ms);
    times += {17ms, 42ms, 43ms};
    m_histogram->setSummary(summarized(times));
    m_histogram->show();
    QVERIFY(QTest::qWaitForWindowActive(m_histogram.get()));
}

void tst_LatencyHistogram::tellsAllBarsToScreenReaders()
{
    QCOMPARE(m_histogram->accessibleName(), QStringLiteral("Latency histogram"));
    QCOMPARE(
        m_histogram->accessibleDescription(),
        QStringLiteral("10 ms to 15 ms: 997 of 1000; 15 ms to 20 ms: 1 of 1000; "
                       "30 ms to 50 ms: 2 of 1000"));
}

void tst_LatencyHistogram::beginsAtTheTallestBar()
{
    m_histogram->clearFocus();
    m_histogram->setSummary(summarized({5ms, 12ms, 13ms}));
    QCOMPARE(m_histogram->current(), -1);
    m_histogram->setFocus(Qt::TabFocusReason);
    QCOMPARE(
        m_histogram->barText(m_histogram->current()), QStringLiteral("10 ms to 15 ms: 2 of 3"));
}

void tst_LatencyHistogram::goesFromBarToBarWithArrowKeys()
{
    const QSignalSpy changes(m_histogram.get(), &LatencyHistogram::currentChanged);
    m_histogram->setFocus(Qt::TabFocusReason);
    QTest::keyClick(m_histogram.get(), Qt::Key_Right);
    QCOMPARE(
        m_histogram->barText(m_histogram->current()), QStringLiteral("15 ms to 20 ms: 1 of 1000"));
    QTest::keyClick(m_histogram.get(), Qt::Key_End);
    QCOMPARE(
        m_histogram->barText(m_histogram->current()), QStringLiteral("30 ms to 50 ms: 2 of 1000"));
    QTest::keyClick(m_histogram.get(), Qt::Key_Right);
    QTest::keyClick(m_histogram.get(), Qt::Key_Home);
    QTest::keyClick(m_histogram.get(), Qt::Key_Left);
    QCOMPARE(m_histogram->current(), 0);
    QVERIFY(changes.count() >= 3);
}

void tst_LatencyHistogram::choosesTheBarUnderTheMouse()
{
    QTest::mouseClick(m_histogram.get(), Qt::LeftButton, {}, {70, 10});
    QCOMPARE(m_histogram->current(), 1);
    QTest::mouseClick(m_histogram.get(), Qt::LeftButton, {}, {310, 10});
    QCOMPARE(m_histogram->current(), 1);
}

void tst_LatencyHistogram::forgetsTheBarOfAnotherRun()
{
    QTest::mouseClick(m_histogram.get(), Qt::LeftButton, {}, {70, 10});
    m_histogram->setSummary(summarized({5ms}));
    QCOMPARE(m_histogram->current(), -1);
}

void tst_LatencyHistogram::showsNothingWithoutTimes()
{
    m_histogram->setSummary({});
    QVERIFY(m_histogram->accessibleDescription().isEmpty());
    QTest::keyClick(m_histogram.get(), Qt::Key_Right);
    QTest::mouseClick(m_histogram.get(), Qt::LeftButton, {}, {10, 10});
    QCOMPARE(m_histogram->current(), -1);
    QVERIFY(!m_histogram->grab().isNull());
}

/// Pixels of a bar that are not background.
int tst_LatencyHistogram::inked(int bar) const
{
    const QImage image = m_histogram->grab().toImage();
    const qreal scale = image.devicePixelRatio();
    const int x = int((64 * bar + 20) * scale);
    const QRgb background = image.pixel(x, 0);
    int count = 0;
    for (int y = 0; y < int(62 * scale); ++y)
        count += image.pixel(x, y) != background ? 1 : 0;
    return count;
}

void tst_LatencyHistogram::paintsEvenTheSmallestBar()
{
    m_histogram->clearFocus();
    QVERIFY(inked(0) > 50);
    QCOMPARE(inked(2), 0); // nothing took 20 to 30 ms
}

QTEST_MAIN(tst_LatencyHistogram)
#include "tst_latency_histogram.moc"
