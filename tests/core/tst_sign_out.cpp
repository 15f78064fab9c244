// The end of sessions: their tokens go back to the servers, or nobody waits any longer.

#include "core/connection/sign_out.h"
#include "core/net/pause.h"
#include "tests/support/awaited.h"
#include "tests/support/fake_provider.h"
#include "tests/support/faulty_credential_store.h"

#include <QTest>
#include <QTimer>

using namespace keywright;
using namespace keywright::test;
using namespace std::chrono_literals;

namespace {

/// A server that never confirms, when told so.
class StubbornAuthorizer : public Authorizer
{
public:
    explicit StubbornAuthorizer(bool answers)
        : m_answers(answers)
    {
    }

    Async<Secret> authorization(AuthorizationContext) override { co_return Result<Secret>(); }
    bool rejected(const Secret &, const HttpResponse &) override { return false; }
    Async<void> revoke(CancelToken cancel) override
    {
        ++asked;
        if (m_answers)
            co_return Result<void>();
        co_await pause(1h, cancel);
        ++givenUp;
        co_return failure(makeError(ErrorKind::Cancelled, QStringLiteral("Given up.")));
    }

    int asked = 0;
    int givenUp = 0;

private:
    bool m_answers;
};

} // namespace

class SignOutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_log = std::make_shared<QStringList>(); }

    void nobodyIsSignedOutAtOnce() { QVERIFY(await(signOutAll({}, 1h, CancelToken()))); }

    void allAreAsked()
    {
        QVERIFY(await(signOutAll({session(m_answering), session(m_answering)}, 1h, CancelToken())));
        QCOMPARE(m_answering->asked, 2);
    }

    void theDeadlineEndsTheWaiting()
    {
        QVERIFY(await(signOutAll(
            {session(m_stubborn), session(m_stubborn), session(m_answering)}, 50ms,
            CancelToken())));
        QCOMPARE(m_stubborn->givenUp, 2);
        QCOMPARE(m_answering->asked, 1);
    }

    void cancellingEndsTheWaiting()
    {
        CancelSource cancel;
        QTimer::singleShot(0, this, [&cancel] { cancel.cancel(); });
        QVERIFY(await(signOutAll({session(m_stubborn)}, 1h, cancel.token())));
        QCOMPARE(m_stubborn->givenUp, 1);
    }

    void cancelledBeforeItBegins()
    {
        CancelSource cancel;
        cancel.cancel();
        QVERIFY(await(signOutAll({session(m_stubborn)}, 1h, cancel.token())));
        QCOMPARE(m_stubborn->givenUp, 1);
    }

    void whatIsGivenBackEndsByItself()
    {
        const auto open = session(m_answering);
        open->giveBack(m_stubborn);
        QCOMPARE(m_stubborn->asked, 1);
        QTRY_COMPARE(m_stubborn->givenUp, 1);
    }

    void theEndWaitsForWhatIsGivenBack()
    {
        const auto open = session(m_answering);
        open->giveBack(m_stubborn);
        QVERIFY(await(signOutAll({open}, 50ms, CancelToken())));
        QCOMPARE(m_stubborn->givenUp, 1);
    }

    void cleanup()
    {
        m_answering = std::make_shared<StubbornAuthorizer>(true);
        m_stubborn = std::make_shared<StubbornAuthorizer>(false);
    }

private:
    std::shared_ptr<Session> session(const std::shared_ptr<Authorizer> &authorizer) const
    {
        return std::make_shared<Session>(
            Connection(), std::make_shared<FakeProvider>(m_log), authorizer,
            std::make_shared<FaultyCredentialStore>(m_log));
    }

    std::shared_ptr<QStringList> m_log;
    std::shared_ptr<StubbornAuthorizer> m_answering = std::make_shared<StubbornAuthorizer>(true);
    std::shared_ptr<StubbornAuthorizer> m_stubborn = std::make_shared<StubbornAuthorizer>(false);
};

QTEST_GUILESS_MAIN(SignOutTest)
#include "tst_sign_out.moc"
