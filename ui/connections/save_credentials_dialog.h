#pragma once

#include "ui/connections/stored_secrets.h"
#include "ui/widgets/dialog_frame.h"

class QComboBox;

namespace keywright {

class Banner;
class SavePathChooser;
class SecretFileSaver;

/// Saves what the keychain holds for a connection or one of its accounts as a file that other
/// programs read.
class SaveCredentialsDialog : public DialogFrame
{
    Q_OBJECT
public:
    SaveCredentialsDialog(
        std::shared_ptr<Session> session, const QList<ServiceAccount> &accounts,
        SavePathChooser &files, QWidget *parent);

private:
    void build();
    void save();

    std::shared_ptr<Session> m_session;
    QList<StoredSecret> m_secrets;
    Banner *m_banner;
    SecretFileSaver *m_saver;
    QComboBox *m_secret;
    QComboBox *m_form;
    QPushButton *m_save;
};

} // namespace keywright
