#pragma once

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/identity/access_entry.h"
#include "ui/widgets/dialog_frame.h"

class QPlainTextEdit;

namespace keywright {

class AccessListLoader;
class Banner;
class FormField;

/// Takes addresses and CIDR blocks, one or a whole pasted list, and adds them to the access list.
/// What is wrong with them is told beside the field before anything is sent; it stays open until
/// the server has agreed.
class AddAddressesDialog : public DialogFrame
{
    Q_OBJECT
public:
    /// `loader` holds the account's list as it is now, and must outlive the dialog.
    AddAddressesDialog(const AccessListLoader &loader, QWidget *parent);
    ~AddAddressesDialog() override;

    bool hasSent() const { return m_sent; }

Q_SIGNALS:
    /// The list as it is then, and how many entries were not there before.
    void added(const QList<keywright::AccessEntry> &entries, int count);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showHint();
    /// What is to be added; empty when something is wrong, which is then told.
    QStringList checked();
    void add();
    void send(const QStringList &addresses);
    void finish(Result<QList<AccessEntry>> result);
    void setBusy(bool busy);

    const AccessListLoader &m_loader;
    std::shared_ptr<class Session> m_session;
    QString m_accountId;
    Banner *m_banner;
    QPlainTextEdit *m_addresses;
    FormField *m_field;
    QPushButton *m_add;
    CancelSource m_cancel;
    bool m_sent = false;
};

} // namespace keywright
