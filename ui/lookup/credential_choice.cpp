#include "ui/lookup/credential_choice.h"

#include "ui/lookup/lookup_text.h"

#include <QComboBox>

#include <algorithm>

namespace keywright {

namespace {

constexpr int nameRole = Qt::UserRole + 1; ///< without what is told of the token

} // namespace

CredentialChoice::CredentialChoice(
    const QString &label, Inventory &inventory, const LookupRunner &runner,
    std::shared_ptr<const Clock> clock, QWidget *parent)
    : FormField(label, new QComboBox, parent)
    , m_inventory(inventory)
    , m_runner(runner)
    , m_clock(std::move(clock))
    , m_box(static_cast<QComboBox *>(editor()))
{
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(m_box, &QComboBox::currentIndexChanged, this, &CredentialChoice::changed);
}

void CredentialChoice::setSession(std::shared_ptr<Session> session)
{
    m_session = std::move(session);
    refresh();
}

void CredentialChoice::refresh()
{
    const QString chosen = credential().accountId;
    const QSignalBlocker blocker(m_box);
    m_box->clear();
    if (!m_session)
        return;
    add({}, tr("Connection's own credential"));
    addStored();
    m_box->setCurrentIndex(std::max(0, m_box->findData(chosen)));
}

void CredentialChoice::add(const QString &accountId, const QString &name)
{
    const auto expires = m_runner.tokenExpiresAt(m_session->connection().id, accountId);
    const QString left = expires ? tokenLeftText(*expires, m_clock->now()) : QString();
    m_box->addItem(left.isEmpty() ? name : QStringLiteral("%1 · %2").arg(name, left), accountId);
    m_box->setItemData(m_box->count() - 1, name, nameRole);
}

void CredentialChoice::addStored()
{
    const QString connectionId = m_session->connection().id;
    const auto known = m_session->credentials()->stored(connectionId);
    if (!known)
        return setError(known.error().message);
    clearError();
    for (const StoredCredential &stored : *known) {
        const QString owner = stored.key.owner;
        if (owner == CredentialKey::connectionOwner || m_box->findData(owner) >= 0)
            continue;
        const ServiceAccount *account = m_inventory.find(connectionId, owner);
        add(owner, account ? account->name : owner);
    }
}

bool CredentialChoice::choose(const QString &accountId)
{
    refresh();
    const int index = m_box->findData(accountId);
    if (index >= 0)
        m_box->setCurrentIndex(index);
    return index >= 0;
}

QString CredentialChoice::chosenName() const
{
    return m_box->currentData(nameRole).toString();
}

LookupCredential CredentialChoice::credential() const
{
    LookupCredential chosen{m_box->currentData().toString(), {}, {}};
    if (!m_session || chosen.accountId.isEmpty())
        return chosen;
    const ServiceAccount *account = m_inventory.find(m_session->connection().id, chosen.accountId);
    // Who is switched off is refused for good, however young.
    if (!account || account->status != AccountStatus::Active)
        return chosen;
    chosen.name = account->name;
    chosen.freshSince = account->createdAt;
    for (const ClientSecret &secret : account->secrets.value_or(QList<ClientSecret>()))
        chosen.freshSince = std::max(chosen.freshSince, secret.createdAt);
    return chosen;
}

} // namespace keywright
