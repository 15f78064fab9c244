#pragma once

#include "core/base/async.h"
#include "core/transfer/secret_formats.h"
#include "ui/widgets/dialog_frame.h"

#include <functional>
#include <memory>
#include <optional>

class QCheckBox;
class QLabel;

namespace keywright {

class Banner;
class ClipboardGuard;
class KeyValueList;
class SavePathChooser;
class SecretField;

/// A value that the server told once, and where it is safe so far.
struct OneTimeSecret
{
    SecretContext context;
    QString secretId; ///< may be empty
    std::shared_ptr<const Secret> value;
    QString storedAs; ///< label in the keychain; empty when it is not there
    std::optional<Error> storeError;
};

/// Puts the secret into the keychain and returns its label there.
using StoreSecret = std::function<Async<QString>()>;

/// Hands over a secret. It closes only when the keychain holds the secret or the person says that
/// they have stored it; Escape does not lose it.
class OneTimeSecretDialog : public DialogFrame
{
    Q_OBJECT
public:
    /// `store` offers the keychain when the secret is not there yet; may be empty.
    OneTimeSecretDialog(
        OneTimeSecret secret, StoreSecret store, ClipboardGuard &clipboard, SavePathChooser &files,
        QWidget *parent);

    bool mayClose() override;

protected:
    void escape() override;

private:
    void buildValue();
    void buildFacts();
    void buildSave();
    void buildFooter();
    void showSafePlace();
    void storeInKeychain();
    void updateClose();
    bool isSafe() const;
    void refuseToClose();

    OneTimeSecret m_secret;
    StoreSecret m_store;
    ClipboardGuard &m_clipboard;
    SavePathChooser &m_files;
    SecretField *m_field = nullptr;
    Banner *m_banner = nullptr;
    KeyValueList *m_facts = nullptr;
    QLabel *m_safeIn = nullptr;
    QPushButton *m_storeButton = nullptr;
    QCheckBox *m_acknowledged = nullptr;
    QPushButton *m_close = nullptr;
};

} // namespace keywright
