#pragma once

#include "core/base/cancel.h"
#include "core/connection/connection_check.h"
#include "ui/connections/connection_services.h"
#include "ui/widgets/dialog_frame.h"

namespace keywright {

class Banner;
class ConnectionForm;
struct ConnectionDraft;
struct EnteredConnection;
struct ReplacedCredential;

/// Adds or changes a connection. It can be tried before it is saved; its secret goes to the
/// keychain and nowhere else, unless the person chooses to keep it in memory until the program
/// ends.
class ConnectionDialog : public DialogFrame
{
    Q_OBJECT
public:
    /// A new connection has an id of its own and a provider.
    ConnectionDialog(
        const ConnectionServices &services, const Connection &connection, QWidget *parent);
    ~ConnectionDialog() override;

    void openForm();
    /// The same for a connection that was found somewhere: says where, and what to look at.
    void openFound(const ConnectionDraft &draft);
    /// Not while a secret is on its way to the keychain.
    bool mayClose() override;

protected:
    void escape() override;

private:
    void test();
    void showTest(const Result<ConnectionCheck> &check);
    void find();
    void save();
    void store(const EnteredConnection &entered);
    void finishStoring(const Connection &connection, const ReplacedCredential &before);
    void tellNotStored(const Error &error, const EnteredConnection &entered);
    void keepUntilQuit();
    void setStoring(bool storing);
    void setBusy(bool busy, const QString &what = {});
    void showError(const Error &error);

    ConnectionServices m_services;
    ConnectionForm *m_form;
    Banner *m_origin; ///< where the connection was found; apart, as it must outlive other messages
    Banner *m_banner;
    QPushButton *m_test;
    QPushButton *m_cancelButton;
    QPushButton *m_save;
    CancelSource m_cancel;
    bool m_storing = false; ///< what is in the keychain and what is saved may differ
};

/// Which part of the way to the server a failure happened on: "Sign-in", "TLS", …
QString failingLayer(const Error &error);

} // namespace keywright
