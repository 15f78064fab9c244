#include "core/base/secret.h"
#include "core/base/wiped_bytes.h"

#include <QDataStream>
#include <QTest>
#include <QTextStream>
#include <QUuid>

#include <concepts>
#include <fstream>
#include <ostream>
#include <type_traits>

using namespace keywright;

namespace {

template <class Stream>
concept Streams = requires(Stream &stream, const Secret &secret) { stream << secret; };

// What must not compile: a copy, a conversion to text, a stream that writes the value.
static_assert(!std::is_copy_constructible_v<Secret>);
static_assert(!std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret>);
static_assert(!std::is_convertible_v<Secret, QString>);
static_assert(!std::is_convertible_v<Secret, QByteArray>);
static_assert(!std::is_constructible_v<QString, const Secret &>);
static_assert(!std::is_constructible_v<QByteArray, const Secret &>);
static_assert(!std::is_constructible_v<Secret, const QByteArray &>);
static_assert(!Streams<std::ostream>);
static_assert(!Streams<QTextStream>);
static_assert(!Streams<QDataStream>);
static_assert(!std::is_copy_constructible_v<WipedBytes>);

QByteArray fakeValue()
{
    return QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
}

qint64 lockedKilobytes()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmLck:"))
            return QByteArray::fromStdString(line.substr(6))
                .simplified()
                .split(' ')
                .first()
                .toLongLong();
    }
    return -1;
}

} // namespace

class SecretTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheValueAndWipesTheSource()
    {
        const QByteArray expected = fakeValue();
        QByteArray source(expected.constData(), expected.size()); // a payload of its own
        const char *payload = source.constData();
        const QByteArray alias = source;
        const Secret secret(std::move(source));

        QCOMPARE(QByteArray::fromStdString(std::string(secret.expose())), expected);
        QCOMPARE(alias, QByteArray(expected.size(), '\0'));
        QCOMPARE(payload, alias.constData());
    }

    void takesLiteralsWithoutTouchingThem()
    {
        const Secret secret(QByteArrayLiteral("not-a-real-secret"));
        QCOMPARE(secret.size(), std::size_t(17));
        const Secret fromText = Secret::fromText(QStringLiteral("not-a-real-secret"));
        QVERIFY(fromText == secret);
    }

    void movingLeavesNothingBehind()
    {
        Secret first(fakeValue());
        const Secret expected = first.duplicate();
        Secret second(std::move(first));
        QVERIFY(first.isEmpty());
        QVERIFY(second == expected);
        Secret third;
        third = std::move(second);
        QVERIFY(second.isEmpty());
        QVERIFY(third == expected);
    }

    void comparesByValue()
    {
        const QByteArray value = fakeValue();
        const Secret a(QByteArray(value.constData(), value.size()));
        const Secret b(QByteArray(value.constData(), value.size()));
        const Secret longer(QByteArray(value + 'x'));
        const Secret other(fakeValue());
        QVERIFY(a == b);
        QVERIFY(!(a == longer));
        QVERIFY(!(longer == a));
        QVERIFY(!(a == other));
        QVERIFY(Secret() == Secret());
        QVERIFY(!(a == Secret()));
    }

    void printsAsBullets()
    {
        const QByteArray value = fakeValue();
        const Secret secret(QByteArray(value.constData(), value.size()));
        QString printed;
        QDebug(&printed) << secret;
        QCOMPARE(printed.trimmed(), QStringLiteral("•••"));
    }

    void locksItsMemory()
    {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("the address sanitizer's runtime turns mlock() into nothing");
#endif
        const qint64 before = lockedKilobytes();
        if (before < 0)
            QSKIP("this system does not tell how much memory is locked");
        const Secret secret(fakeValue());
        QVERIFY(lockedKilobytes() > before);
    }

    void wipedBytesWipeOnDestruction()
    {
        const QByteArray expected = fakeValue();
        QByteArray source(expected.constData(), expected.size());
        QByteArray alias = source;
        {
            const WipedBytes bytes(std::move(source));
            QCOMPARE(bytes.view(), expected);
        }
        QCOMPARE(alias, QByteArray(expected.size(), '\0'));
    }
};

QTEST_GUILESS_MAIN(SecretTest)
#include "tst_secret.moc"
