#include "ui/connections/secret_entry.h"

namespace keywright {

SecretEntry::SecretEntry(QWidget *parent)
    : QLineEdit(parent)
{
    setEchoMode(QLineEdit::Password);
    setInputMethodHints(
        Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
        Qt::ImhNoAutoUppercase);
    connect(this, &QLineEdit::editingFinished, this, &SecretEntry::take);
}

void SecretEntry::setEmptyText(const QString &text)
{
    m_emptyText = text;
    showState();
}

void SecretEntry::setFound(std::shared_ptr<const Secret> secret)
{
    m_secret = std::move(secret);
    m_isFound = true;
    showState();
}

std::shared_ptr<const Secret> SecretEntry::secret()
{
    take();
    return m_secret;
}

void SecretEntry::forget()
{
    take();
    m_secret.reset();
    showState();
}

void SecretEntry::take()
{
    if (text().isEmpty())
        return;
    // The copy shares the line's own buffer, so wiping it wipes that as well.
    QString typed = text();
    QByteArray value = typed.trimmed().toUtf8();
    wipe(typed);
    clear();
    m_secret = value.isEmpty() ? nullptr : std::make_shared<const Secret>(std::move(value));
    m_isFound = false;
    showState();
}

void SecretEntry::showState()
{
    if (!m_secret)
        setPlaceholderText(m_emptyText);
    else
        setPlaceholderText(
            m_isFound ? tr("Imported; type to replace it")
                      : tr("Entered; type again to replace it"));
}

} // namespace keywright
