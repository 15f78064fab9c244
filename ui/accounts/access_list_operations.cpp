#include "ui/accounts/access_list_operations.h"

#include "core/accounts/access_actions.h"
#include "core/base/deliver.h"
#include "core/provider/access_lists.h"
#include "ui/accounts/access_list_loader.h"
#include "ui/accounts/add_addresses_dialog.h"
#include "ui/accounts/confirm_twice.h"

#include <QWidget>

#include <algorithm>

namespace keywright {
namespace {

/// Of many addresses only the first are named in a question.
constexpr qsizetype namedInQuestion = 5;

} // namespace

AccessListOperations::AccessListOperations(
    AccessListLoader &list, TaskList &tasks, QWidget *dialogParent)
    : QObject(dialogParent)
    , m_list(list)
    , m_tasks(tasks)
    , m_dialogParent(dialogParent)
{
}

AccessListOperations::~AccessListOperations() = default;

AccountKey AccessListOperations::key() const
{
    const auto &session = m_list.session();
    return {session ? session->connection().id : QString(), m_list.account().id};
}

void AccessListOperations::fail(const AccountKey &key, const Error &error)
{
    // After a lost answer the server may hold something else than the list shows.
    if (error.outcomeUnknown && m_list.session() && key == this->key())
        m_list.reload();
    Q_EMIT failed(key, error);
}

void AccessListOperations::add()
{
    if (!m_list.isKnown())
        return;
    auto *dialog = new AddAddressesDialog(m_list, m_dialogParent);
    connect(
        dialog, &AddAddressesDialog::added, this,
        [this, key = key()](const QList<AccessEntry> &entries, int count) {
            m_list.put(key.accountId, entries);
            Q_EMIT succeeded(
                key, count == 1 ? tr("The address has been added.")
                                : tr("%n addresses have been added.", nullptr, count));
        });
    // An answer that did not arrive may have been preceded by the deed.
    connect(dialog, &DialogFrame::rejected, this, [this, dialog] {
        if (dialog->hasSent() && m_list.session())
            m_list.reload();
    });
    dialog->open();
}

void AccessListOperations::addMine()
{
    if (!m_list.isKnown())
        return;
    if (!m_list.myAddress().isEmpty())
        return confirmMine();
    CancelSource cancel;
    auto task = std::make_shared<TaskHandle>(m_tasks.begin(
        tr("Finding out this machine’s address"), [cancel]() mutable { cancel.cancel(); }));
    deliver(
        m_list.session()->provider()->accessLists()->myAddress(cancel.token()), this,
        [this, task, key = key()](const Result<QString> &address) {
            task->end();
            if (!address)
                return fail(key, address.error());
            // People may have chosen another account meanwhile.
            if (key != this->key())
                return;
            m_list.setMyAddress(*address);
            confirmMine();
        });
}

void AccessListOperations::confirmMine()
{
    const QString address = m_list.myAddress();
    const QList<AccessEntry> entries = m_list.entries();
    const auto covering =
        std::find_if(entries.cbegin(), entries.cend(), [&address](const AccessEntry &entry) {
            return coversAddress(entry, address);
        });
    if (covering != entries.cend()) {
        Q_EMIT succeeded(
            key(),
            covering->address == address
                ? tr("This machine calls from %1, which is on the list already.").arg(address)
                : tr("This machine calls from %1, which %2 covers already.")
                      .arg(address, covering->address));
        return;
    }
    ConfirmRequest request;
    request.title = tr("Add %1?").arg(address);
    request.sentence =
        tr("The server says that this machine calls from %1. Tokens of %2 will work from there.")
            .arg(address, m_list.account().name);
    if (entries.isEmpty() && !(m_list.rules() && m_list.rules()->accessListRequired))
        request.consequences.append(
            tr("The list is empty now; with this entry, tokens work from this address only."));
    request.actionText = tr("Add");
    confirm(request, m_dialogParent, this, [this, address, before = key()] {
        // The question was about this account; another may be shown by now.
        if (m_list.session() && before == key())
            sendMine(address);
    });
}

void AccessListOperations::sendMine(const QString &address)
{
    CancelSource cancel;
    auto task = std::make_shared<TaskHandle>(
        m_tasks.begin(tr("Adding %1").arg(address), [cancel]() mutable { cancel.cancel(); }));
    deliver(
        addAccessEntries(m_list.session(), m_list.account().id, {address}, cancel.token()), this,
        [this, task, address, key = key()](const Result<QList<AccessEntry>> &entries) {
            task->end();
            if (!entries)
                return fail(key, entries.error());
            m_list.put(key.accountId, *entries);
            Q_EMIT succeeded(key, tr("%1 has been added.").arg(address));
        });
}

ConfirmRequest
AccessListOperations::removalRequest(const QStringList &addresses, bool opensList) const
{
    const auto count = static_cast<int>(addresses.size());
    ConfirmRequest request;
    request.title = count == 1 ? tr("Remove %1?").arg(addresses.constFirst())
                               : tr("Remove %n addresses?", nullptr, count);
    request.sentence = count == 1
                           ? tr("Tokens of %1 no longer work from there, unless another entry "
                                "covers it.")
                                 .arg(m_list.account().name)
                           : tr("Tokens of %1 no longer work from there, unless another entry "
                                "covers them.")
                                 .arg(m_list.account().name);
    if (count > 1) {
        request.consequences = addresses.mid(0, namedInQuestion);
        if (count > namedInQuestion)
            request.consequences.append(
                tr("and %n more", nullptr, count - static_cast<int>(namedInQuestion)));
    }
    if (opensList)
        request.sentence =
            m_list.rules()
                ? tr("The list is empty then: tokens of %1 work from every address.")
                      .arg(m_list.account().name)
                : tr("The list is empty then: tokens of %1 work from every address, unless the "
                     "organization requires a list.")
                      .arg(m_list.account().name);
    request.actionText = tr("Remove");
    request.destructive = true;
    return request;
}

void AccessListOperations::remove(const QStringList &addresses)
{
    if (!m_list.isKnown() || addresses.isEmpty())
        return;
    QList<AccessEntry> after = m_list.entries();
    after.removeIf(
        [&addresses](const AccessEntry &entry) { return addresses.contains(entry.address); });
    const bool required = m_list.rules() && m_list.rules()->accessListRequired;
    const bool opensList = after.isEmpty() && !required;
    confirmTwice(
        removalRequest(addresses, opensList), m_list.lockoutWarning(after), m_dialogParent, this,
        [this, addresses, before = key()] {
            if (m_list.session() && before == key())
                sendRemoval(addresses);
        });
}

void AccessListOperations::sendRemoval(const QStringList &addresses)
{
    CancelSource cancel;
    const QString text = tr("Removing addresses of %1").arg(m_list.account().name);
    auto task =
        std::make_shared<TaskHandle>(m_tasks.begin(text, [cancel]() mutable { cancel.cancel(); }));
    deliver(
        removeAccessEntries(m_list.session(), m_list.account().id, addresses, cancel.token()), this,
        [this, task, addresses, key = key()](const Result<void> &removed) {
            task->end();
            if (m_list.session() && key == this->key())
                m_list.reload();
            if (!removed) {
                Q_EMIT failed(key, removed.error());
                return;
            }
            const auto count = static_cast<int>(addresses.size());
            Q_EMIT succeeded(
                key, count == 1 ? tr("%1 has been removed.").arg(addresses.constFirst())
                                : tr("%n addresses have been removed.", nullptr, count));
        });
}

} // namespace keywright
