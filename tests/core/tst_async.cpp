#include "core/base/cancel.h"
#include "core/base/deliver.h"

#include <QCoro/QCoroTimer>
#include <QTest>
#include <QTimer>

using namespace keywright;

namespace {

Async<int> afterOneTurn(int value)
{
    QTimer timer;
    timer.setSingleShot(true);
    timer.start(0);
    co_await timer;
    co_return Result<int>(value);
}

} // namespace

class AsyncTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deliversOnce()
    {
        QObject context;
        QList<int> heard;
        deliver(afterOneTurn(7), QPointer<QObject>(&context), [&heard](const Result<int> &result) {
            heard += *result;
        });
        QTRY_COMPARE(heard, QList<int>{7});
    }

    void aClosedPageHearsNothing()
    {
        auto context = std::make_unique<QObject>();
        bool heard = false;
        bool finished = false;
        deliver(afterOneTurn(7), QPointer<QObject>(context.get()), [&heard](const Result<int> &) {
            heard = true;
        });
        context.reset();
        QObject other;
        deliver(afterOneTurn(8), QPointer<QObject>(&other), [&finished](const Result<int> &) {
            finished = true;
        });
        QTRY_VERIFY(finished);
        QVERIFY(!heard);
    }

    void cancellingIsHeardOnce()
    {
        CancelSource source;
        QObject context;
        int heard = 0;
        source.token().onCancelled(&context, [&heard] { ++heard; });
        QVERIFY(!source.token().isCancelled());
        source.cancel();
        source.cancel();
        QVERIFY(source.token().isCancelled());
        QCOMPARE(heard, 1);
    }

    void listeningTooLateIsHeardAtOnce()
    {
        CancelSource source;
        source.cancel();
        QObject context;
        int heard = 0;
        source.token().onCancelled(&context, [&heard] { ++heard; });
        QCOMPARE(heard, 1);
    }

    void aListenerThatDiedIsNotCalled()
    {
        CancelSource source;
        int heard = 0;
        {
            QObject context;
            source.token().onCancelled(&context, [&heard] { ++heard; });
        }
        source.cancel();
        QCOMPARE(heard, 0);
    }

    void aDefaultTokenIsNeverCancelled()
    {
        const CancelToken token;
        QObject context;
        token.onCancelled(&context, [] { QFAIL("never"); });
        QVERIFY(!token.isCancelled());
    }
};

QTEST_GUILESS_MAIN(AsyncTest)
#include "tst_async.moc"
