#include "ui/accounts/add_addresses_dialog.h"

#include "core/accounts/access_actions.h"
#include "core/base/deliver.h"
#include "core/identity/access_addresses.h"
#include "core/provider/access_lists.h"
#include "ui/accounts/access_list_loader.h"
#include "ui/accounts/confirm_twice.h"
#include "ui/dialogs/error_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/form_field.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>

#include <algorithm>

namespace keywright {
namespace {

/// Of a long list only the first wrong ones are worth reading.
constexpr qsizetype wrongShown = 5;

bool isEverything(const QString &address)
{
    return address.endsWith(QLatin1StringView("/0"));
}

} // namespace

AddAddressesDialog::AddAddressesDialog(const AccessListLoader &loader, QWidget *parent)
    : DialogFrame(tr("Add addresses"), parent)
    , m_loader(loader)
    , m_session(loader.session())
    , m_accountId(loader.account().id)
    , m_banner(new Banner(this))
    , m_addresses(new QPlainTextEdit(this))
    , m_field(new FormField(tr("Addresses"), m_addresses, this))
{
    setSubtitle(tr("Tokens of %1 will work from these addresses.").arg(loader.account().name));
    m_addresses->setTabChangesFocus(true);
    m_addresses->setPlaceholderText(QStringLiteral("203.0.113.7\n198.51.100.0/24\n2001:db8::/32"));
    m_addresses->setFixedHeight(m_addresses->fontMetrics().lineSpacing() * 6);
    m_addresses->installEventFilter(this);
    body()->addWidget(m_banner);
    body()->addWidget(m_field);
    QPushButton *cancel = addButton(tr("Cancel"));
    m_add = addButton(tr("Add"), ButtonVariant::Primary);
    connect(cancel, &QPushButton::clicked, this, &AddAddressesDialog::reject);
    connect(m_add, &QPushButton::clicked, this, &AddAddressesDialog::add);
    connect(m_addresses, &QPlainTextEdit::textChanged, this, [this] {
        m_field->clearError();
        showHint();
    });
    // The account may go away while people look up their addresses.
    connect(&loader, &AccessListLoader::changed, this, [this] {
        if (m_loader.account().id != m_accountId)
            reject();
    });
    showHint();
}

AddAddressesDialog::~AddAddressesDialog()
{
    m_cancel.cancel();
}

/// Enter makes a new line there, so Ctrl+Enter adds.
bool AddAddressesDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_addresses && event->type() == QEvent::KeyPress) {
        const auto &key = static_cast<const QKeyEvent &>(*event);
        const bool enter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
        if (enter && key.modifiers().testFlag(Qt::ControlModifier)) {
            add();
            return true;
        }
    }
    return DialogFrame::eventFilter(watched, event);
}

void AddAddressesDialog::showHint()
{
    const QStringList addresses = readAccessAddresses(m_addresses->toPlainText()).addresses;
    if (addresses.isEmpty())
        return m_field->setHint(
            tr("IP addresses or CIDR blocks, separated by spaces, commas or lines."));
    if (std::any_of(addresses.cbegin(), addresses.cend(), isEverything))
        return m_field->setHint(tr("A block that ends in /0 lets every address in."));
    const auto count = static_cast<int>(addresses.size());
    m_field->setHint(count == 1 ? tr("One entry") : tr("%n entries", nullptr, count));
}

QStringList AddAddressesDialog::checked()
{
    const AccessAddresses read = readAccessAddresses(m_addresses->toPlainText());
    if (!read.wrong.isEmpty()) {
        QString wrong = read.wrong.mid(0, wrongShown).join(QStringLiteral(", "));
        if (read.wrong.size() > wrongShown)
            wrong += QStringLiteral(", …");
        m_field->setError(
            read.wrong.size() == 1 ? tr("Not an address or a CIDR block: %1").arg(wrong)
                                   : tr("%n of these are not addresses or CIDR blocks: %1", nullptr,
                                        static_cast<int>(read.wrong.size()))
                                         .arg(wrong));
        return {};
    }
    if (read.addresses.isEmpty()) {
        m_field->setError(tr("Enter at least one address."));
        return {};
    }
    const auto before = m_loader.entries().size();
    const auto after = m_loader.entriesWith(read.addresses).size();
    const int most = m_session->provider()->accessLists()->maxEntries();
    if (after == before) {
        m_field->setError(tr("All of these are on the list already."));
        return {};
    }
    if (after > most) {
        m_field->setError(
            tr("The list would have %1 entries, and can have %2.").arg(after).arg(most));
        return {};
    }
    return read.addresses;
}

void AddAddressesDialog::add()
{
    if (!m_add->isEnabled())
        return;
    const QStringList addresses = checked();
    if (addresses.isEmpty()) {
        m_addresses->setFocus(Qt::OtherFocusReason);
        return;
    }
    const QString warning = m_loader.lockoutWarning(m_loader.entriesWith(addresses));
    if (warning.isEmpty())
        return send(addresses);
    confirm(
        ownAccountRequest(warning, tr("Add")), this, this, [this, addresses] { send(addresses); });
}

void AddAddressesDialog::send(const QStringList &addresses)
{
    m_banner->dismiss();
    setBusy(true);
    m_sent = true;
    m_cancel = CancelSource();
    deliver(
        addAccessEntries(m_session, m_accountId, addresses, m_cancel.token()), this,
        [this](Result<QList<AccessEntry>> result) { finish(std::move(result)); });
}

void AddAddressesDialog::finish(Result<QList<AccessEntry>> result)
{
    setBusy(false);
    if (result) {
        const auto count = result->size() - m_loader.entries().size();
        Q_EMIT added(*result, static_cast<int>(std::max<qsizetype>(count, 1)));
        return accept();
    }
    const Error &error = result.error();
    if (error.field == QLatin1StringView("address"))
        m_field->setError(errorSentence(error));
    else
        m_banner->showMessage(Tone::Bad, error.message, error.hint);
}

void AddAddressesDialog::setBusy(bool busy)
{
    m_addresses->setEnabled(!busy);
    m_add->setEnabled(!busy);
    m_add->setText(busy ? tr("Adding…") : tr("Add"));
}

} // namespace keywright
