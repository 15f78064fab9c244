#pragma once

#include "tests/support/gate.h"
#include "tests/ui/accounts_page_fixture.h"

#include <QCoro/QCoroSignal>
#include <QPlainTextEdit>
#include <QTableView>

namespace keywright::test {

/// Access lists in memory. Each call can fail once, and reading can be held back.
class FakeAccessLists : public AccessLists
{
public:
    int maxEntries() const override { return most; }
    Async<QList<AccessEntry>> list(QString accountId, CancelToken cancel) override
    {
        ++reads;
        if (const auto held = gate) {
            cancel.onCancelled(held.get(), [held] { Q_EMIT held->opened(); });
            co_await qCoro(held.get(), &Gate::opened);
        }
        if (cancel.isCancelled())
            co_return failure(makeError(ErrorKind::Cancelled, QStringLiteral("Stopped.")));
        if (auto error = std::exchange(listError, std::nullopt))
            co_return failure(*error);
        co_return Result<QList<AccessEntry>>(entries[accountId]);
    }
    Async<QList<AccessEntry>> add(QString accountId, QStringList addresses, CancelToken) override
    {
        sent.append(addresses);
        if (auto error = std::exchange(addError, std::nullopt))
            co_return failure(*error);
        for (const QString &address : addresses)
            put(accountId, address);
        co_return Result<QList<AccessEntry>>(entries[accountId]);
    }
    Async<void> remove(QString accountId, QString address, CancelToken) override
    {
        if (removeErrors.contains(address))
            co_return failure(removeErrors.take(address));
        entries[accountId].removeIf(
            [&address](const AccessEntry &entry) { return entry.address == address; });
        co_return Result<void>();
    }
    Async<QString> myAddress(CancelToken) override
    {
        if (mine.isEmpty())
            co_return failure(makeError(ErrorKind::NotFound, QStringLiteral("Nobody knows.")));
        co_return Result<QString>(mine);
    }
    bool isAddressRefusal(const Error &error) const override
    {
        return error.providerCode == QStringLiteral("ADDRESS");
    }

    AccessEntry &put(const QString &accountId, const QString &address)
    {
        AccessEntry entry;
        entry.address = address;
        entries[accountId].append(entry);
        return entries[accountId].last();
    }
    QStringList addresses(const QString &accountId) const
    {
        QStringList texts;
        for (const AccessEntry &entry : entries.value(accountId))
            texts.append(entry.address);
        return texts;
    }

    int most = 200;
    QHash<QString, QList<AccessEntry>> entries;
    QString mine = QStringLiteral("203.0.113.7");
    QList<QStringList> sent;
    int reads = 0;
    std::shared_ptr<Gate> gate; ///< reading waits for it
    std::optional<Error> listError;
    std::optional<Error> addError;
    QHash<QString, Error> removeErrors;
};

class FakeOrganizationSettings : public OrganizationSettings
{
public:
    Async<OrganizationRules> rules(CancelToken) override
    {
        if (error)
            co_return failure(*error);
        co_return Result<OrganizationRules>(demanded);
    }

    OrganizationRules demanded;
    std::optional<Error> error;
};

/// The page on a system in memory that has access lists; "fraud" is chosen, its tab open.
class AccessListFixture : public AccountsPageFixture
{
protected:
    void makeListWorld()
    {
        makeWorld();
        m_lists = std::make_shared<FakeAccessLists>();
        m_settings = std::make_shared<FakeOrganizationSettings>();
        m_world->provider->supported.accessLists = true;
        m_world->provider->lists = m_lists;
        m_world->provider->settings = m_settings;
        addFraud();
    }
    /// Opens the tab of "fraud" and waits until it was read.
    void openList()
    {
        open();
        choose("fraud");
        openTab("Access list");
        QTRY_VERIFY(m_world->tasks.tasks().empty());
    }
    QTableView *table() const { return named<QTableView>(m_page, QStringLiteral("Access list")); }
    QStringList listed() const
    {
        QStringList texts;
        for (int row = 0; table() && row < table()->model()->rowCount(); ++row)
            texts.append(table()->model()->index(row, 0).data().toString());
        return texts;
    }
    void type(const QString &text)
    {
        auto *field = named<QPlainTextEdit>(dialog(), QStringLiteral("Addresses"));
        QVERIFY(field);
        field->setPlainText(text);
    }
    QStringList onServer() const { return m_lists->addresses(m_fraud); }

    const QString m_fraud = QStringLiteral("id-fraud");
    std::shared_ptr<FakeAccessLists> m_lists;
    std::shared_ptr<FakeOrganizationSettings> m_settings;
};

} // namespace keywright::test
