#pragma once

#include "core/base/error.h"
#include "core/base/secret.h"
#include "core/connection/connection.h"

#include <QWidget>

#include <memory>

class QLineEdit;

namespace keywright {

class ChoiceCards;
class FormField;
class SecretEntry;

/// What a way to sign in is called: "API key pair".
QString signInTitle(SignIn signIn);

/// How a connection signs in: the ways that its provider knows, and the fields of the chosen one.
class SignInForm : public QWidget
{
    Q_OBJECT
public:
    explicit SignInForm(QWidget *parent = nullptr);

    /// The ways to choose from. The chosen one stays chosen if it is among them, and what was typed
    /// stays in any case.
    /// The tab key comes to them from `previous`.
    void setSignIns(const QList<SignIn> &signIns, QWidget *previous);
    /// `isStored` says that the keychain holds the connection's secret.
    void setConnection(const Connection &connection, bool isStored);
    /// The secret of the chosen way, as it was found somewhere else.
    void setFoundSecret(std::shared_ptr<const Secret> secret);
    SignIn signIn() const;

    /// Writes the way and its id into `connection`. Wrong input is named beside its field, and the
    /// answer is false.
    bool fill(Connection &connection);
    /// The secret of the chosen way; null when none was entered.
    std::shared_ptr<const Secret> secret();
    void showSecretMissing();
    /// Where the secret of the chosen way is entered.
    QWidget *secretField() const;
    /// Says that the secret in the keychain does not go where the connection leads now.
    void showSecretWantedAgain();
    /// Shows an error that belongs to one of these fields; false when it belongs elsewhere.
    bool showError(const Error &error);

private:
    /// The fields of one way to sign in.
    struct Way
    {
        SignIn signIn;
        FormField *idField = nullptr; ///< null when the secret alone is enough
        QLineEdit *id = nullptr;
        FormField *secretField = nullptr;
        SecretEntry *secret = nullptr;
        QString secretName = {}; ///< as errors name the field
        QString idMissing = {};
        QString secretMissing = {};
        QString secretWantedAgain = {};
    };

    void addId(Way &way, const QString &label, const QString &missing);
    void addSecret(Way &way, const QString &label, const QString &name);
    const Way &current() const;
    void showFields();

    ChoiceCards *m_choice;
    QList<Way> m_ways;
};

} // namespace keywright
