#include "core/keychain/presence_index.h"

#include "core/base/json_reader.h"
#include "core/base/state_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLockFile>

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

constexpr int lockWait = 2000; // ms; holders need a few

QJsonObject toJson(const StoredCredential &credential)
{
    return {
        {QStringLiteral("connection"), credential.key.connectionId},
        {QStringLiteral("owner"), credential.key.owner},
        {QStringLiteral("item"), credential.key.item},
        {QStringLiteral("label"), credential.label}};
}

QString lockName(const QString &file)
{
    return file + QStringLiteral(".lock");
}

struct PresenceIndexMessages
{
    Q_DECLARE_TR_FUNCTIONS(Keychain)
};

Error lockedError()
{
    return makeError(
        ErrorKind::Storage,
        PresenceIndexMessages::tr(
            "The list of stored secrets could not be used: another program holds it, or its "
            "folder cannot be written."),
        PresenceIndexMessages::tr("Check the permissions of the data folder, then try again."));
}

Error damagedError(const QString &keptAs)
{
    return makeError(
        ErrorKind::Storage,
        PresenceIndexMessages::tr(
            "The list of stored secrets is damaged, so the keychain may hold secrets that "
            "are not known here any more."),
        PresenceIndexMessages::tr(
            "The damaged list was kept as %1. Look for entries that begin with “Keywright” "
            "in the system's password program, then try again.")
            .arg(QDir::toNativeSeparators(keptAs)));
}

} // namespace

PresenceIndex::PresenceIndex(QString file)
    : m_file(std::move(file))
{
}

QByteArray PresenceIndex::serialise(const QList<Mark> &marks)
{
    QJsonArray array;
    for (const Mark &mark : marks) {
        QJsonObject object = toJson(mark.credential);
        if (!mark.isConfirmed)
            object.insert(QStringLiteral("unconfirmed"), true);
        array.append(object);
    }
    const QJsonObject root{{QStringLiteral("version"), 1}, {QStringLiteral("credentials"), array}};
    return QJsonDocument(root).toJson();
}

Result<QList<PresenceIndex::Mark>> PresenceIndex::parse(const QByteArray &content)
{
    QList<Mark> marks;
    if (content.isEmpty())
        return marks;
    auto root = parseJsonObject(content);
    if (!root)
        return failure(std::move(root).error());
    JsonReader reader(*root);
    reader.forEach(QStringLiteral("credentials"), [&marks](JsonReader &item) {
        Mark mark;
        CredentialKey &key = mark.credential.key;
        key.connectionId = item.string(QStringLiteral("connection"));
        key.owner = item.string(QStringLiteral("owner"));
        key.item = item.string(QStringLiteral("item"));
        mark.credential.label = item.optionalString(QStringLiteral("label"));
        mark.isConfirmed = !item.optionalBoolean(QStringLiteral("unconfirmed"), false);
        marks.append(mark);
    });
    if (!reader.ok())
        return failure(reader.error());
    return marks;
}

Result<QList<PresenceIndex::Mark>> PresenceIndex::read() const
{
    const auto content = readStateFile(m_file, sizeCap);
    if (!content)
        return failure(content.error());
    if (auto marks = parse(*content))
        return marks;
    QLockFile lock(lockName(m_file));
    if (!lock.tryLock(lockWait))
        return failure(lockedError());
    return readLocked();
}

Result<QList<StoredCredential>> PresenceIndex::entries() const
{
    const auto marks = read();
    if (!marks)
        return failure(marks.error());
    QList<StoredCredential> credentials;
    for (const Mark &mark : *marks)
        credentials.append(mark.credential);
    return credentials;
}

Result<bool> PresenceIndex::contains(const CredentialKey &key) const
{
    const auto marks = read();
    if (!marks)
        return failure(marks.error());
    return std::any_of(marks->begin(), marks->end(), [&key](const Mark &mark) {
        return mark.credential.key == key;
    });
}

Result<bool> PresenceIndex::isConfirmed(const CredentialKey &key) const
{
    const auto marks = read();
    if (!marks)
        return failure(marks.error());
    return std::any_of(marks->begin(), marks->end(), [&key](const Mark &mark) {
        return mark.credential.key == key && mark.isConfirmed;
    });
}

/// Under the lock, so that what is set aside is never what another program has just mended.
Result<QList<PresenceIndex::Mark>> PresenceIndex::readLocked() const
{
    const auto content = readStateFile(m_file, sizeCap);
    if (!content)
        return failure(content.error());
    auto marks = parse(*content);
    if (marks)
        return marks;
    const auto aside = setAside(m_file);
    return failure(aside ? damagedError(*aside) : aside.error());
}

Result<void> PresenceIndex::mark(const StoredCredential &credential)
{
    return change([&credential](QList<Mark> &marks) {
        Mark marked{credential, false};
        for (const Mark &mark : std::as_const(marks)) {
            if (mark.credential.key == credential.key)
                marked.isConfirmed = mark.isConfirmed;
        }
        marks.removeIf(
            [&credential](const Mark &mark) { return mark.credential.key == credential.key; });
        marks.append(marked);
    });
}

Result<void> PresenceIndex::confirm(const CredentialKey &key)
{
    return change([&key](QList<Mark> &marks) {
        for (Mark &mark : marks)
            mark.isConfirmed = mark.isConfirmed || mark.credential.key == key;
    });
}

Result<void> PresenceIndex::unmark(const CredentialKey &key)
{
    return change([&key](QList<Mark> &marks) {
        marks.removeIf([&key](const Mark &mark) { return mark.credential.key == key; });
    });
}

template <class Change> Result<void> PresenceIndex::change(Change change)
{
    // The lock stands beside the file, so the folder has to be there first.
    if (auto made = ensureStateDirectory(QFileInfo(m_file).absolutePath()); !made)
        return made;
    QLockFile lock(lockName(m_file));
    if (!lock.tryLock(lockWait))
        return failure(lockedError());
    auto marks = readLocked();
    if (!marks)
        return failure(std::move(marks).error());
    const QList<Mark> before = *marks;
    change(*marks);
    if (*marks == before)
        return {};
    return writeStateFile(m_file, serialise(*marks));
}

} // namespace keywright
