#include "ui/widgets/chip.h"

#include <QVariant>

namespace keywright {

Chip::Chip(const QString &word, QWidget *parent)
    : QPushButton(word, parent)
    , m_word(word)
{
    setCheckable(true);
    setAutoDefault(true);
    setAccessibleName(word);
    setProperty("variant", QStringLiteral("chip"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Chip::setCount(int count)
{
    const bool known = count >= 0;
    setText(known ? QStringLiteral("%1 %2").arg(m_word).arg(count) : m_word);
    setAccessibleDescription(known ? QString::number(count) : QString());
}

} // namespace keywright
