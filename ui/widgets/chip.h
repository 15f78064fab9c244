#pragma once

#include <QPushButton>

namespace keywright {

/// A checkable filter with a count: "Active 10". The accessible name is the word alone, the count
/// its description.
class Chip : public QPushButton
{
    Q_OBJECT
public:
    explicit Chip(const QString &word, QWidget *parent = nullptr);

    QString word() const { return m_word; }
    /// A negative count shows none.
    void setCount(int count);

private:
    QString m_word;
};

} // namespace keywright
