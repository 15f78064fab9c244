#pragma once

#include "ui/unfinished/unfinished_secrets.h"
#include "ui/widgets/dialog_frame.h"

class QPushButton;

namespace keywright {

class Card;

/// All secrets that did not reach anybody, each with what can be done about it. Closes when there
/// are none any more.
class UnfinishedDialog : public DialogFrame
{
    Q_OBJECT
public:
    UnfinishedDialog(UnfinishedSecrets &secrets, QWidget *parent);

Q_SIGNALS:
    void remedyRequested(const keywright::UnfinishedSecret &secret);

private:
    void fill();
    QWidget *makeRow(const UnfinishedSecret &secret);
    void addRemedy(const UnfinishedSecret &secret, Card *card);
    void addCandidates(const UnfinishedSecret &secret, Card *card);
    QPushButton *keepButton(
        const QString &text, const QString &description, const UnfinishedSecret &secret,
        Card *card);

    UnfinishedSecrets &m_secrets;
    QWidget *m_rows = nullptr;
};

} // namespace keywright
