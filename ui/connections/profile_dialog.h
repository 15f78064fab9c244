#pragma once

#include "core/transfer/atlas_cli_profiles.h"
#include "ui/connections/import_sources.h"
#include "ui/widgets/dialog_frame.h"

class QComboBox;

namespace keywright {

class Banner;
class KeyValueList;

/// Chooses one of the Atlas CLI's profiles, and fetches its secret from the keychain where that
/// holds it. accepted() means that takeConnection() has the profile.
class ProfileDialog : public DialogFrame
{
    Q_OBJECT
public:
    ProfileDialog(
        const QString &path, std::vector<AtlasCliProfile> profiles,
        decltype(ImportSources::readForeignEntry) readEntry, QWidget *parent);

    QString profileName() const;
    /// What the chosen profile describes; without a secret when the person wants to enter it.
    ImportedConnection takeConnection();

Q_SIGNALS:
    void otherFileWanted();

private:
    AtlasCliProfile *current();
    void showProfile();
    void choose();
    void readSecret();
    void goOnWithoutSecret();
    void setBusy(bool busy);

    std::vector<AtlasCliProfile> m_profiles;
    decltype(ImportSources::readForeignEntry) m_readEntry;
    Banner *m_banner;
    QComboBox *m_profile;
    KeyValueList *m_facts;
    QPushButton *m_continue;
};

} // namespace keywright
