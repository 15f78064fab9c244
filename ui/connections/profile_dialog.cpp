#include "ui/connections/profile_dialog.h"

#include "core/base/deliver.h"
#include "ui/connections/sign_in_form.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/key_value_list.h"

#include <QComboBox>
#include <QDir>
#include <QPushButton>
#include <QVBoxLayout>

namespace keywright {

ProfileDialog::ProfileDialog(
    const QString &path, std::vector<AtlasCliProfile> profiles, ForeignEntryReader readEntry,
    QWidget *parent)
    : DialogFrame(tr("Import an Atlas CLI profile"), parent)
    , m_readEntry(std::move(readEntry))
    , m_banner(new Banner)
    , m_profile(new QComboBox)
    , m_facts(new KeyValueList)
{
    setSubtitle(QDir::toNativeSeparators(path));
    m_banner->setDismissible(false);
    body()->addWidget(m_banner);
    auto *field = new FormField(tr("Profile"), m_profile);
    body()->addWidget(field);
    body()->addWidget(m_facts);
    for (AtlasCliProfile &profile : profiles) {
        m_profile->addItem(profile.name);
        m_profiles.push_back(std::make_shared<AtlasCliProfile>(std::move(profile)));
    }
    auto *other = makeButton(tr("Another file…"), ButtonVariant::Quiet);
    addFooterWidget(other);
    QPushButton *cancel = addButton(tr("Cancel"));
    m_continue = addButton(tr("Continue"), ButtonVariant::Primary);
    setFooterLine(true);

    connect(m_profile, &QComboBox::currentIndexChanged, this, &ProfileDialog::showProfile);
    connect(m_banner, &Banner::actionTriggered, this, &ProfileDialog::goOnByHand);
    connect(cancel, &QPushButton::clicked, this, &ProfileDialog::reject);
    connect(m_continue, &QPushButton::clicked, this, &ProfileDialog::choose);
    connect(other, &QPushButton::clicked, this, [this] {
        reject();
        Q_EMIT otherFileWanted();
    });
    field->setVisible(!m_profiles.empty());
    m_continue->setEnabled(!m_profiles.empty());
    if (m_profiles.empty())
        m_banner->showMessage(
            Tone::Warn, tr("The file has no profile with a credential."),
            tr("Profiles that a person signs in with in the browser cannot be imported: they hold "
               "no service account and no API key."));
    showProfile();
}

std::shared_ptr<AtlasCliProfile> ProfileDialog::current() const
{
    const int index = m_profile->currentIndex();
    return index < 0 ? nullptr : m_profiles.at(std::size_t(index));
}

QString ProfileDialog::profileName() const
{
    return m_profile->currentText();
}

void ProfileDialog::showProfile()
{
    const auto profile = current();
    if (!profile)
        return;
    m_banner->dismiss();
    const ImportedConnection &connection = profile->connection;
    const QString signIn = signInTitle(connection.signIn);
    const bool hasId = !connection.clientId.isEmpty();
    m_facts->setRows(
        {{tr("Signs in with"),
          hasId ? QStringLiteral("%1, %2").arg(signIn, connection.clientId) : signIn,
          {},
          false},
         {hasId ? tr("Secret") : tr("ID and secret"),
          profile->needsKeychain() ? tr("In the keychain, as “%1”").arg(profile->keychainService)
                                   : tr("In the file"),
          {},
          false},
         {tr("Base URL"), connection.baseUrl.toString(), {}, true},
         {tr("Organization ID"), connection.orgId, {}, true},
         {tr("Project ID"), connection.projectId, {}, true}});
}

void ProfileDialog::setBusy(bool busy)
{
    m_profile->setEnabled(!busy);
    m_continue->setEnabled(!busy);
    m_continue->setText(busy ? tr("Reading…") : tr("Continue"));
}

void ProfileDialog::choose()
{
    if (current() && current()->needsKeychain())
        readKeychain();
    else
        accept();
}

void ProfileDialog::readKeychain()
{
    m_banner->dismiss();
    setBusy(true);
    deliver(completeFromKeychain(current(), m_readEntry), this, [this](const Result<void> &done) {
        setBusy(false);
        if (done)
            return accept();
        m_banner->showMessage(
            Tone::Warn, done.error().message, done.error().hint, tr("Enter it by hand"));
    });
}

void ProfileDialog::goOnByHand()
{
    ImportedConnection &connection = current()->connection;
    connection.notices +=
        connection.clientId.isEmpty()
            ? tr("The ID and the secret were not found in the keychain: enter them below.")
            : tr("The secret was not found in the keychain: enter it below.");
    accept();
}

ImportedConnection ProfileDialog::takeConnection()
{
    return std::move(current()->connection);
}

} // namespace keywright
