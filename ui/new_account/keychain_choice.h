#pragma once

#include "core/keychain/credential_store.h"

#include <QWidget>

#include <memory>
#include <optional>

class QCheckBox;
class QLabel;

namespace keywright {

/// Whether a new secret is to be kept in the keychain, with what the keychain says to that.
class KeychainChoice : public QWidget
{
    Q_OBJECT
public:
    explicit KeychainChoice(QWidget *parent = nullptr);

    /// Asks the keychain how it is; until it has answered, storing is suggested.
    void probe(const std::shared_ptr<CredentialStore> &keychain);
    bool isChosen() const;

private:
    void tell(const Result<KeychainState> &state);

    QCheckBox *m_box;
    QLabel *m_note;
    std::optional<bool> m_choice; ///< unset until the person ticks or unticks
};

} // namespace keywright
