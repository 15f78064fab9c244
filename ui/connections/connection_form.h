#pragma once

#include "core/base/secret.h"
#include "core/connection/connection_store.h"
#include "core/provider/provider_factory.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace keywright {

class AdvancedForm;
class FormField;
class OrganizationForm;
class SignInForm;

/// A connection as entered.
struct EnteredConnection
{
    Connection connection;
    std::shared_ptr<const Secret> secret; ///< null: the one in the keychain
    bool isMoved = false;                 ///< the secret goes to another address than before
};

/// The fields of a connection. Wrong input is named beside its field; nothing typed is lost.
class ConnectionForm : public QWidget
{
    Q_OBJECT
public:
    /// `edited` is a connection to change, or a new one (with its id and provider set). `store` is
    /// asked for taken names and must outlive the form.
    ConnectionForm(
        const ConnectionStore &store, const Connection &edited, QWidget *parent = nullptr);

    bool isNew() const { return !m_store.byId(m_edited.id); }
    /// The secret that was found with the connection, as if it had been entered.
    void setFoundSecret(std::shared_ptr<const Secret> secret);
    /// What was entered, or nothing after wrong input was named. The secret in the keychain is
    /// enough only while the connection signs in as before, at the address it had before.
    std::optional<EnteredConnection> entered();
    /// How to reach the server, as entered; nothing after wrong input was named.
    std::optional<TransportOptions> transport();
    /// Shows an error beside the field it belongs to; false when it belongs to none.
    bool showError(const Error &error);

    /// What "Find" starts from: the token URL or the base URL as typed.
    Result<QUrl> discoveryUrl();
    void setTokenUrl(const QUrl &url);
    QWidget *firstField() const;
    /// The first field of a found connection that is still empty; firstField() when none is.
    QWidget *firstGap() const;

Q_SIGNALS:
    void findRequested();

private:
    void build();
    QWidget *buildTokenUrl();
    void fillFields();
    void chooseProvider();
    /// An address to which the secret would go that the person may not know of.
    void dropFormerTokenUrl();
    bool readName(Connection &connection);
    bool readBaseUrl(Connection &connection);
    bool readTokenUrl(Connection &connection);
    bool readFields(Connection &connection);
    bool isMoved(const Connection &connection) const;
    bool needsSecret(const Connection &connection) const;

    const ConnectionStore &m_store;
    Connection m_edited;
    QList<ProviderChoice> m_choices;
    ProviderChoice m_choice; ///< the chosen one
    QComboBox *m_provider;
    QLineEdit *m_name;
    FormField *m_nameField;
    QLineEdit *m_baseUrl;
    FormField *m_baseUrlField;
    OrganizationForm *m_organization;
    SignInForm *m_signIn;
    QLineEdit *m_tokenUrl;
    FormField *m_tokenUrlField;
    QPushButton *m_find = nullptr;
    QWidget *m_tokenUrlRow;
    AdvancedForm *m_advanced;
    bool m_hasFoundSecret = false;
};

} // namespace keywright
