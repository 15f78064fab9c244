#include "ui/unfinished/unfinished_dialog.h"

#include "ui/theme/metrics.h"
#include "ui/unfinished/unfinished_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace keywright {

namespace {

QLabel *paragraph(const QString &text, TextStyle style, QWidget *parent)
{
    QLabel *label = makeLabel(text, style, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

UnfinishedDialog::UnfinishedDialog(UnfinishedSecrets &secrets, QWidget *parent)
    : DialogFrame(tr("Unfinished secrets"), parent)
    , m_secrets(secrets)
{
    setSubtitle(tr("They were asked for, and nobody said that they arrived."));
    setPanelWidth(620);
    QPushButton *close = addButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &UnfinishedDialog::reject);
    connect(&secrets, &UnfinishedSecrets::changed, this, &UnfinishedDialog::fill);
    fill();
}

void UnfinishedDialog::fill()
{
    const QList<UnfinishedSecret> open = m_secrets.secrets();
    if (open.isEmpty() && isOpen())
        return accept();
    // The buttons of the old rows may be at work: they go when these are done.
    if (m_rows) {
        m_rows->hide();
        m_rows->deleteLater();
    }
    m_rows = new QWidget(this);
    auto *column = new QVBoxLayout(m_rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::SpaceSm);
    for (const UnfinishedSecret &secret : open)
        column->addWidget(makeRow(secret));
    body()->addWidget(m_rows);
}

QWidget *UnfinishedDialog::makeRow(const UnfinishedSecret &secret)
{
    const CreationEntry &entry = secret.creation.entry;
    auto *card = new Card(entry.accountName, m_rows);
    card->body()->addWidget(paragraph(fateText(secret.creation), TextStyle::Body, card));
    card->body()->addWidget(paragraph(fateHint(secret.creation), TextStyle::Muted, card));
    const QString begun = QLocale().toString(entry.begunAt.toLocalTime(), QLocale::ShortFormat);
    card->body()->addWidget(
        makeLabel(tr("%1 · begun %2").arg(secret.connectionName, begun), TextStyle::Note, card));
    if (secret.creation.fate == CreationFate::Several)
        addCandidates(secret, card);
    else
        addRemedy(secret, card);
    return card;
}

void UnfinishedDialog::addRemedy(const UnfinishedSecret &secret, Card *card)
{
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::SpaceSm);
    const bool lost = secret.creation.fate == CreationFate::Lost;
    QPushButton *remedy = makeButton(
        remedyText(secret), lost ? ButtonVariant::Destructive : ButtonVariant::Secondary, card);
    remedy->setAccessibleDescription(fateText(secret.creation));
    buttons->addWidget(remedy);
    connect(
        remedy, &QPushButton::clicked, this, [this, secret] { Q_EMIT remedyRequested(secret); });
    if (lost)
        buttons->addWidget(keepButton(
            tr("Keep"), tr("Leave %1 as it is").arg(secret.creation.entry.accountName), secret,
            card));
    buttons->addStretch(1);
    card->body()->addLayout(buttons);
}

/// Each with a button to say that it is this one; nothing is deleted by that.
void UnfinishedDialog::addCandidates(const UnfinishedSecret &secret, Card *card)
{
    for (const CreationCandidate &candidate : secret.creation.candidates) {
        auto *row = new QHBoxLayout;
        row->setSpacing(metrics::SpaceSm);
        QLabel *label = paragraph(candidateText(candidate), TextStyle::Mono, card);
        makeSelectable(label);
        row->addWidget(label, 1);
        QPushButton *choose = makeButton(tr("It is this one"), ButtonVariant::Secondary, card);
        choose->setAccessibleDescription(candidateText(candidate));
        row->addWidget(choose);
        connect(choose, &QPushButton::clicked, this, [this, secret, candidate] {
            m_secrets.choose(secret, candidate);
        });
        card->body()->addLayout(row);
    }
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(keepButton(
        tr("None of them"), tr("Others created them; they stay as they are"), secret, card));
    buttons->addStretch(1);
    card->body()->addLayout(buttons);
}

QPushButton *UnfinishedDialog::keepButton(
    const QString &text, const QString &description, const UnfinishedSecret &secret, Card *card)
{
    QPushButton *keep = makeButton(text, ButtonVariant::Secondary, card);
    keep->setAccessibleDescription(description);
    keep->setToolTip(description);
    connect(keep, &QPushButton::clicked, this, [this, secret] { m_secrets.keep(secret); });
    return keep;
}

} // namespace keywright
