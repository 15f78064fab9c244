#include "core/keychain/presence_index.h"

#include "core/base/json_reader.h"
#include "core/base/state_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLockFile>

#include <algorithm>

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

QByteArray serialise(const QList<StoredCredential> &entries)
{
    QJsonArray array;
    for (const auto &entry : entries)
        array.append(toJson(entry));
    const QJsonObject root{{QStringLiteral("version"), 1}, {QStringLiteral("credentials"), array}};
    return QJsonDocument(root).toJson();
}

Result<QList<StoredCredential>> parse(const QByteArray &content)
{
    QList<StoredCredential> entries;
    if (content.isEmpty())
        return entries;
    auto root = parseJsonObject(content);
    if (!root)
        return failure(std::move(root).error());
    JsonReader reader(*root);
    reader.forEach(QStringLiteral("credentials"), [&entries](JsonReader &item) {
        StoredCredential entry;
        entry.key.connectionId = item.string(QStringLiteral("connection"));
        entry.key.owner = item.string(QStringLiteral("owner"));
        entry.key.item = item.string(QStringLiteral("item"));
        entry.label = item.optionalString(QStringLiteral("label"));
        entries.append(entry);
    });
    if (!reader.ok())
        return failure(reader.error());
    return entries;
}

void eraseKey(QList<StoredCredential> &entries, const CredentialKey &key)
{
    entries.removeIf([&key](const StoredCredential &entry) { return entry.key == key; });
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

Result<QList<StoredCredential>> PresenceIndex::entries() const
{
    const auto content = readStateFile(m_file, sizeCap);
    if (!content)
        return failure(content.error());
    if (auto entries = parse(*content))
        return entries;
    QLockFile lock(lockName(m_file));
    if (!lock.tryLock(lockWait))
        return failure(lockedError());
    return readLocked();
}

Result<bool> PresenceIndex::contains(const CredentialKey &key) const
{
    const auto all = entries();
    if (!all)
        return failure(all.error());
    return std::any_of(all->begin(), all->end(), [&key](const StoredCredential &entry) {
        return entry.key == key;
    });
}

/// Under the lock, so that what is set aside is never what another program has just mended.
Result<QList<StoredCredential>> PresenceIndex::readLocked() const
{
    const auto content = readStateFile(m_file, sizeCap);
    if (!content)
        return failure(content.error());
    auto entries = parse(*content);
    if (entries)
        return entries;
    const auto aside = setAside(m_file);
    return failure(aside ? damagedError(*aside) : aside.error());
}

Result<void> PresenceIndex::mark(const StoredCredential &credential)
{
    return change([&credential](QList<StoredCredential> &entries) {
        eraseKey(entries, credential.key);
        entries.append(credential);
    });
}

Result<void> PresenceIndex::unmark(const CredentialKey &key)
{
    return change([&key](QList<StoredCredential> &entries) { eraseKey(entries, key); });
}

template <class Change> Result<void> PresenceIndex::change(Change change)
{
    // The lock stands beside the file, so the folder has to be there first.
    if (auto made = ensureStateDirectory(QFileInfo(m_file).absolutePath()); !made)
        return made;
    QLockFile lock(lockName(m_file));
    if (!lock.tryLock(lockWait))
        return failure(lockedError());
    auto entries = readLocked();
    if (!entries)
        return failure(std::move(entries).error());
    const QList<StoredCredential> before = *entries;
    change(*entries);
    if (*entries == before)
        return {};
    return writeStateFile(m_file, serialise(*entries));
}

} // namespace keywright
