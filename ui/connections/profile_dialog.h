#pragma once

#include "core/transfer/atlas_cli_profiles.h"
#include "ui/connections/import_sources.h"
#include "ui/widgets/dialog_frame.h"

class QComboBox;

namespace keywright {

class Banner;
class KeyValueList;

/// Chooses one of the Atlas CLI's profiles, and fetches its ID and secret from the keychain where
/// that holds them. accepted() means that takeConnection() has the profile.
class ProfileDialog : public DialogFrame
{
    Q_OBJECT
public:
    ProfileDialog(
        const QString &path, std::vector<AtlasCliProfile> profiles, ForeignEntryReader readEntry,
        QWidget *parent);

    QString profileName() const;
    /// What the chosen profile describes; without what the person wants to enter.
    ImportedConnection takeConnection();

Q_SIGNALS:
    void otherFileWanted();

private:
    std::shared_ptr<AtlasCliProfile> current() const;
    void showProfile();
    void choose();
    void readKeychain();
    void goOnByHand();
    void setBusy(bool busy);

    /// Shared with a reading that may outlive the dialog.
    std::vector<std::shared_ptr<AtlasCliProfile>> m_profiles;
    ForeignEntryReader m_readEntry;
    Banner *m_banner;
    QComboBox *m_profile;
    KeyValueList *m_facts;
    QPushButton *m_continue;
};

} // namespace keywright
